/* Log files and text files of LAMMPS: columns by name, parts where time restarts, and what is wrong with the rest. */
#include "files.h"

#include "vt-record.h"

#define LOG_TOP "LAMMPS (29 Sep 2021)\nunits metal\n  4000 atoms\ntimestep ${dt}\ntimestep 0.0025\n"
#define MEMORY "Per MPI rank memory allocation (min/avg/max) = 3.5 | 3.5 | 3.5 Mbytes\n"
#define LOOP "Loop time of 70.7 on 2 procs for 200 steps with 4000 atoms\n\nPerformance: 42.7 ns/day\n"

static const char log_text[] = LOG_TOP "run 200\n" MEMORY
  "Step Temp Press PotEng Lx Ly Lz Pzz v_strain \n"
  "       0 100 -1 -19 10 10 10 -1000 0\n"
  "WARNING: something is not quite right (src/nowhere.cpp:12)\n"
  "     100 101 -2 -18 10 10 11 -2000 0.1\n"
  "     200 102 -3 -17 10 10 12 -3000 0.2\n" LOOP
  "run 100\n" MEMORY
  "   Step          Temp          Press         v_other    \n"
  "       200 102 -3 7\n"
  "       300 103 -4 8\n" LOOP
  "reset_timestep 0\nrun 100\n" MEMORY
  "Step Temp Lz\n"
  "0 104 13\n"
  "printed by a script\n"
  "100 105 14\n" LOOP "Total wall time: 0:00:10\n";

static const char multi_text[] = "units real\ntimestep 2.0\n" MEMORY
  "---------------- Step        0 ----- CPU =      0.0000 (sec) ----------------\n"
  "TotEng   =     -5000.5 KinEng   =       300.0 Temp     =       300.25 \n"
  "Volume   =      1000.0 Press    =       -2.5\n"
  "---------------- Step       50 ----- CPU =      1.5000 (sec) ----------------\n"
  "TotEng   =     -5001.5 KinEng   =       301.0 Temp     =       301.25 \n"
  "Volume   =      1001.0 Press    =       -3.5\n" LOOP;

static const char yaml_text[] = "units metal\n" MEMORY
  "---\nkeywords: ['Step', 'Temp', Volume, ]\ndata:\n  - [0, 100, 1000.5, ]\n  - [10, 101, 1001.5, ]\n...\n" LOOP;

static const char print_text[] = "# time_ps strain stress_GPa\n0 0 -0.1\n0.1 0.01 0.5\n0.2 0.02 1.5\n"
  "0 0.02 1.5\n0.1 0.025 1.4\n0.2 0.03 1.6\n0.3 0.035 1.5\n";

static const char average_text[] = "# Time-averaged data for fix 1\n# TimeStep c_thermo_temp v_eps v_sigma_MPa\n"
  "1000 300 0.001 100\n2000 301 0.002 200\n";

static VtRecord *
read_text (FilesFixture *fixture, const char *text, const VtRecordOptions *options, GError **error)
{
  g_autoptr (GFile) file = files_write (fixture->folder, "record.txt", text, strlen (text));

  return vt_record_read (file, options, NULL, NULL, error);
}

static VtRecord *
read_well (FilesFixture *fixture, const char *text, const VtRecordOptions *options)
{
  g_autoptr (GError) error = NULL;
  VtRecord *record = read_text (fixture, text, options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
assert_values (const VtRecord *record, VtRecordQuantity quantity, const double *expected, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autofree double *values = vt_record_get_quantity (record, quantity, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (vt_record_get_n_rows (record), ==, n);
  for (gsize i = 0; i < n; i++)
    if (isnan (expected[i]))
      g_assert_true (isnan (values[i]));
    else
      g_assert_cmpfloat_with_epsilon (values[i], expected[i], 1e-12 * MAX (1, fabs (expected[i])));
}

static void
assert_segments (const VtRecord *record, const gsize *lengths, guint n)
{
  gsize next = 0, first;

  g_assert_cmpuint (vt_record_get_n_segments (record), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (vt_record_get_segment (record, i, &first), ==, lengths[i]);
      g_assert_cmpuint (first, ==, next);
      next += lengths[i];
    }
  g_assert_cmpuint (next, ==, vt_record_get_n_rows (record));
}

#define VALUES(...) ((const double[]){ __VA_ARGS__ }), sizeof ((const double[]){ __VA_ARGS__ }) / sizeof (double)
#define LENGTHS(...) ((const gsize[]){ __VA_ARGS__ }), sizeof ((const gsize[]){ __VA_ARGS__ }) / sizeof (gsize)

/* Three tables of a log: the second goes on where the first has ended, the third restarts. */
static void
test_log (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) record = read_well (fixture, log_text, NULL);
  const char *const *warnings = vt_record_get_warnings (record);
  g_autofree char *source = NULL;

  assert_segments (record, LENGTHS (4, 2));
  assert_values (record, VT_RECORD_TIME, VALUES (0, 0.25, 0.5, 0.75, 0, 0.25));
  assert_values (record, VT_RECORD_TEMPERATURE, VALUES (100, 101, 102, 103, 104, 105));
  assert_values (record, VT_RECORD_STRAIN, VALUES (0, 0.1, 0.2, NAN, NAN, NAN));
  assert_values (record, VT_RECORD_STRESS, VALUES (0.1, 0.2, 0.3, NAN, NAN, NAN));
  assert_values (record, VT_RECORD_VOLUME, VALUES (1000, 1100, 1200, NAN, NAN, NAN));
  assert_values (record, VT_RECORD_ENTHALPY, VALUES (-19, -18, -17, NAN, NAN, NAN));
  g_assert_cmpint (vt_record_get_n_atoms (record), ==, 4000);
  g_assert_cmpstr (vt_record_get_units (record), ==, "metal");
  source = vt_record_describe_quantity (record, VT_RECORD_STRESS);
  g_assert_cmpstr (source, ==, "−Pzz");
  files_assert_contains (warnings[0], "line 29");
  g_assert_null (warnings[1]);
}

/* Without a column of strains, the box's length along the axis tells them. */
static void
test_axis (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) z = read_well (fixture, "units metal\nStep Lx Lz Pxx Pzz\n0 20 10 1 2\n1 22 13 3 4\n", NULL);
  g_autoptr (VtRecord) x = read_well (fixture, "units real\nStep Lx Lz Pxx Pzz\n0 20 10 1 2\n1 22 13 3 4\n",
                                      &(VtRecordOptions){ 0.5, 0 });

  assert_values (z, VT_RECORD_STRAIN, VALUES (0, 0.3));
  assert_values (z, VT_RECORD_STRESS, VALUES (-2e-4, -4e-4));
  assert_values (z, VT_RECORD_TIME, VALUES (0, 0.001));
  assert_values (x, VT_RECORD_STRAIN, VALUES (0, 0.1));
  assert_values (x, VT_RECORD_STRESS, VALUES (-1.01325e-4, -3 * 1.01325e-4));
  assert_values (x, VT_RECORD_TIME, VALUES (0, 0.5));
  g_assert_false (vt_record_has_quantity (z, VT_RECORD_VOLUME));
}

static void
test_multi (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) record = read_well (fixture, multi_text, NULL);

  assert_segments (record, LENGTHS (2));
  assert_values (record, VT_RECORD_TIME, VALUES (0, 0.1));
  assert_values (record, VT_RECORD_TEMPERATURE, VALUES (300.25, 301.25));
  assert_values (record, VT_RECORD_VOLUME, VALUES (1000, 1001));
  assert_values (record, VT_RECORD_ENTHALPY, VALUES (-5000.5 * 0.0433641153, -5001.5 * 0.0433641153));
  g_assert_null (vt_record_get_warnings (record)[0]);
}

static void
test_yaml (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) record = read_well (fixture, yaml_text, NULL);

  assert_values (record, VT_RECORD_TIME, VALUES (0, 0.01));
  assert_values (record, VT_RECORD_VOLUME, VALUES (1000.5, 1001.5));
}

static void
test_print (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) record = read_well (fixture, print_text, NULL);

  assert_segments (record, LENGTHS (3, 4));
  assert_values (record, VT_RECORD_TIME, VALUES (0, 0.1, 0.2, 0, 0.1, 0.2, 0.3));
  assert_values (record, VT_RECORD_STRAIN, VALUES (0, 0.01, 0.02, 0.02, 0.025, 0.03, 0.035));
  assert_values (record, VT_RECORD_STRESS, VALUES (-0.1, 0.5, 1.5, 1.5, 1.4, 1.6, 1.5));
  g_assert_cmpint (vt_record_get_n_atoms (record), ==, 0);
}

/* Steps need the MD time step; a unit behind a name is heeded. */
static void
test_average (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) unknown = read_well (fixture, average_text, NULL);
  g_autoptr (VtRecord) record = read_well (fixture, average_text, &(VtRecordOptions){ 0.002, 2 });
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_record_get_quantity (unknown, VT_RECORD_TIME, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  files_assert_contains (error->message, "record.txt");
  assert_values (record, VT_RECORD_TIME, VALUES (2, 4));
  assert_values (record, VT_RECORD_STRAIN, VALUES (0.001, 0.002));
  assert_values (record, VT_RECORD_STRESS, VALUES (0.1, 0.2));
  assert_values (record, VT_RECORD_TEMPERATURE, VALUES (300, 301));
}

static void
test_names (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) record
    = read_well (fixture, "# t(fs) strain[%] Stress(bar) T\n1000 2 20000 300\n2000 3 30000 301\n", NULL);
  g_autoptr (GError) error = NULL;

  assert_values (record, VT_RECORD_TIME, VALUES (1, 2));
  assert_values (record, VT_RECORD_STRAIN, VALUES (0.02, 0.03));
  assert_values (record, VT_RECORD_STRESS, VALUES (2, 3));
  g_assert_null (vt_record_get_quantity (record, VT_RECORD_VOLUME, &error));
  files_assert_contains (error->message, "t(fs), strain[%], Stress(bar), T");
}

/* Every unit that a name may end with, and what columns without one are in by the log's units. */
static void
test_factors (FilesFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char      *text; /* the second row has the 2 */
    VtRecordQuantity quantity;
    double           value;
  } cases[] = {
    { "# time_ps x\n0 0\n2 1\n", VT_RECORD_TIME, 2 },
    { "# time_fs x\n0 0\n2 1\n", VT_RECORD_TIME, 2e-3 },
    { "# time_ns x\n0 0\n2 1\n", VT_RECORD_TIME, 2e3 },
    { "# time_ps stress_GPa\n0 0\n1 2\n", VT_RECORD_STRESS, 2 },
    { "# time_ps stress_MPa\n0 0\n1 2\n", VT_RECORD_STRESS, 2e-3 },
    { "# time_ps stress_bar\n0 0\n1 2\n", VT_RECORD_STRESS, 2e-4 },
    { "# time_ps stress_atm\n0 0\n1 2\n", VT_RECORD_STRESS, 2 * 1.01325e-4 },
    { "# time_ps strain_percent\n0 0\n1 2\n", VT_RECORD_STRAIN, 0.02 },
    { "# time_ps strain_%\n0 0\n1 2\n", VT_RECORD_STRAIN, 0.02 },
    { "# time_ps strain\n0 0\n1 2\n", VT_RECORD_STRAIN, 2 },
    { "# time_ps temp_K\n0 0\n1 2\n", VT_RECORD_TEMPERATURE, 2 },
    { "# time_ps volume_A3\n0 0\n1 2\n", VT_RECORD_VOLUME, 2 },
    { "# time_ps volume_nm3\n0 0\n1 2\n", VT_RECORD_VOLUME, 2e3 },
    { "# time_ps enthalpy_eV\n0 0\n1 2\n", VT_RECORD_ENTHALPY, 2 },
    { "# time_ps enthalpy_kcal/mol\n0 0\n1 2\n", VT_RECORD_ENTHALPY, 2 * 0.0433641153 },
    { "units real\nStep Time Temp\n0 0 1\n1 2 1\n", VT_RECORD_TIME, 2e-3 },
    { "units metal\nStep Time Temp\n0 0 1\n1 2 1\n", VT_RECORD_TIME, 2 },
    { "units real\nStep PotEng\n0 0\n1 2\n", VT_RECORD_ENTHALPY, 2 * 0.0433641153 },
    { "units metal\nStep PotEng\n0 0\n1 2\n", VT_RECORD_ENTHALPY, 2 },
    { "units real\nStep Pzz\n0 0\n1 2\n", VT_RECORD_STRESS, -2 * 1.01325e-4 },
    { "units metal\nStep Pzz\n0 0\n1 2\n", VT_RECORD_STRESS, -2e-4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtRecord) record = read_well (fixture, cases[i].text, NULL);

      assert_values (record, cases[i].quantity, VALUES (0, cases[i].value));
    }
}

/* ---- what is damaged ---- */

typedef struct
{
  const char *text;
  const char *message;
} Damage;

static const Damage damages[] = {
  { "", "no rows" },
  { "dear reader\n", "no rows" },
  { "# time_ps strain\n", "no rows" },
  { "1 2 3\n", "line 1: nothing says what the 3 numbers are" },
  { "# time_ps strain\n0 1\n1 2 3\n2 3\n", "line 3: 2 numbers are expected, but there are 3" },
  { "# time_ps strain\n0 1\n1 zwei\n2 3\n", "line 3: numbers are expected instead of “1 zwei”" },
  { "# time_ps strain\n0 1\nnan 2\n", "line 3: the time is not a finite number" },
  { "# time_ps strain\n0", "line 2: the first row is damaged" },
  { "units metal\nStep Temp\n0 1\n10 1.2.3\n", "line 4: 2 numbers are expected instead of “10 1.2.3”" },
  { "units metal\n" MEMORY "1 2 3\n", "no rows" },
};

static void
test_damaged (FilesFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (fixture, damages[i].text, NULL, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
      files_assert_contains (error->message, "record.txt");
      files_assert_contains (error->message, damages[i].message);
    }
}

static void
test_units (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) record = read_well (fixture, "units lj\nStep Temp\n0 1\n1 1\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_record_get_quantity (record, VT_RECORD_TEMPERATURE, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  files_assert_contains (error->message, "lj");
}

/* Cut at every byte: an error, or rows of which none is wrong; what is missing within a row is told. */
static void
test_cut (FilesFixture *fixture, gconstpointer data)
{
  const char *text = data;
  g_autoptr (VtRecord) whole = read_well (fixture, text, NULL);
  gsize rows = 0;

  for (gsize n = 0; n <= strlen (text); n++)
    {
      g_autofree char *cut = g_strndup (text, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (VtRecord) record = read_text (fixture, cut, NULL, &error);

      g_assert_true ((record == NULL) == (error != NULL));
      if (record == NULL)
        continue;
      g_assert_cmpuint (vt_record_get_n_rows (record), >=, rows);
      rows = vt_record_get_n_rows (record);
      for (guint c = 0; c < vt_record_get_n_columns (record); c++)
        for (gsize row = 0; row < rows; row++)
          {
            double value = vt_record_get_column (record, c)[row];
            g_assert_true (isnan (value) || value == vt_record_get_column (whole, c)[row]);
          }
    }
  g_assert_cmpuint (rows, ==, vt_record_get_n_rows (whole));
}

static void
test_half_row (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtRecord) text = read_well (fixture, "# time_ps strain\n0 0\n1 0.25\n2 0.5", NULL);
  g_autoptr (VtRecord) log = read_well (fixture, "units metal\nStep Temp\n0 1\n10 300.5\n20 3", NULL);

  g_assert_cmpuint (vt_record_get_n_rows (text), ==, 2);
  files_assert_contains (vt_record_get_warnings (text)[0], "ends within a row");
  g_assert_cmpuint (vt_record_get_n_rows (log), ==, 2);
  files_assert_contains (vt_record_get_warnings (log)[0], "ends within a row");
}

/* Whatever the bytes: rows, or an error with words. */
static void
test_mutations (FilesFixture *fixture, gconstpointer data)
{
  static const char likely[] = "0123456789-+.eE \n\t#=[]:Step Loop\0\xff";
  const char *text = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  guint rounds = g_test_slow () ? 50000 : 400;

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *bytes = g_strdup (text);
      gsize length = strlen (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) file = NULL;
      g_autoptr (VtRecord) record = NULL;

      for (guint k = 0; k < 4; k++)
        bytes[g_rand_int_range (random, 0, (gint32) length)] = likely[g_rand_int_range (random, 0, sizeof likely - 1)];
      file = files_write (fixture->folder, "record.txt", bytes, length);
      record = vt_record_read (file, NULL, NULL, NULL, &error);
      g_assert_true ((record == NULL) == (error != NULL));
      g_assert_true (error == NULL || (error->domain == VT_ERROR && strlen (error->message) > 10));
      for (guint q = 0; record != NULL && q < VT_RECORD_N_QUANTITIES; q++)
        {
          g_autofree double *values = vt_record_get_quantity (record, q, NULL);
          g_autofree char *words = vt_record_describe_quantity (record, q);

          g_assert_true ((values == NULL) == (words == NULL));
        }
    }
}

static void
test_cancelled (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%u %u\n", i, i);
  file = files_write (fixture->folder, "record.txt", text->str, text->len);
  g_cancellable_cancel (cancellable);
  g_assert_null (vt_record_read (file, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *path, void (*test) (FilesFixture *, gconstpointer), const char *text)
{
  g_test_add (path, FilesFixture, text, files_set_up, test, files_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/record/log", test_log, NULL);
  add ("/record/axis", test_axis, NULL);
  add ("/record/multi", test_multi, NULL);
  add ("/record/yaml", test_yaml, NULL);
  add ("/record/print", test_print, NULL);
  add ("/record/average", test_average, NULL);
  add ("/record/names", test_names, NULL);
  add ("/record/factors", test_factors, NULL);
  add ("/record/damaged", test_damaged, NULL);
  add ("/record/units", test_units, NULL);
  add ("/record/half-row", test_half_row, NULL);
  add ("/record/cancelled", test_cancelled, NULL);
  add ("/record/cut/log", test_cut, log_text);
  add ("/record/cut/multi", test_cut, multi_text);
  add ("/record/cut/yaml", test_cut, yaml_text);
  add ("/record/cut/print", test_cut, print_text);
  add ("/record/mutations/log", test_mutations, log_text);
  add ("/record/mutations/multi", test_mutations, multi_text);
  add ("/record/mutations/yaml", test_mutations, yaml_text);
  add ("/record/mutations/print", test_mutations, print_text);
  return g_test_run ();
}
