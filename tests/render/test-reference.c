/* Whole pictures as they are meant to look, kept in tests/fixtures/render: at least 99.5 % of the pixels within 2/255 of
 * them. That the comparison would notice two atoms in each other's colour is tried each time. */
#include <cairo.h>
#include <math.h>
#include <string.h>
#include "scenes.h"
#include "vt-picking.h"
#include "vt-slice-plane.h"

#define WIDTH 200
#define HEIGHT 150
#define ALLOWED 0.005

/* Perspective on light: light, rims, depth cue, cell, missing values, selected and dimmed atoms. */
static VtScene *
make_glass (VtCamera *camera)
{
  g_autoptr (VtFrame) frame = random_frame_new (350, 12);
  g_autofree double *values = g_new (double, 350);
  guint8 flags[350] = { 0 };
  VtScene *scene = vt_scene_new ();
  VtColorScale scale;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1.1);
  for (gsize i = 0; i < 350; i++)
    {
      values[i] = i % 29 == 0 ? NAN : scene->positions[3 * i + 2];
      flags[i] = i % 17 == 0 ? VT_ATOM_SELECTED : i % 5 == 0 ? VT_ATOM_DIMMED : 0;
    }
  vt_color_scale_init (&scale);
  scale.colormap = vt_colormap_find ("inferno");
  scale.maximum = 24;
  vt_scene_set_values (scene, values, 350, &scale);
  vt_scene_set_flags (scene, flags, 350);
  vt_camera_init (camera);
  vt_camera_fit_cell (camera, &scene->cell, (double) WIDTH / HEIGHT);
  return scene;
}

/* The axes' six directions, 5 Å from the middle: a translucent body with dashed edges. */
static void
add_octahedron (VtScene *scene, const double middle[3])
{
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  const VtLineStyle style = { .color = { 0, 0.3f, 0.5f, 1 }, .width = 1.5, .dash = 4, .hidden = 0.4 };
  const VtColor color = { 0.1f, 0.5f, 0.7f, 0.25f };

  for (guint octant = 0; octant < 8; octant++)
    {
      double corners[9];

      for (guint corner = 0; corner < 3; corner++)
        for (guint k = 0; k < 3; k++)
          corners[3 * corner + k] = middle[k] + (k != corner ? 0 : octant >> corner & 1 ? 5 : -5);
      vt_overlay_add_face (overlay, corners, 3, &color);
      vt_overlay_add_loop (overlay, corners, 3, &style);
    }
  vt_scene_set_overlay (scene, VT_LAYER_PICKED, overlay);
}

/* Most atoms are ghosts, and something is among them. */
static VtScene *
make_ghosts (VtCamera *camera)
{
  g_autoptr (VtFrame) frame = random_frame_new (350, 14);
  guint8 flags[350] = { 0 };
  double middle[3];
  VtScene *scene = vt_scene_new ();

  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1.3);
  vt_scene_set_species (scene, vt_frame_get_atoms (frame), FALSE);
  for (gsize i = 0; i < 350; i++)
    flags[i] = i % 5 == 0 ? VT_ATOM_PLAIN : VT_ATOM_GHOST;
  vt_scene_set_flags (scene, flags, 350);
  vt_cell_to_cartesian (&scene->cell, (const double[3]){ 0.5, 0.5, 0.5 }, middle);
  add_octahedron (scene, middle);
  vt_camera_init (camera);
  vt_camera_fit_cell (camera, &scene->cell, (double) WIDTH / HEIGHT);
  return scene;
}

/* Orthographic on dark, with the slice's plane and its grips. */
static VtScene *
make_plane (VtCamera *camera)
{
  g_autoptr (VtFrame) frame = random_frame_new (350, 15);
  g_autoptr (VtOverlay) overlay = NULL;
  VtScene *scene = vt_scene_new ();
  VtSlice slice;

  vt_scene_set_dark (scene, TRUE);
  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1.1);
  vt_scene_set_species (scene, vt_frame_get_atoms (frame), TRUE);
  vt_slice_init (&slice, 1, 4, &scene->cell);
  overlay = vt_slice_plane_make_overlay (&slice, &scene->cell, TRUE, TRUE);
  vt_scene_set_overlay (scene, VT_LAYER_SLICE, overlay);
  vt_camera_init (camera);
  camera->projection = VT_PROJECTION_ORTHOGRAPHIC;
  vt_camera_fit_cell (camera, &scene->cell, (double) WIDTH / HEIGHT);
  vt_camera_orbit (camera, 0.3, 0.1);
  return scene;
}

static cairo_surface_t *
to_surface (GBytes *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *pixel = pixel_at (picture, WIDTH, x, y);
        guint32 word = (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];

        memcpy (data + y * stride + 4 * x, &word, 4);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The share of pixels farther than 2/255 in some channel; @difference gets black where they agree. */
static double
compare (cairo_surface_t *a, cairo_surface_t *b, cairo_surface_t *difference)
{
  int stride = cairo_image_surface_get_stride (a), far = 0;

  cairo_surface_flush (difference);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *p = cairo_image_surface_get_data (a) + y * stride + 4 * x;
        const guint8 *q = cairo_image_surface_get_data (b) + y * stride + 4 * x;
        guint8 *d = cairo_image_surface_get_data (difference) + y * stride + 4 * x;
        int most = 0;

        for (guint i = 0; i < 3; i++)
          {
            d[i] = (guint8) abs (p[i] - q[i]);
            most = MAX (most, d[i]);
          }
        far += most > 2;
      }
  cairo_surface_mark_dirty (difference);
  return (double) far / (WIDTH * HEIGHT);
}

/* To make a reference anew after a wanted change: VT_WRITE_REFERENCE=1, then look at it. */
static cairo_surface_t *
open_reference (const char *name, cairo_surface_t *drawn)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "render", file, NULL);
  cairo_surface_t *reference;

  if (g_getenv ("VT_WRITE_REFERENCE") != NULL)
    cairo_surface_write_to_png (drawn, path);
  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (reference), ==, WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (reference), ==, HEIGHT);
  g_assert_cmpint (cairo_image_surface_get_stride (reference), ==, cairo_image_surface_get_stride (drawn));
  return reference;
}

static double
get_share (VtOffscreen *offscreen, const VtScene *scene, const VtCamera *camera, const char *name, gboolean keep)
{
  g_autoptr (GBytes) picture = draw (offscreen, scene, camera, WIDTH, HEIGHT, 2);
  cairo_surface_t *drawn = to_surface (picture), *reference = open_reference (name, drawn);
  cairo_surface_t *difference = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  double share = compare (drawn, reference, difference);

  if (keep && share > ALLOWED)
    {
      g_autofree char *difference_name = g_strdup_printf ("render-%s-difference.png", name);
      g_autofree char *drawn_name = g_strdup_printf ("render-%s-drawn.png", name);

      cairo_surface_write_to_png (difference, difference_name);
      cairo_surface_write_to_png (drawn, drawn_name);
      g_test_message ("see %s and %s in the build directory", difference_name, drawn_name);
    }
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (reference);
  cairo_surface_destroy (difference);
  return share;
}

/* The atom that is seen in most pixels among those whose colour is not @other's. */
static gsize
find_most_seen (const VtScene *scene, const VtCamera *camera, gssize other)
{
  g_autofree guint *seen = g_new0 (guint, scene->n_atoms);
  VtColor color = other >= 0 ? vt_scene_get_atom_color (scene, (gsize) other) : (VtColor){ 0 };
  gsize most = 0;

  for (int y = 0; y < HEIGHT; y += 2)
    for (int x = 0; x < WIDTH; x += 2)
      {
        gssize atom = vt_picking_pick (scene, camera, WIDTH, HEIGHT, x, y, NULL);
        VtColor own = atom >= 0 ? vt_scene_get_atom_color (scene, (gsize) atom) : color;

        if (atom >= 0 && (other < 0 || fabsf (own.red - color.red) + fabsf (own.green - color.green) > 0.2f))
          seen[atom]++;
      }
  for (gsize i = 1; i < scene->n_atoms; i++)
    if (seen[i] > seen[most])
      most = i;
  return most;
}

static void
swap_colors (VtScene *scene, gsize a, gsize b)
{
  g_autofree double *values = g_new (double, scene->n_atoms);
  VtColorScale scale = scene->color_scale;
  VtColor colors[VT_COLORMAP_SIZE];

  for (gsize i = 0; i < scene->n_atoms; i++)
    values[i] = scene->values[i == a ? b : i == b ? a : i];
  memcpy (colors, scene->categories, sizeof colors);
  if (scene->n_categories > 0)
    vt_scene_set_categories (scene, values, scene->n_atoms, colors, scene->n_categories);
  else
    vt_scene_set_values (scene, values, scene->n_atoms, &scale);
}

typedef struct
{
  const char *name;
  VtScene *(*make) (VtCamera *camera);
} Case;

static const Case cases[] = { { "glass", make_glass }, { "ghosts", make_ghosts }, { "plane", make_plane } };

static void
test_reference (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VtOffscreen *offscreen = (VtOffscreen *) data;
      VtCamera camera;
      g_autoptr (VtScene) scene = cases[i].make (&camera);
      gsize one = find_most_seen (scene, &camera, -1), other = find_most_seen (scene, &camera, (gssize) one);

      g_assert_cmpfloat (get_share (offscreen, scene, &camera, cases[i].name, TRUE), <=, ALLOWED);
      if (g_getenv ("VT_WRITE_REFERENCE") != NULL)
        continue;
      g_assert_cmpuint (one, !=, other);
      swap_colors (scene, one, other);
      g_assert_cmpfloat (get_share (offscreen, scene, &camera, cases[i].name, FALSE), >, ALLOWED);
      swap_colors (scene, one, other);
      g_assert_cmpfloat (get_share (offscreen, scene, &camera, cases[i].name, TRUE), <=, ALLOWED);
    }
}

static void
add (VtOffscreen *offscreen)
{
  add_both_ways ("/render/reference", offscreen, test_reference);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return run_with_offscreen (add);
}
