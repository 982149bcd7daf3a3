#include "vt-scene.h"

#include <math.h>
#include <string.h>
#include "vt-palette.h"
#include "vt-parallel.h"

#define DEFAULT_RADIUS_FACTOR 0.8
#define UNKNOWN_RADIUS 1.3
/* Atoms a chunk, of which the bounds are taken. */
#define REACH_GRAIN 16384

/* The program's only counter: a renderer knows arrays by their number alone, so no two scenes may share one. */
static guint64
next_generation (void)
{
  static guint64 last = 0;

  return __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
}

VtScene *
vt_scene_new (void)
{
  VtScene *scene = g_new0 (VtScene, 1);

  scene->positions_generation = next_generation ();
  scene->radii_generation = next_generation ();
  scene->values_generation = next_generation ();
  scene->flags_generation = next_generation ();
  vt_color_scale_init (&scene->color_scale);
  vt_cell_init_box (&scene->cell, 1, 1, 1);
  scene->light[0] = -0.45;
  scene->light[1] = 0.65;
  scene->light[2] = 0.85;
  scene->ambient = 0.34;
  scene->specular = 0.1;
  scene->depth_cue = 0.55;
  scene->outline = 0.42;
  vt_scene_set_dark (scene, FALSE);
  return scene;
}

void
vt_scene_free (VtScene *scene)
{
  if (scene == NULL)
    return;
  g_free (scene->positions);
  g_free (scene->radii);
  g_free (scene->values);
  g_free (scene->flags);
  for (guint layer = 0; layer < VT_N_LAYERS; layer++)
    g_clear_pointer (&scene->overlays[layer], vt_overlay_unref);
  g_free (scene);
}

/* New arrays for another number of atoms; g_new() of none is NULL, which the loops below never touch. */
static void
resize (VtScene *scene, const VtAtomTable *atoms, gsize n)
{
  g_free (scene->positions);
  g_free (scene->radii);
  g_free (scene->values);
  g_free (scene->flags);
  scene->n_atoms = n;
  scene->positions = g_new (float, 3 * n);
  scene->radii = g_new (float, n);
  scene->values = g_new (float, n);
  scene->flags = g_new0 (guint8, n);
  scene->has_ghosts = FALSE;
  for (gsize i = 0; i < n; i++)
    scene->values[i] = NAN;
  scene->values_generation = next_generation ();
  scene->flags_generation = next_generation ();
  vt_scene_set_element_radii (scene, atoms, DEFAULT_RADIUS_FACTOR);
}

void
vt_scene_set_frame (VtScene *scene, const VtFrame *frame)
{
  const double *axes[3];
  gsize n;

  g_return_if_fail (scene != NULL && frame != NULL);

  n = vt_frame_get_n_atoms (frame);
  if (n != scene->n_atoms)
    resize (scene, vt_frame_get_atoms (frame), n);
  scene->cell = *vt_frame_get_cell (frame);
  for (guint axis = 0; axis < 3; axis++)
    axes[axis] = vt_frame_get_axis (frame, axis);
  for (gsize i = 0; i < n; i++)
    {
      double position[3] = { axes[0][i], axes[1][i], axes[2][i] };
      int image[3];

      if (!isnan (position[0] + position[1] + position[2]))
        vt_cell_wrap (&scene->cell, position, image);
      for (guint axis = 0; axis < 3; axis++)
        scene->positions[3 * i + axis] = (float) position[axis];
    }
  scene->positions_generation = next_generation ();
}

void
vt_scene_set_element_radii (VtScene *scene, const VtAtomTable *atoms, double factor)
{
  float radius[256];
  const guint8 *species;

  g_return_if_fail (scene != NULL && atoms != NULL);
  g_return_if_fail (vt_atom_table_get_n (atoms) == scene->n_atoms);

  for (guint s = 0; s < G_N_ELEMENTS (radius); s++)
    {
      const VtElement *element = s < vt_atom_table_get_n_species (atoms) ? vt_atom_table_get_element (atoms, s) : NULL;

      radius[s] = (float) (factor * (element != NULL ? element->radius : UNKNOWN_RADIUS));
    }
  species = vt_atom_table_get_species (atoms);
  for (gsize i = 0; i < scene->n_atoms; i++)
    scene->radii[i] = radius[species[i]];
  scene->radii_generation = next_generation ();
}

void
vt_scene_set_radii (VtScene *scene, const double *radii, gsize n)
{
  g_return_if_fail (scene != NULL);
  g_return_if_fail (n == scene->n_atoms);

  for (gsize i = 0; i < n; i++)
    scene->radii[i] = (float) radii[i];
  scene->radii_generation = next_generation ();
}

static void
set_values (VtScene *scene, const double *values)
{
  for (gsize i = 0; i < scene->n_atoms; i++)
    scene->values[i] = (float) values[i];
  scene->values_generation = next_generation ();
}

void
vt_scene_set_values (VtScene *scene, const double *values, gsize n, const VtColorScale *scale)
{
  g_return_if_fail (scene != NULL);
  g_return_if_fail (n == scene->n_atoms);

  set_values (scene, values);
  vt_scene_set_color_scale (scene, scale);
}

void
vt_scene_set_color_scale (VtScene *scene, const VtColorScale *scale)
{
  g_return_if_fail (scene != NULL && scale != NULL);
  g_return_if_fail (scale->colormap != NULL);

  scene->color_scale = *scale;
  scene->n_categories = 0;
}

void
vt_scene_set_categories (VtScene *scene, const double *values, gsize n, const VtColor *colors, guint n_colors)
{
  g_return_if_fail (scene != NULL && colors != NULL);
  g_return_if_fail (n == scene->n_atoms);
  g_return_if_fail (n_colors > 0 && n_colors <= VT_COLORMAP_SIZE);

  set_values (scene, values);
  memcpy (scene->categories, colors, n_colors * sizeof *colors);
  scene->n_categories = n_colors;
}

void
vt_scene_set_species (VtScene *scene, const VtAtomTable *atoms, gboolean dark)
{
  guint n_species;
  const guint8 *species;

  g_return_if_fail (scene != NULL && atoms != NULL);
  g_return_if_fail (vt_atom_table_get_n (atoms) == scene->n_atoms);

  n_species = MIN (vt_atom_table_get_n_species (atoms), VT_COLORMAP_SIZE);
  species = vt_atom_table_get_species (atoms);
  for (gsize i = 0; i < scene->n_atoms; i++)
    scene->values[i] = species[i];
  for (guint s = 0; s < n_species; s++)
    scene->categories[s] = vt_palette_get_species (atoms, s, dark);
  scene->values_generation = next_generation ();
  scene->n_categories = n_species;
}

void
vt_scene_set_flags (VtScene *scene, const guint8 *flags, gsize n)
{
  g_return_if_fail (scene != NULL);
  g_return_if_fail (n == scene->n_atoms);

  if (n > 0 && flags != NULL)
    memcpy (scene->flags, flags, n);
  else if (n > 0)
    memset (scene->flags, 0, n);
  scene->has_ghosts = FALSE;
  for (gsize i = 0; i < n && !scene->has_ghosts; i++)
    scene->has_ghosts = (scene->flags[i] & VT_ATOM_GHOST) != 0;
  scene->flags_generation = next_generation ();
}

void
vt_scene_set_overlay (VtScene *scene, VtLayer layer, VtOverlay *overlay)
{
  g_return_if_fail (scene != NULL && layer < VT_N_LAYERS);

  if (overlay != NULL)
    vt_overlay_ref (overlay);
  g_clear_pointer (&scene->overlays[layer], vt_overlay_unref);
  scene->overlays[layer] = overlay;
}

static void
recognize (guint64 *number, guint64 before, gconstpointer array, gconstpointer array_before, gsize size)
{
  if (size == 0 || memcmp (array, array_before, size) == 0)
    *number = before;
}

void
vt_scene_recognize (VtScene *scene, const VtScene *before)
{
  gsize n;

  g_return_if_fail (scene != NULL && before != NULL);

  n = scene->n_atoms;
  if (before->n_atoms != n)
    return;
  recognize (&scene->positions_generation, before->positions_generation, scene->positions, before->positions,
             3 * n * sizeof (float));
  recognize (&scene->radii_generation, before->radii_generation, scene->radii, before->radii, n * sizeof (float));
  recognize (&scene->values_generation, before->values_generation, scene->values, before->values, n * sizeof (float));
  recognize (&scene->flags_generation, before->flags_generation, scene->flags, before->flags, n);
}

void
vt_scene_set_dark (VtScene *scene, gboolean dark)
{
  g_return_if_fail (scene != NULL);

  scene->background = vt_palette_get (VT_MEANING_BACKGROUND, dark);
  scene->cell_color = vt_palette_get (VT_MEANING_CELL, dark);
  scene->selected_color = vt_palette_get (VT_MEANING_SELECTED, dark);
  scene->color_scale.missing = vt_palette_get (VT_MEANING_MISSING, dark);
  scene->show_cell = TRUE;
}

VtColor
vt_scene_get_atom_color (const VtScene *scene, gsize atom)
{
  float value;

  g_return_val_if_fail (scene != NULL && atom < scene->n_atoms, (VtColor){ 0 });

  value = scene->values[atom];
  if (scene->n_categories == 0)
    return vt_color_scale_get_color (&scene->color_scale, value);
  if (value >= 0 && value < (float) scene->n_categories)
    return scene->categories[(guint) value];
  return scene->color_scale.missing;
}

/* NaN changes nothing. */
static void
hold_point (double low[3], double high[3], const float point[3])
{
  for (guint axis = 0; axis < 3; axis++)
    {
      if (point[axis] < low[axis])
        low[axis] = point[axis];
      if (point[axis] > high[axis])
        high[axis] = point[axis];
    }
}

static void
hold_overlay (double low[3], double high[3], const VtOverlay *overlay)
{
  gsize n_lines, n_faces;
  const VtOverlayLine *lines = vt_overlay_get_lines (overlay, &n_lines);
  const VtOverlayFace *faces = vt_overlay_get_faces (overlay, &n_faces);

  for (gsize i = 0; i < n_lines; i++)
    for (guint end = 0; end < 2; end++)
      hold_point (low, high, lines[i].ends[end]);
  for (gsize i = 0; i < n_faces; i++)
    for (guint corner = 0; corner < 3; corner++)
      hold_point (low, high, faces[i].corners[corner]);
}

/* What a chunk of atoms reaches to. */
typedef struct
{
  double low[3], high[3], largest;
} Reach;

typedef struct
{
  const VtScene *scene;
  Reach         *reaches; /* [n_chunks] */
} Reaches;

static void
hold_chunk (const VtChunk *chunk, gpointer data)
{
  const Reaches *reaches = data;
  const VtScene *scene = reaches->scene;
  Reach reach = { { INFINITY, INFINITY, INFINITY }, { -INFINITY, -INFINITY, -INFINITY }, 0 };

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      reach.largest = MAX (reach.largest, scene->radii[i]);
      hold_point (reach.low, reach.high, scene->positions + 3 * i);
    }
  reaches->reaches[chunk->number] = reach;
}

/* In parallel: a million are asked for in every frame drawn. */
static void
hold_atoms (const VtScene *scene, double low[3], double high[3], double *largest)
{
  gsize n_chunks = vt_parallel_n_chunks (scene->n_atoms, REACH_GRAIN);
  g_autofree Reach *reaches = g_new (Reach, n_chunks);
  Reaches data = { scene, reaches };

  vt_parallel_for (scene->n_atoms, REACH_GRAIN, hold_chunk, &data, NULL, NULL, NULL);
  for (gsize i = 0; i < n_chunks; i++)
    {
      *largest = MAX (*largest, reaches[i].largest);
      for (guint axis = 0; axis < 3; axis++)
        {
          low[axis] = MIN (low[axis], reaches[i].low[axis]);
          high[axis] = MAX (high[axis], reaches[i].high[axis]);
        }
    }
}

void
vt_scene_get_bounds (const VtScene *scene, double center[3], double *radius)
{
  double low[3], high[3], largest = 0, squared = 0;

  g_return_if_fail (scene != NULL && radius != NULL);

  for (guint axis = 0; axis < 3; axis++)
    {
      low[axis] = high[axis] = scene->cell.origin[axis];
      for (guint edge = 0; edge < 3; edge++)
        {
          low[axis] += MIN (scene->cell.vectors[edge][axis], 0);
          high[axis] += MAX (scene->cell.vectors[edge][axis], 0);
        }
    }
  hold_atoms (scene, low, high, &largest);
  for (guint layer = 0; layer < VT_N_LAYERS; layer++)
    if (scene->overlays[layer] != NULL)
      hold_overlay (low, high, scene->overlays[layer]);
  for (guint axis = 0; axis < 3; axis++)
    {
      center[axis] = (low[axis] + high[axis]) / 2;
      squared += (high[axis] - low[axis]) * (high[axis] - low[axis]) / 4;
    }
  *radius = sqrt (squared) + largest;
}
