/* A clip of cairo's would do for the screen, but its SVG and PDF then take a disc apart into fill, stroke and clip. So
 * the disc is cut here: as a polygon, after Sutherland and Hodgman (Commun. ACM 17, 32 (1974)), one half-plane after
 * another. With 128 corners it is off the circle by 3·10⁻⁴ of the radius. */
#include "vt-disc-path.h"

#include <math.h>

#define CORNERS 128
#define MAX_CORNERS (CORNERS + 8) /* each of the four cuts adds one at most, the disc being convex */

typedef struct
{
  double x[MAX_CORNERS];
  double y[MAX_CORNERS];
  guint  n;
} Polygon;

/* Keeps what has sign · coordinate ≤ bound. */
static void
cut (const Polygon *from, gboolean along_y, double sign, double bound, Polygon *to)
{
  to->n = 0;
  for (guint i = 0; i < from->n; i++)
    {
      guint next = (i + 1) % from->n;
      double here = sign * (along_y ? from->y[i] : from->x[i]) - bound;
      double there = sign * (along_y ? from->y[next] : from->x[next]) - bound;

      if (here <= 0.0)
        {
          to->x[to->n] = from->x[i];
          to->y[to->n++] = from->y[i];
        }
      if ((here < 0.0 && there > 0.0) || (here > 0.0 && there < 0.0))
        {
          double share = here / (here - there);

          to->x[to->n] = from->x[i] + share * (from->x[next] - from->x[i]);
          to->y[to->n++] = from->y[i] + share * (from->y[next] - from->y[i]);
        }
    }
}

void
vt_disc_path_append (cairo_t *cr, double x, double y, double radius, const cairo_rectangle_t *box)
{
  Polygon whole = { .n = CORNERS }, part;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (box != NULL);

  cairo_new_sub_path (cr);
  /* A disc that touches the edge is whole, whatever the last digit says. */
  if (x - radius >= box->x - 1e-6 && x + radius <= box->x + box->width + 1e-6 && y - radius >= box->y - 1e-6
      && y + radius <= box->y + box->height + 1e-6)
    {
      cairo_arc (cr, x, y, radius, 0.0, 2.0 * G_PI);
      cairo_close_path (cr);
      return;
    }

  for (guint i = 0; i < CORNERS; i++)
    {
      whole.x[i] = x + radius * cos (2.0 * G_PI * i / CORNERS);
      whole.y[i] = y + radius * sin (2.0 * G_PI * i / CORNERS);
    }
  cut (&whole, FALSE, -1.0, -box->x, &part);
  cut (&part, FALSE, 1.0, box->x + box->width, &whole);
  cut (&whole, TRUE, -1.0, -box->y, &part);
  cut (&part, TRUE, 1.0, box->y + box->height, &whole);
  for (guint i = 0; i < whole.n; i++)
    cairo_line_to (cr, whole.x[i], whole.y[i]);
  if (whole.n > 0)
    cairo_close_path (cr);
}
