#include "vt-compare-picture.h"

#include <math.h>

#include "vt-parallel.h"
#include "vt-texture.h"

/* Letters and keys may stand over a panel's edge by so much, units. */
#define MARGIN 24

typedef struct
{
  const VtComparisonSheet *sheet;
  int                      scale;
  cairo_surface_t        **surfaces;
  cairo_rectangle_t       *areas;
} Painting;

static cairo_surface_t *
create_surface (double width, double height, int scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width) * scale,
                                                         (int) ceil (height) * scale);

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

/* Whole units, so that pixels stay where they are. */
static void
paint_panels (const VtChunk *chunk, gpointer data)
{
  Painting *painting = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      cairo_rectangle_t *area = &painting->areas[i];
      cairo_t *cr;

      vt_comparison_sheet_get_area (painting->sheet, (guint) i, area);
      *area = (cairo_rectangle_t){ floor (area->x) - MARGIN, floor (area->y) - MARGIN,
                                   ceil (area->width) + 2 * MARGIN + 1, ceil (area->height) + 2 * MARGIN + 1 };
      painting->surfaces[i] = create_surface (area->width, area->height, painting->scale);
      cr = cairo_create (painting->surfaces[i]);
      cairo_translate (cr, -area->x, -area->y);
      vt_comparison_sheet_paint_panel (painting->sheet, cr, (guint) i);
      cairo_destroy (cr);
    }
}

GdkTexture *
vt_compare_picture_new (const VtComparisonSheet *sheet, int width, int height, int scale)
{
  guint n = vt_comparison_sheet_get_n_panels (sheet);
  g_autofree cairo_surface_t **surfaces = g_new0 (cairo_surface_t *, MAX (n, 1));
  g_autofree cairo_rectangle_t *areas = g_new0 (cairo_rectangle_t, MAX (n, 1));
  Painting painting = { sheet, scale, surfaces, areas };
  cairo_surface_t *surface = create_surface (width, height, scale);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  vt_parallel_for (n, 1, paint_panels, &painting, NULL, NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      cairo_set_source_surface (cr, surfaces[i], areas[i].x, areas[i].y);
      cairo_paint (cr);
      cairo_surface_destroy (surfaces[i]);
    }
  vt_comparison_sheet_paint_rest (sheet, cr);
  cairo_destroy (cr);
  texture = vt_texture_from_surface (surface);
  cairo_surface_destroy (surface);
  return texture;
}
