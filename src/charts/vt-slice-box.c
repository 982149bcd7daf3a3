#include "vt-slice-box.h"

#include "vt-scene.h"
#include "vt-slice-layout.h"

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  gsize x = *(const gsize *) a, y = *(const gsize *) b;

  return (x > y) - (x < y);
}

void
vt_slice_chart_find_box (const VtSliceChart *chart,
                         double              width,
                         double              height,
                         const VtChartStyle *style,
                         const double        box[4],
                         GArray             *atoms)
{
  VtSliceLayout layout;

  g_return_if_fail (chart != NULL && style != NULL && atoms != NULL);

  vt_slice_layout_init (&layout, chart, width, height, style);
  for (guint i = 0; i < chart->discs->len; i++)
    {
      const VtSliceDisc *disc = vt_slice_chart_get_disc (chart, i);
      gsize atom = (gsize) disc->at.atom;
      double x, y, radius;

      if (!(disc->flags & VT_ATOM_NOT_PICKED) && vt_slice_layout_place (&layout, disc, &x, &y, &radius) && x >= box[0]
          && y >= box[1] && x <= box[2] && y <= box[3])
        g_array_append_val (atoms, atom);
    }
  g_array_sort (atoms, compare_indices);
}
