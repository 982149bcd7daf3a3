/* The charts of composition, ΔCN, −α and Δf: what they draw, what they pale, and what they say. */
#include "vt-order-charts.h"

#include <math.h>
#include <string.h>

#include "words-table.h"

static VtResult *
make_order (gboolean with_sides)
{
  static const char *const composition[]
      = { "Cu 50 40 61 -10 11 4 6", "Zr 30 45 29 15 -1 4 6", "Ni 20 15 10 -5 -10 4 6", NULL };
  static const char *const bare[] = { "Cu 50 nan nan nan nan nan nan", "Zr 50 nan nan nan nan nan nan", NULL };
  static const char *const coordination[] = { "all -1.5 0.2 0.5 0.3", "Cu 0.3 -2 0.4 0.5", NULL };
  static const char *const order[] = { "Cu Cu -0.004 0.2 -0.05 0.02 ++ - 0.05 0.05", "Cu Zr 0.25 0.24 0.1 0.02 0 -- 0.05 0.05",
                                       "Zr Cu 0.125 0.2 0.1 0.1 + 0 0.05 0.05", "Zr Zr -0.5 -0.7 nan 0.1 -- . 0.05 nan", NULL };
  VtResult *result = vt_result_new ();

  vt_result_take_table (result, words_table_new ("composition", "element f_total f_la f_sa df_la df_sa sigma_la sigma_sa", 1,
                                            with_sides ? composition : bare));
  vt_result_take_table (result,
                        words_table_new ("coordination", "element dcn_la dcn_sa sigma_la sigma_sa", 1, coordination));
  vt_result_take_table (result, words_table_new ("sro", "center neighbor total la sa sigma mark_la mark_sa sigma_la sigma_sa",
                                            1 | 2 | 64 | 128, order));
  return result;
}

/* The first series of that kind after @skip others. */
static VtSeries *
find_series (const VtChart *chart, VtSeriesKind kind, guint skip)
{
  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    if (vt_series_get_kind (vt_chart_get_series (chart, i)) == kind && skip-- == 0)
      return vt_chart_get_series (chart, i);
  return NULL;
}

static void
test_composition (void)
{
  g_autoptr (VtResult) result = make_order (TRUE), bare = make_order (FALSE);
  g_autoptr (VtChart) chart = vt_chart_of_composition (result), alone = vt_chart_of_composition (bare);
  VtSeries *la = find_series (chart, VT_SERIES_COLUMNS, 0), *sa = find_series (chart, VT_SERIES_COLUMNS, 1);
  VtSeries *sample = find_series (chart, VT_SERIES_LINE, 0);

  g_assert_cmpfloat (vt_series_get_y (la)[1], ==, 45.0);
  g_assert_cmpfloat (vt_series_get_errors (la)[1], ==, 4.0);
  /* −10 of σ 4 is none, 15 neither, −5 is noise; of SA 11, −1 and −10 of σ 6 all are. */
  g_assert_true (!vt_series_is_pale (la, 0) && !vt_series_is_pale (la, 1) && vt_series_is_pale (la, 2));
  g_assert_true (vt_series_is_pale (sa, 0) && vt_series_is_pale (sa, 1) && vt_series_is_pale (sa, 2));
  g_assert_true (vt_series_get_dashed (sample));
  g_assert_cmpuint (vt_series_get_n (sample), ==, 6);
  g_assert_cmpfloat (vt_series_get_x (sample)[2], ==, 0.5);
  g_assert_cmpfloat (vt_series_get_y (sample)[3], ==, 30.0);
  g_assert_cmpstr (vt_axis_get_category (vt_chart_get_x_axis (chart), 2), ==, "Ni");
  g_assert_null (find_series (alone, VT_SERIES_COLUMNS, 0));
  g_assert_nonnull (find_series (alone, VT_SERIES_LINE, 0));
}

static void
test_coordination (void)
{
  g_autoptr (VtResult) result = make_order (TRUE);
  g_autoptr (VtChart) chart = vt_chart_of_coordination (result);
  VtSeries *la = find_series (chart, VT_SERIES_COLUMNS, 0);

  g_assert_cmpfloat (vt_series_get_y (find_series (chart, VT_SERIES_HORIZONTAL, 0))[0], ==, 0.0);
  g_assert_cmpfloat (vt_series_get_y (la)[0], ==, -1.5);
  g_assert_true (!vt_series_is_pale (la, 0) && vt_series_is_pale (la, 1));
  g_assert_cmpstr (vt_axis_get_category (vt_chart_get_x_axis (chart), 0), ==, "All");
}

/* Marks in words, noise pale; the first centre is at the top, and colours go from −½ to ½. */
static void
test_matrix (void)
{
  static const gboolean pale[4][3] = { { TRUE, FALSE, TRUE }, { FALSE, TRUE, FALSE }, { TRUE, TRUE, TRUE }, { FALSE, FALSE, FALSE } };
  static const char *const words[4][3]
      = { { ">0.00<", "LA ++", "SA −" }, { "0.25", "LA 0", "SA −−" }, { "0.12", "LA +", "SA 0" }, { "−0.50", "LA −−", "LA" } };
  g_autoptr (VtResult) result = make_order (TRUE);
  g_autoptr (VtChart) chart = vt_chart_of_sro (result);
  g_autofree char *la = vt_chart_describe_sro (result, "la"), *sa = vt_chart_describe_sro (result, "sa");
  VtSeries *cells = find_series (chart, VT_SERIES_CELLS, 0);
  const VtColorScale *scale = vt_chart_get_color_scale (chart, FALSE);

  g_assert_cmpuint (vt_series_get_n (cells), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const char *text = vt_series_get_text (cells, i);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint line = 0; lines[line] != NULL; line++)
        {
          g_assert_nonnull (strstr (lines[line], words[i][line]));
          g_assert_cmpint (strstr (lines[line], "alpha") != NULL, ==, pale[i][line]);
        }
      g_assert_cmpfloat (vt_series_get_x (cells)[i], ==, i % 2);
      g_assert_cmpfloat (vt_series_get_y (cells)[i], ==, 1 - i / 2);
    }
  /* Without a SA there is no mark. */
  g_assert_null (strstr (vt_series_get_text (cells, 3), "SA"));
  g_assert_cmpstr (vt_axis_get_category (vt_chart_get_y_axis (chart), 1), ==, "Cu");
  g_assert_cmpfloat (scale->minimum, ==, -0.5);
  g_assert_cmpfloat (scale->maximum, ==, 0.5);
  g_assert_cmpstr (la, ==, "Cu–Cu ++, Zr–Zr −−");
  g_assert_cmpstr (sa, ==, "Cu–Zr −−");
}

static VtResult *
make_polyhedra (void)
{
  static const char *const rows[] = { "⟨0_0_12_0⟩ 16 20 15 30 -5 10 1 1.5 6", "⟨0_2_8_2⟩ 4 5 9 5 4 0 0.6 1.5 3", NULL };
  static const char *const trend[] = { "la 2 -20 5 15 1", "sa 2 25 13 -15 2", NULL };
  VtResult *result = vt_result_new ();

  vt_result_take_table (
      result, words_table_new ("polyhedra", "index n_total f_total f_la f_sa df_la df_sa lffs sigma_la sigma_sa", 1, rows));
  vt_result_take_table (result, words_table_new ("polyhedra-trend", "subset n slope sigma_slope intercept sigma_intercept", 1, trend));
  return result;
}

static void
test_polyhedra (void)
{
  g_autoptr (VtResult) result = make_polyhedra ();
  g_autoptr (VtChart) contrast = vt_chart_of_polyhedra_contrast (result, 0), trend = vt_chart_of_polyhedra_trend (result);
  g_autoptr (VtPanels) panels = vt_panels_of_polyhedra (result, 1);
  VtSeries *la = find_series (contrast, VT_SERIES_COLUMNS, 0), *points = find_series (trend, VT_SERIES_POINTS, 0);
  VtSeries *lines[2] = { find_series (trend, VT_SERIES_LINE, 0), find_series (trend, VT_SERIES_LINE, 1) };

  g_assert_cmpuint (vt_panels_get_n (panels), ==, 2);
  g_assert_cmpfloat (vt_series_get_y (la)[0], ==, -5.0);
  g_assert_true (!vt_series_is_pale (la, 0) && !vt_series_is_pale (la, 1));
  g_assert_cmpfloat (vt_series_get_x (points)[1], ==, 0.6);
  g_assert_cmpfloat (vt_series_get_y (points)[1], ==, 4.0);
  /* A quarter of the share is half the radius. */
  g_assert_cmpfloat_with_epsilon (vt_series_get_size (points, 0), 2.0 * vt_series_get_size (points, 1), 1e-12);
  g_assert_cmpfloat (vt_series_get_y (lines[0])[0], ==, 15.0);
  g_assert_cmpfloat (vt_series_get_y (lines[0])[1], ==, -5.0);
  g_assert_nonnull (strstr (vt_series_get_label (lines[0]), "−20.0 ± 5.0"));
  /* A slope that is noise is a dashed line. */
  g_assert_true (!vt_series_get_dashed (lines[0]) && vt_series_get_dashed (lines[1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-charts/composition", test_composition);
  g_test_add_func ("/order-charts/coordination", test_coordination);
  g_test_add_func ("/order-charts/matrix", test_matrix);
  g_test_add_func ("/order-charts/polyhedra", test_polyhedra);
  return g_test_run ();
}
