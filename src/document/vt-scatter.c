#include "vt-scatter.h"

#include <math.h>
#include <string.h>

#include "vt-bootstrap.h"
#include "vt-correlation-error.h"
#include "vt-error.h"
#include "vt-i18n.h"

/* Cells of the density along an axis. */
#define CELLS 64
/* Whole numbers as far apart as this are bins of their own. */
#define MAX_COUNT 64

VtScale
vt_scatter_get_usual_scale (const char *id)
{
  const VtProperty *property;

  g_return_val_if_fail (id != NULL, VT_SCALE_LINEAR);

  property = vt_analysis_find_property (id, NULL);
  return property != NULL ? property->scale : VT_SCALE_LINEAR;
}

static VtScale
get_scale (const VtState *state, const char *key, const char *id)
{
  if (vt_state_is (state, key, "auto"))
    return vt_scatter_get_usual_scale (id);
  return vt_state_is (state, key, "log") ? VT_SCALE_LOG : VT_SCALE_LINEAR;
}

/* On a logarithmic scale lg, NaN for what it cannot show; (transfer full). */
static double *
to_scale (VtColumn *column, VtScale scale)
{
  gsize n = vt_column_get_n (column);
  const double *given = vt_column_get_values (column);
  double *values = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    if (scale == VT_SCALE_LOG)
      values[i] = given[i] > 0 ? log10 (given[i]) : NAN;
    else
      values[i] = given[i];
  return values;
}

/* What the program draws on, so that its parts need not be handed about. */
typedef struct
{
  const VtState *state;
  VtFrame       *frame;
  gsize          n;
  double        *x; /* on their scales */
  double        *y;
  guint32       *blocks;
  guint          n_blocks;
  GCancellable  *cancellable;
} Points;

static void
points_clear (Points *points)
{
  g_free (points->x);
  g_free (points->y);
  g_free (points->blocks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

static void
points_init (Points *points, const VtScatter *scatter, VtColumn *x, VtColumn *y)
{
  points->x = to_scale (x, scatter->x_scale);
  points->y = to_scale (y, scatter->y_scale);
  points->blocks = g_new (guint32, points->n + 1);
  points->n_blocks = vt_bootstrap_blocks (points->frame, (guint) vt_state_get_integer (points->state, "errors.blocks"),
                                          points->blocks);
  /* A point counts only with both numbers. */
  for (gsize i = 0; i < points->n; i++)
    if (!isfinite (points->x[i]) || !isfinite (points->y[i]))
      points->x[i] = points->y[i] = NAN;
}

/* ---- correlation ---- */

static gboolean
correlate (VtScatter *scatter, const Points *points, VtColumn *x, VtColumn *y, GError **error)
{
  const double *xs = vt_column_get_values (x), *ys = vt_column_get_values (y);
  double positive = vt_state_get_real (points->state, "correlation.positive");
  VtCorrelation of_logarithms;

  scatter->pearson_log = NAN;
  if (!vt_correlation_compute (xs, ys, points->n, positive, &scatter->correlation, points->cancellable, error)
      || !vt_correlation_error_compute (xs, ys, points->blocks, points->n, points->n_blocks,
                                        (guint) vt_state_get_integer (points->state, "errors.samples"),
                                        (guint64) vt_state_get_integer (points->state, "errors.seed"),
                                        &scatter->pearson_sigma, &scatter->spearman_sigma, points->cancellable, error))
    return FALSE;
  if (scatter->x_scale == VT_SCALE_LINEAR && scatter->y_scale == VT_SCALE_LINEAR)
    return TRUE;
  if (!vt_correlation_compute (points->x, points->y, points->n, positive, &of_logarithms, points->cancellable, error))
    return FALSE;
  scatter->pearson_log = of_logarithms.pearson;
  return TRUE;
}

/* ---- means ---- */

/* Whole numbers that are not many: each a bin. */
static guint
choose_whole_edges (const Points *points, double **edges)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < points->n; i++)
    if (!isnan (points->x[i]))
      {
        if (points->x[i] != floor (points->x[i]))
          return 0;
        low = fmin (low, points->x[i]);
        high = fmax (high, points->x[i]);
      }
  if (!(high - low < MAX_COUNT))
    return 0;
  *edges = g_new (double, MAX_COUNT + 1);
  for (guint i = 0; i <= (guint) (high - low) + 1; i++)
    (*edges)[i] = low - 0.5 + i;
  return (guint) (high - low) + 1;
}

static guint
choose_edges (const VtScatter *scatter, const Points *points, double **edges)
{
  guint n = (guint) vt_state_get_integer (points->state, "scatter.bins"), whole = 0;
  VtBinning binning = vt_state_is (points->state, "scatter.binning", "count") ? VT_BINNING_COUNT : VT_BINNING_WIDTH;

  if (scatter->x_scale == VT_SCALE_LINEAR)
    whole = choose_whole_edges (points, edges);
  if (whole > 0)
    return whole;
  *edges = g_new (double, n + 1);
  return vt_binned_choose_edges (points->x, points->n, binning, n, *edges);
}

/* Back from lg to the quantity: an error of the logarithm is a relative one, to first order. */
static void
from_scale (VtScatter *scatter)
{
  for (guint i = 0; i < scatter->n_means; i++)
    {
      VtBinnedMean *mean = &scatter->means[i];

      if (scatter->x_scale == VT_SCALE_LOG)
        {
          mean->from = pow (10, mean->from);
          mean->to = pow (10, mean->to);
          mean->x = pow (10, mean->x);
        }
      if (scatter->y_scale == VT_SCALE_LOG)
        {
          mean->mean = pow (10, mean->mean);
          mean->sigma *= G_LN10 * mean->mean;
          mean->deviation *= G_LN10 * mean->mean;
        }
    }
}

static gboolean
bin (VtScatter *scatter, const Points *points, GError **error)
{
  g_autofree double *edges = NULL;

  scatter->n_means = choose_edges (scatter, points, &edges);
  scatter->means = g_new0 (VtBinnedMean, scatter->n_means + 1);
  if (!vt_binned_compute (points->x, points->y, points->blocks, points->n, points->n_blocks, edges, scatter->n_means,
                          (guint) vt_state_get_integer (points->state, "errors.samples"),
                          (guint64) vt_state_get_integer (points->state, "errors.seed"), scatter->means,
                          points->cancellable, error))
    return FALSE;
  from_scale (scatter);
  return TRUE;
}

/* ---- density ---- */

static gboolean
count (VtScatter *scatter, const Points *points, VtColumn *x, VtColumn *y, GError **error)
{
  for (gsize i = 0; i < points->n; i++)
    scatter->n += !isnan (points->x[i]);
  if (scatter->n <= VT_SCATTER_MANY
      || !vt_density_axis_choose (&scatter->x_axis, vt_column_get_values (x), points->n,
                                  scatter->x_scale == VT_SCALE_LOG, CELLS)
      || !vt_density_axis_choose (&scatter->y_axis, vt_column_get_values (y), points->n,
                                  scatter->y_scale == VT_SCALE_LOG, CELLS))
    return TRUE;
  scatter->counts = g_new (guint32, CELLS * CELLS);
  return vt_density_map_compute (vt_column_get_values (x), vt_column_get_values (y), points->n, &scatter->x_axis,
                                 &scatter->y_axis, scatter->counts, NULL, points->cancellable, error);
}

/* ---- the whole ---- */

VtScatter *
vt_scatter_new (
    const VtState *state, VtFrame *frame, VtColumn *x, VtColumn *y, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtScatter) scatter = g_new0 (VtScatter, 1);
  g_auto (Points) points = { .state = state, .frame = frame, .cancellable = cancellable };

  g_return_val_if_fail (state != NULL && frame != NULL && x != NULL && y != NULL, NULL);
  g_return_val_if_fail (vt_column_get_n (x) == vt_frame_get_n_atoms (frame), NULL);
  g_return_val_if_fail (vt_column_get_n (y) == vt_frame_get_n_atoms (frame), NULL);

  scatter->x = g_strdup (vt_state_get_text (state, "scatter.x"));
  scatter->y = g_strdup (vt_state_get_text (state, "scatter.y"));
  scatter->x_unit = vt_column_get_unit (x);
  scatter->y_unit = vt_column_get_unit (y);
  scatter->x_scale = get_scale (state, "scatter.x-scale", scatter->x);
  scatter->y_scale = get_scale (state, "scatter.y-scale", scatter->y);
  points.n = vt_frame_get_n_atoms (frame);
  points_init (&points, scatter, x, y);
  if (!count (scatter, &points, x, y, error))
    return NULL;
  if (scatter->n == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("no atom has both “%s” and “%s”, or the scales show none"),
                       scatter->x, scatter->y);
      return NULL;
    }
  if (!correlate (scatter, &points, x, y, error) || !bin (scatter, &points, error))
    return NULL;
  return g_steal_pointer (&scatter);
}

void
vt_scatter_free (VtScatter *scatter)
{
  g_return_if_fail (scatter != NULL);

  g_free (scatter->x);
  g_free (scatter->y);
  g_free (scatter->means);
  g_free (scatter->counts);
  g_free (scatter);
}
