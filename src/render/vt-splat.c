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

/* A sphere as it is seen: with linear functions of the pixel, value at (x, y), then its changes right and up. */
typedef struct
{
  double x, y;
  double u[3], v[3], w[3]; /* of the line of sight along the axes of shaders/sphere.vert and along c/d */
  double a, d, r;
} Sight;

static void
set_axes (const VtSplatView *view, const double c[3], Sight *sight)
{
  const double *m = view->middle;
  double f = view->shot->pixels, d = sight->d, z[3] = { -c[0] / d, -c[1] / d, -c[2] / d }, x[3], y[3], line[3];
  double length = hypot (z[2], z[0]);

  x[0] = length > 0 ? z[2] / length : 1;
  x[1] = 0;
  x[2] = length > 0 ? -z[0] / length : 0;
  vt_vector_cross (z, x, y);
  line[0] = (sight->x - m[0]) / f;
  line[1] = (sight->y - m[1]) / f;
  line[2] = -1;
  sight->u[0] = vt_vector_dot (line, x);
  sight->v[0] = vt_vector_dot (line, y);
  sight->w[0] = -vt_vector_dot (line, z);
  for (guint i = 0; i < 2; i++)
    {
      sight->u[1 + i] = x[i] / f;
      sight->v[1 + i] = y[i] / f;
      sight->w[1 + i] = -z[i] / f;
    }
}

/* FALSE for what is not drawn: hidden, without a place, around the eye, behind it. */
static gboolean
look (const VtSplatView *view, gsize atom, Sight *sight)
{
  const VtScene *scene = view->shot->scene;
  const float *m = view->shot->view, *p = scene->positions + 3 * atom;
  double c[3], scale = view->shot->pixels;

  sight->r = scene->radii[atom];
  for (guint i = 0; i < 3; i++)
    c[i] = (double) m[i] * p[0] + (double) m[4 + i] * p[1] + (double) m[8 + i] * p[2] + m[12 + i];
  sight->d = sqrt (vt_vector_dot (c, c));
  if ((scene->flags[atom] & view->choice.mask) != view->choice.value || !(sight->r > 0) || !isfinite (sight->d))
    return FALSE;
  sight->x = view->middle[0];
  sight->y = view->middle[1];
  sight->a = 0;
  if (!view->perspective)
    {
      sight->d = -c[2];
      sight->x += scale * c[0];
      sight->y += scale * c[1];
      return TRUE;
    }
  if (!(sight->r < sight->d) || c[2] > sight->r)
    return FALSE;
  sight->a = sight->r / sight->d;
  /* Far from the axis there is no picture of the centre to start from. */
  if (-c[2] > 0.1 * sight->d)
    {
      sight->x -= scale * c[0] / c[2];
      sight->y -= scale * c[1] / c[2];
    }
  set_axes (view, c, sight);
  return TRUE;
}

/* The quadratic form a² w² − (1 − a²) (u² + v²), and the linear one w, both for the nearness. */
static void
set_forms (const VtSplatView *view, const Sight *sight, double a[3], double b[6])
{
  double k = 1 / (sight->d * (1 - sight->a * sight->a)), g = k * k * sight->a * sight->a;
  double e = k * k * (1 - sight->a * sight->a), scale = view->shot->pixels;

  if (!view->perspective)
    {
      const double form[6] = { sight->r * sight->r, 0, 0, -1 / (scale * scale), 0, -1 / (scale * scale) };

      memcpy (b, form, sizeof form);
      a[0] = -sight->d;
      a[1] = a[2] = 0;
      return;
    }
  for (guint i = 0; i < 3; i++)
    a[i] = k * sight->w[i];
  for (guint i = 0; i < 3; i++)
    for (guint j = i; j < 3; j++)
      {
        /* 1, x, y, x², xy, y² */
        static const guint places[3][3] = { { 0, 1, 2 }, { 1, 3, 4 }, { 2, 4, 5 } };
        const double *u = sight->u, *v = sight->v, *w = sight->w;

        b[places[i][j]] = (i == j ? 1 : 2) * (g * w[i] * w[j] - e * (u[i] * u[j] + v[i] * v[j]));
      }
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

/* The normal's two linear functions, over a third, and the root's factor. */
static void
set_normal (const VtSplatView *view, const Sight *sight, VtSplatPaint *paint)
{
  double a = sight->a, k = 1 / (sight->d * (1 - a * a)), tangent = a / sqrt (1 - a * a);
  double scale = view->shot->pixels;

  if (!view->perspective)
    {
      *paint = (VtSplatPaint){ .u = { 0, (float) (1 / (scale * sight->r)), 0 },
                               .v = { 0, 0, (float) (1 / (scale * sight->r)) },
                               .q = { 1, 0, 0 },
                               .s = (float) (1 / sight->r) };
      return;
    }
  for (guint i = 0; i < 3; i++)
    {
      paint->u[i] = (float) (k * sight->u[i] / tangent);
      paint->v[i] = (float) (k * sight->v[i] / tangent);
      paint->q[i] = (float) (k * sight->w[i]);
    }
  paint->s = (float) (1 / a);
}

void
vt_splat_paint_init (VtSplatPaint *paint, const VtSplatView *view, guint32 atom)
{
  const VtRenderShot *shot = view->shot;
  const VtScene *scene = shot->scene;
  const float *m = shot->view, *p = scene->positions + 3 * (gsize) atom, *background = view->light.background;
  double depth = -((double) m[2] * p[0] + (double) m[6] * p[1] + (double) m[10] * p[2] + m[14]), rim;
  Sight sight;

  look (view, atom, &sight);
  set_normal (view, &sight, paint);
  paint->number = atom;
  look_up (view, scene->values[atom], paint->color);
  paint->share = (float) (1 - CLAMP (scene->depth_cue, 0, 1) * CLAMP (depth * shot->cue[0] + shot->cue[1], 0, 1));
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
