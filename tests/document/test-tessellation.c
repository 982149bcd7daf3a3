/* Radii of the radical tessellation and the thresholds on its faces, as the evaluator makes them of a state. */
#include <math.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-evaluator.h"
#include "vt-polyhedra-thresholds.h"
#include "vt-voronoi.h"

typedef struct
{
  VtSource    *source;
  VtEvaluator *evaluator;
  VtState     *state;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (3, 2, 0.2, 11);

  fixture->source = vt_source_new (glass, NULL);
  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->state = vt_state_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vt_source_unref (fixture->source);
  g_object_unref (fixture->evaluator);
  vt_state_unref (fixture->state);
}

static VtResult *
evaluate (Fixture *fixture, const VtState *state, const char *id)
{
  g_autoptr (GError) error = NULL;
  VtResult *result
      = vt_evaluator_evaluate (fixture->evaluator, fixture->source, state, id, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* (transfer full): with radical planes by these radii */
static VtState *
with_radii (Fixture *fixture, const char *radii)
{
  g_autoptr (VtState) radical
      = vt_state_with (fixture->state, "voronoi.radical", g_variant_new_boolean (TRUE), NULL);

  return vt_state_with_text (radical, "voronoi.radii", radii);
}

/* Å³: mean volume of the first @species' cells, and of all. */
static double
mean_volume (Fixture *fixture, const VtState *state, guint species, double *total)
{
  g_autoptr (VtResult) result = evaluate (fixture, state, "voronoi"), frame = evaluate (fixture, state, "frame");
  const guint8 *kinds = vt_atom_table_get_species (vt_frame_get_atoms (vt_result_get_payload (frame)));
  VtColumn *column = vt_result_get_column (result, "voronoi_volume");
  double sum = 0;
  guint n = 0;

  *total = 0;
  for (gsize i = 0; i < vt_column_get_n (column); i++)
    {
      double volume = vt_column_get_values (column)[i];

      *total += volume;
      if (kinds[i] == species)
        {
          sum += volume;
          n++;
        }
    }
  return sum / n;
}

/* Equal radii are plain planes; an atom that is given more radius has more room, at the others' cost. */
static void
test_radii (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) equal = with_radii (fixture, "Cu=1.4,Zr=1.4"), elements = with_radii (fixture, "");
  g_autoptr (VtState) larger = with_radii (fixture, " Zr = 1.7 , Cu=1.2"), one = with_radii (fixture, "Zr=1.7");
  double total, other, plain = mean_volume (fixture, fixture->state, 0, &total);

  g_assert_cmpfloat_with_epsilon (mean_volume (fixture, equal, 0, &other), plain, 1e-6 * plain);
  g_assert_cmpfloat_with_epsilon (other, total, 1e-6 * total);
  g_assert_cmpfloat (mean_volume (fixture, larger, 0, &other), <, 0.95 * plain);
  g_assert_cmpfloat_with_epsilon (other, total, 1e-6 * total);
  g_assert_cmpfloat (mean_volume (fixture, one, 0, &other), !=, mean_volume (fixture, elements, 0, &other));
}

static void
test_wrong_radii (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "Cu", "Cu=", "Cu=1.2x", "Cu=-1", "Cu=0", "Fe=1.2", "=1", "Cu=1.2,," };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (VtState) state = with_radii (fixture, wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (
          vt_evaluator_evaluate (fixture->evaluator, fixture->source, state, "voronoi", NULL, NULL, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
      g_assert_nonnull (g_strstr_len (error->message, -1, "Cu=1.28,Zr=1.6"));
    }
}

static double
read_number (VtResult *result, const char *table, guint row, const char *column)
{
  const VtTable *values = vt_result_get_table (result, table);
  int index = vt_table_find_column (values, column);

  g_assert_cmpint (index, >=, 0);
  return vt_table_get_number (values, row, (guint) index);
}

/* The row is the kernel's table, begins where the state stands, and moves one threshold while the other stays. */
static void
test_thresholds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) cut = vt_state_with_real (fixture->state, "voronoi.edge", 0.5);
  g_autoptr (VtResult) plain = evaluate (fixture, fixture->state, "thresholds");
  g_autoptr (VtResult) moved = evaluate (fixture, cut, "thresholds");
  g_autoptr (VtResult) cells = evaluate (fixture, cut, "tessellation");
  const VtVoronoiThresholds base = { .edge = 0.5 };
  g_autoptr (VtTable) expected = vt_polyhedra_thresholds_table (
      vt_result_get_payload (cells), &base, VT_THRESHOLD_RELATIVE_AREA, 0.05, 20, 6, NULL, NULL, NULL);
  g_autofree char *shown = vt_table_to_csv (vt_result_get_table (moved, "thresholds-area"));
  g_autofree char *computed = vt_table_to_csv (expected);

  g_assert_cmpstr (shown, ==, computed);
  g_assert_cmpuint (vt_table_get_n_rows (vt_result_get_table (plain, "thresholds-edge")), ==, 21);
  g_assert_cmpfloat_with_epsilon (read_number (plain, "thresholds-edge", 10, "edge"), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (read_number (plain, "thresholds-area", 20, "relative_area"), 5, 1e-12);
  /* Edges of 0.5 Å left out: the middle of one scan, and the beginning of the other, moved. */
  g_assert_cmpfloat (read_number (plain, "thresholds-edge", 10, "faces"), ==,
                     read_number (moved, "thresholds-area", 0, "faces"));
  g_assert_cmpfloat (read_number (plain, "thresholds-edge", 10, "lffs"), ==,
                     read_number (moved, "thresholds-area", 0, "lffs"));
  g_assert_cmpfloat (read_number (plain, "thresholds-area", 0, "faces"), >,
                     read_number (moved, "thresholds-area", 0, "faces"));
  g_assert_cmpfloat (read_number (plain, "thresholds-edge", 0, "lffs"), ==,
                     read_number (plain, "thresholds-area", 0, "lffs"));
}

/* Thresholds are post-processing: the cells stay, whatever they are; radii make new ones. */
static void
test_dependence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) cut = vt_state_with_real (fixture->state, "voronoi.relative-area", 0.01);
  g_autoptr (VtState) radical = with_radii (fixture, ""), larger = with_radii (fixture, "Zr=1.7");
  g_autofree char *cells = vt_evaluator_get_key (fixture->source, fixture->state, "tessellation");
  g_autofree char *same = vt_evaluator_get_key (fixture->source, cut, "tessellation");
  g_autofree char *scan = vt_evaluator_get_key (fixture->source, fixture->state, "thresholds");
  g_autofree char *other = vt_evaluator_get_key (fixture->source, cut, "thresholds");
  g_autofree char *of_elements = vt_evaluator_get_key (fixture->source, radical, "thresholds");
  g_autofree char *of_radii = vt_evaluator_get_key (fixture->source, larger, "thresholds");

  g_assert_cmpstr (cells, ==, same);
  g_assert_cmpstr (scan, !=, other);
  g_assert_cmpstr (of_elements, !=, of_radii);
}

int
main (int argc, char **argv)
{
#define ADD(name, func) g_test_add ("/tessellation/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("radii", test_radii);
  ADD ("wrong-radii", test_wrong_radii);
  ADD ("thresholds", test_thresholds);
  ADD ("dependence", test_dependence);
  return g_test_run ();
}
