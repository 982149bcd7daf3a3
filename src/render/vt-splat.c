/*
 * Geometry: with v the line of sight (x, y, −1) through a pixel, c the centre before the eye, d = |c|, a = r/d and
 * w = v · c/d, the sphere's point in sight is at the depth 1/n,
 *   n = (w + √(w² − (1 − a²) |v|²)) / (d (1 − a²)),
 * the nearer root of the intersection. n is linear in the pixel but for the root of a quadratic form, and so is the
 * window's depth in n. Orthographic: −depth = c_z + √(r² − x² − y²), of the same form. The normal in the line of sight's
 * axes follows from the same numbers, see shaders/sphere.vert. Numbers are made in double, for the differences in the
 * quadratic form, which has its origin at the sphere's middle where it can; then pixels are float.
 */
#include "vt-splat.h"

#include <math.h>
#include <string.h>
#include "vt-vector.h"

/* Pixels that an outline is widened by, against rounding; whether a pixel is covered is not decided by it. */
#define SLACK 0.02

static void
set_light (VtSplatView *view)
{
  const VtScene *scene = view->shot->scene;
  const VtShading *shading = &view->shading;
  const float *projection = view->shot->projection;
  VtSplatLight *light = &view->light;

  for (guint i = 0; i < 4; i++)
    {
      light->light[i] = (float) shading->light[i];
      light->highlight[i] = (float) shading->highlight[i];
    }
  light->light_floor = (float) shading->light_floor;
  light->outline = (float) shading->outline;
  memcpy (light->selected, &scene->selected_color, sizeof light->selected);
  memcpy (light->background, &scene->background, sizeof light->background);
  light->alpha[0] = (float) view->choice.alpha[0];
  light->alpha[1] = (float) (view->choice.alpha[1] - view->choice.alpha[0]);
  /* (1 + z/w) / 2, z/w = (p₁₀ z + p₁₄) / −z, or p₁₀ z + p₁₄ */
  light->depth[0] = (float) (0.5 + 0.5 * (view->perspective ? -(double) projection[10] : (double) projection[14]));
  light->depth[1] = (float) (0.5 * (view->perspective ? (double) projection[14] : (double) projection[10]));
}

void
vt_splat_view_init (VtSplatView *view, const VtRenderShot *shot, const VtSplatChoice *choice)
{
  *view = (VtSplatView){ .shot = shot, .choice = *choice };
  view->perspective = shot->camera->projection == VT_PROJECTION_PERSPECTIVE;
  view->middle[0] = shot->picture_width / 2.0 - shot->x;
  view->middle[1] = shot->y + shot->height - shot->picture_height / 2.0;
  view->emptiness = view->perspective ? 0 : -INFINITY;
  vt_shading_init (&view->shading, shot->scene);
  set_light (view);
}

/* A sphere as it is seen; @x, @y: the pixel from which the picture's functions count, and @line the line of sight there.
 */
typedef struct
{
  double c[3], d, a, r;
  double x, y, line[3];
} Sight;

/* FALSE for what is not drawn: not chosen, without a place, around the eye, behind it. */
static gboolean
look (const VtSplatView *view, gsize atom, Sight *sight)
{
  const VtScene *scene = view->shot->scene;
  const float *m = view->shot->view, *p = scene->positions + 3 * atom;
  double *c = sight->c, scale = view->shot->pixels;

  sight->r = scene->radii[atom];
  for (guint i = 0; i < 3; i++)
    c[i] = (double) m[i] * p[0] + (double) m[4 + i] * p[1] + (double) m[8 + i] * p[2] + m[12 + i];
  sight->d = sqrt (vt_vector_dot (c, c));
  if ((scene->flags[atom] & view->choice.mask) != view->choice.value || !(sight->r > 0) || !isfinite (sight->d))
    return FALSE;
  if (view->perspective && (!(sight->r < sight->d) || c[2] > sight->r))
    return FALSE;
  sight->a = sight->r / sight->d;
  sight->line[0] = sight->line[1] = 0;
  sight->line[2] = -1;
  /* Far from the axis there is no picture of the centre to start from. */
  if (view->perspective && -c[2] > 0.1 * sight->d)
    for (guint i = 0; i < 2; i++)
      sight->line[i] = -c[i] / c[2];
  sight->x = view->middle[0] + scale * (view->perspective ? sight->line[0] : c[0]);
  sight->y = view->middle[1] + scale * (view->perspective ? sight->line[1] : c[1]);
  return TRUE;
}

/* The linear function @factor v · @axis of the pixel. */
static void
set_linear (const VtSplatView *view, const Sight *sight, double factor, const double axis[3], double linear[3])
{
  linear[0] = factor * vt_vector_dot (sight->line, axis);
  linear[1] = factor * axis[0] / view->shot->pixels;
  linear[2] = factor * axis[1] / view->shot->pixels;
}

/* A and B of VtSplat. */
static void
set_forms (const VtSplatView *view, const Sight *sight, double a[3], double b[6])
{
  double d = sight->d, rest = 1 - sight->a * sight->a, k = 1 / (d * rest), f = view->shot->pixels, e;
  const double *line = sight->line;

  if (!view->perspective)
    {
      const double form[6] = { sight->r * sight->r, 0, 0, -1 / (f * f), 0, -1 / (f * f) };

      memcpy (b, form, sizeof form);
      a[0] = sight->c[2];
      a[1] = a[2] = 0;
      return;
    }
  set_linear (view, sight, k / d, sight->c, a);
  e = k * k * rest;
  b[0] = a[0] * a[0] - e * vt_vector_dot (line, line);
  b[1] = 2 * (a[0] * a[1] - e * line[0] / f);
  b[2] = 2 * (a[0] * a[2] - e * line[1] / f);
  b[3] = a[1] * a[1] - e / (f * f);
  b[4] = 2 * a[1] * a[2];
  b[5] = a[2] * a[2] - e / (f * f);
}

/* The ellipse b ≥ 0 about its middle, pixels; FALSE where it is none and reaches to infinity. */
static gboolean
get_ellipse (const double b[6], double middle[2], double half[2])
{
  double det = b[3] * b[5] - b[4] * b[4] / 4, most;

  if (!(det > 0) || !(b[3] < 0))
    return FALSE;
  middle[0] = (b[4] * b[2] / 2 - b[5] * b[1]) / (2 * det);
  middle[1] = (b[4] * b[1] / 2 - b[3] * b[2]) / (2 * det);
  most = MAX (b[0] + (b[1] * middle[0] + b[2] * middle[1]) / 2, 0);
  half[0] = sqrt (most * -b[5] / det);
  half[1] = sqrt (most * -b[3] / det);
  return TRUE;
}

/* Pixels whose middle lies from @low to @high, of @n. */
static void
get_range (double low, double high, int n, gint16 *first, gint16 *last)
{
  *first = (gint16) CLAMP (ceil (low - SLACK - 0.5), 0, n);
  *last = (gint16) CLAMP (floor (high + SLACK - 0.5), -1, n - 1);
}

void
vt_splat_init (VtSplat *splat, const VtSplatView *view, gsize atom)
{
  const VtRenderShot *shot = view->shot;
  double a[3], b[6], middle[2] = { 0 }, half[2] = { INFINITY, INFINITY };
  Sight sight;

  splat->bottom = 0;
  splat->top = -1;
  if (!look (view, atom, &sight))
    return;
  set_forms (view, &sight, a, b);
  get_ellipse (b, middle, half);
  get_range (sight.x + middle[0] - half[0], sight.x + middle[0] + half[0], shot->width, &splat->left, &splat->right);
  get_range (sight.y + middle[1] - half[1], sight.y + middle[1] + half[1], shot->height, &splat->bottom, &splat->top);
  if (splat->left > splat->right)
    splat->top = (gint16) (splat->bottom - 1);
  splat->x = (float) sight.x;
  splat->y = (float) sight.y;
  for (guint i = 0; i < 6; i++)
    splat->b[i] = (float) b[i];
  for (guint i = 0; i < 3; i++)
    splat->a[i] = (float) a[i];
}

/* shaders/sphere.vert, look_up() */
static void
look_up (const VtSplatView *view, float value, float color[3])
{
  const VtShading *shading = &view->shading;
  const VtColor *missing = &view->shot->scene->color_scale.missing;
  float factor = (float) shading->factor, offset = (float) shading->offset, position;
  guint entry;

  color[0] = missing->red;
  color[1] = missing->green;
  color[2] = missing->blue;
  if (isnan (value) || (shading->n_categories > 0 && !(value >= 0 && value < (float) shading->n_categories)))
    return;
  if (shading->logarithmic && value <= 0)
    position = factor > 0 ? 0 : factor < 0 ? 1 : offset;
  else
    position = (shading->logarithmic ? log10f (value) : value) * factor + offset;
  entry = shading->n_categories > 0 ? (guint) value : (guint) MIN (CLAMP (position, 0.0f, 1.0f) * 256, 255.0f);
  for (guint i = 0; i < 3; i++)
    color[i] = shading->colors[entry][i] / 255.0f;
}

/* Along the axes of shaders/sphere.vert. */
static void
set_normal (const VtSplatView *view, const Sight *sight, VtSplatPaint *paint)
{
  double a = sight->a, d = sight->d, k = 1 / (d * (1 - a * a)), slope = k * sqrt (1 - a * a) / a;
  double z[3] = { -sight->c[0] / d, -sight->c[1] / d, -sight->c[2] / d }, x[3] = { 1, 0, 0 }, y[3], u[3], v[3], q[3];
  double length = sqrt (z[0] * z[0] + z[2] * z[2]), scale = 1 / (view->shot->pixels * sight->r);

  if (!view->perspective)
    {
      *paint = (VtSplatPaint){ .u = { 0, (float) scale, 0 }, .v = { 0, 0, (float) scale }, .q = { 1, 0, 0 },
                               .s = (float) (1 / sight->r) };
      return;
    }
  if (length > 0)
    {
      x[0] = z[2] / length;
      x[2] = -z[0] / length;
    }
  vt_vector_cross (z, x, y);
  set_linear (view, sight, slope, x, u);
  set_linear (view, sight, slope, y, v);
  set_linear (view, sight, -k, z, q);
  for (guint i = 0; i < 3; i++)
    {
      paint->u[i] = (float) u[i];
      paint->v[i] = (float) v[i];
      paint->q[i] = (float) q[i];
    }
  paint->s = (float) (1 / a);
}

void
vt_splat_paint_init (VtSplatPaint *paint, const VtSplatView *view, guint32 atom)
{
  const VtRenderShot *shot = view->shot;
  const VtScene *scene = shot->scene;
  const float *background = view->light.background;
  double rim, fade;
  Sight sight;

  look (view, atom, &sight);
  fade = CLAMP (-sight.c[2] * shot->cue[0] + shot->cue[1], 0, 1);
  set_normal (view, &sight, paint);
  paint->number = atom;
  look_up (view, scene->values[atom], paint->color);
  paint->share = (float) (1 - CLAMP (scene->depth_cue, 0, 1) * fade);
  for (guint i = 0; i < 3; i++)
    {
      if (scene->flags[atom] & VT_ATOM_DIMMED)
        paint->color[i] += (float) VT_SHADING_PALE * (background[i] - paint->color[i]);
      paint->color[i] *= paint->share;
      paint->fade[i] = background[i] * (1 - paint->share);
    }
  rim = VT_SHADING_RIM_WIDTH * shot->line_scale / (sight.r * shot->pixels / (view->perspective ? sight.d : 1));
  rim = MIN (rim, VT_SHADING_RIM_MOST);
  paint->rim = (float) (scene->flags[atom] & VT_ATOM_SELECTED ? rim * (2 - rim) : -1);
}
