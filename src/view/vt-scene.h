/* What is drawn in three dimensions: atoms, cell, colours, light. Made from a frame, drawn by nobody in here. */
#pragma once

#include "vt-color-scale.h"
#include "vt-frame.h"
#include "vt-overlay.h"

G_BEGIN_DECLS

typedef enum
{
  VT_ATOM_PLAIN = 0,
  VT_ATOM_SELECTED = 1 << 0, /* outlined */
  VT_ATOM_DIMMED = 1 << 1,   /* paled towards the background */
  VT_ATOM_HIDDEN = 1 << 2,   /* neither drawn nor picked */
  VT_ATOM_GHOST = 1 << 3     /* translucent, one layer of them; hides nothing, is not picked */
} VtAtomFlags;

/* What a pointer goes through. */
#define VT_ATOM_NOT_PICKED (VT_ATOM_HIDDEN | VT_ATOM_GHOST)

/* Overlays by whose they are, so that one can change without the others' knowing. */
typedef enum
{
  VT_LAYER_SLICE,  /* where the slice is */
  VT_LAYER_PICKED, /* what belongs to the picked atoms */
  VT_N_LAYERS
} VtLayer;

/**
 * VtScene:
 * @n_atoms: number of atoms
 * @positions: [n][3], Å, wrapped into the cell; NaN for an atom that is missing (not drawn)
 * @radii: [n], Å
 * @values: [n], what is coloured: a number, or the category's number; NaN: missing
 * @flags: [n], VtAtomFlags
 * @has_ghosts: whether any of them is VT_ATOM_GHOST
 * @positions_generation … @flags_generation: change with their array, so that only what changed is sent to the
 *   graphics card; never the same number for two contents, in no scene
 * @categories: colours by category where @n_categories > 0, else @color_scale colours
 * @cell: the simulation cell; its edges are drawn where @show_cell
 * @background: straight alpha; 0 for pictures to be laid over something
 * @light: towards the light, in the picture's axes (right, up, to the eye); any length
 * @ambient: 0 … 1, share of light from everywhere
 * @specular: 0 … 1, a soft highlight
 * @depth_cue: 0 … 1, how far the back fades into the background
 * @outline: 0 … 1, how dark a sphere's rim is, which parts neighbours of one colour
 * @overlays: (nullable): lines and faces among the atoms
 *
 * Read the fields as you like; change arrays by the functions below only. Where the sphere faces the eye its
 * colour is exactly the legend's: light, rim and cue leave factor 1 there (the cue: for the nearest atoms).
 */
typedef struct
{
  gsize        n_atoms;
  float       *positions;
  float       *radii;
  float       *values;
  guint8      *flags;
  gboolean     has_ghosts;
  guint64      positions_generation;
  guint64      radii_generation;
  guint64      values_generation;
  guint64      flags_generation;

  VtColorScale color_scale;
  VtColor      categories[VT_COLORMAP_SIZE];
  guint        n_categories;

  VtCell       cell;
  gboolean     show_cell;
  VtColor      cell_color;
  VtColor      background;
  VtColor      selected_color;
  double       light[3];
  double       ambient;
  double       specular;
  double       depth_cue;
  double       outline;
  VtOverlay   *overlays[VT_N_LAYERS];
} VtScene;

/* Without atoms, on the light palette's background. */
VtScene *vt_scene_new (void);
void     vt_scene_free (VtScene *scene);

/* Positions and cell of a frame. Radii, values and flags start anew (element radii × 0.8, NaN, plain) only where the
 * number of atoms changed. */
void vt_scene_set_frame (VtScene *scene, const VtFrame *frame);
/* The element's radius × @factor; a species that is no element gets 1.3 Å × @factor. @atoms has the scene's number of
 * atoms. */
void vt_scene_set_element_radii (VtScene *scene, const VtAtomTable *atoms, double factor);
/* @radii: [n], Å */
void vt_scene_set_radii (VtScene *scene, const double *radii, gsize n);
/* Colour by numbers on @scale. @values: double [n] */
void vt_scene_set_values (VtScene *scene, const double *values, gsize n, const VtColorScale *scale);
/* Another map or range for the same numbers: sends no array. */
void vt_scene_set_color_scale (VtScene *scene, const VtColorScale *scale);
/* Colour by categories: @values (double [n]) holds their numbers; at most VT_COLORMAP_SIZE colours. */
void vt_scene_set_categories (VtScene *scene, const double *values, gsize n, const VtColor *colors, guint n_colors);
/* The same with species as categories. */
void vt_scene_set_species (VtScene *scene, const VtAtomTable *atoms, gboolean dark);
/* @flags: [n], copied; NULL for all plain. */
void vt_scene_set_flags (VtScene *scene, const guint8 *flags, gsize n);
/* @overlay: (nullable): instead of the one before; the scene keeps a reference. */
void vt_scene_set_overlay (VtScene *scene, VtLayer layer, VtOverlay *overlay);
/* An array of the very bits of @before's takes its number: a renderer that has been sent that one has this. @before: of
 * any number of atoms. For a scene made anew that differs little from what was seen. */
void vt_scene_recognize (VtScene *scene, const VtScene *before);
/* Background, cell, selection and missing colours of the light or dark palette. */
void vt_scene_set_dark (VtScene *scene, gboolean dark);

/* The colour an atom has in the legend: before light, cue and flags. */
VtColor vt_scene_get_atom_color (const VtScene *scene, gsize atom);
/* A ball that holds all that may be drawn: cell, atoms with their radii, overlays. */
void    vt_scene_get_bounds (const VtScene *scene, double center[3], double *radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtScene, vt_scene_free)

G_END_DECLS
