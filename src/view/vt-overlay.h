/* What is drawn among the atoms without being one: lines and translucent faces in space. Made by whoever has something
 * to show (a slice's plane, an atom's Voronoi cell, a measured distance), drawn by the renderer. */
#pragma once

#include "vt-color.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VtLineStyle:
 * @color: straight alpha
 * @width: logical pixels, at every distance
 * @dash: logical pixels of a dash and of the gap that follows; 0: a line without gaps
 * @hidden: 0 … 1, how much of it shines through the atoms in front
 * @cue: 0 … 1, how much it follows the scene's depth cue
 */
typedef struct
{
  VtColor color;
  double  width;
  double  dash;
  double  hidden;
  double  cue;
} VtLineStyle;

/* A line's colour of full width 1.5, without gaps, 0.25 of it seen through atoms, no cue. */
#define VT_LINE_STYLE(line_color) ((VtLineStyle){ .color = (line_color), .width = 1.5, .hidden = 0.25 })

typedef struct
{
  float       ends[2][3]; /* Å */
  VtLineStyle style;
} VtOverlayLine;

typedef struct
{
  float   corners[3][3]; /* Å */
  VtColor color;         /* straight alpha */
} VtOverlayFace;

/* Counted; fill it before it is given to anybody, then it does not change: readers on any thread need no lock. */
typedef struct _VtOverlay VtOverlay;

#define VT_TYPE_OVERLAY (vt_overlay_get_type ())
GType      vt_overlay_get_type (void);
VtOverlay *vt_overlay_new (void);
VtOverlay *vt_overlay_ref (VtOverlay *overlay);
void       vt_overlay_unref (VtOverlay *overlay);

/* @from, @to: Å. What is not finite is left out, here and below. */
void vt_overlay_add_line (VtOverlay *overlay, const double from[3], const double to[3], const VtLineStyle *style);
/* @corners: [n][3], Å, closed by a line from the last to the first. */
void vt_overlay_add_loop (VtOverlay *overlay, const double *corners, gsize n, const VtLineStyle *style);
/* A flat convex face. @corners: [n][3], Å, in order around it, either way: faces have no back. */
void vt_overlay_add_face (VtOverlay *overlay, const double *corners, gsize n, const VtColor *color);
/* All of @other too. */
void vt_overlay_add_all (VtOverlay *overlay, const VtOverlay *other);

/* (array length=n) */
const VtOverlayLine *vt_overlay_get_lines (const VtOverlay *overlay, gsize *n);
/* (array length=n) */
const VtOverlayFace *vt_overlay_get_faces (const VtOverlay *overlay, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtOverlay, vt_overlay_unref)

G_END_DECLS
