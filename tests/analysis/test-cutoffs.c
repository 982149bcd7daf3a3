#include "vt-cutoffs.h"

#include <string.h>
#include "sample.h"
#include "vt-error.h"

static VtAtomTable *
atoms_new (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_SC, 2.0, 1, 0.0, NULL);

  return vt_atom_table_ref (vt_frame_get_atoms (frame));
}

static void
test_uniform (void)
{
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, 2, 3.8);
  g_assert_cmpuint (cutoffs.n_species, ==, 2);
  g_assert_cmpfloat (cutoffs.radius[1][0], ==, 3.8);
  g_assert_cmpfloat (vt_cutoffs_get_maximum (&cutoffs), ==, 3.8);
  cutoffs.radius[0][1] = 4.5;
  g_assert_cmpfloat (vt_cutoffs_get_maximum (&cutoffs), ==, 4.5);

  vt_cutoffs_init_uniform (&cutoffs, 40, 3.8);
  g_assert_cmpuint (cutoffs.n_species, ==, VT_MAX_SPECIES);
}

static void
test_parse (void)
{
  g_autoptr (VtAtomTable) atoms = atoms_new ();
  g_autoptr (GError) error = NULL;
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, 3, 1.0);
  g_assert_true (vt_cutoffs_parse (&cutoffs, atoms, " 3.8", &error));
  g_assert_cmpfloat (cutoffs.radius[2][1], ==, 3.8);
  g_assert_true (vt_cutoffs_parse (&cutoffs, atoms, "Cu-Zr=3.9, Zr - Zr = 4.25", &error));
  g_assert_cmpfloat (cutoffs.radius[0][1], ==, 3.9);
  g_assert_cmpfloat (cutoffs.radius[1][0], ==, 3.9);
  g_assert_cmpfloat (cutoffs.radius[1][1], ==, 4.25);
  g_assert_cmpfloat (cutoffs.radius[0][0], ==, 3.8);
  g_assert_true (vt_cutoffs_parse (&cutoffs, atoms, "3.5,Ni-Cu=3.1", &error));
  g_assert_cmpfloat (cutoffs.radius[0][1], ==, 3.5);
  g_assert_cmpfloat (cutoffs.radius[0][2], ==, 3.1);
  g_assert_no_error (error);
}

/* What is wrong is named, and nothing is changed. */
static void
test_parse_refused (void)
{
  const struct
  {
    const char *text;
    const char *named;
  } cases[] = {
    { "", "“”" },        { "3,8x", "8x" },          { "-3", "-3" },         { "nan", "nan" },     { "1e999", "1e999" },
    { "Cu-Xx=3", "Xx" }, { "Cu=3", "Cu=3" },        { "Cu-Zr=", "“”" },     { "Cu-Zr-Ni=3", "Cu-Zr-Ni=3" },
    { "0", "0" },        { "Cu-Zr=3.9,x", "“x”" },  { "Cu-Xx=3", "Cu, Zr, Ni" },
  };
  g_autoptr (VtAtomTable) atoms = atoms_new ();
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, 3, 1.0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (vt_cutoffs_parse (&cutoffs, atoms, cases[i].text, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, cases[i].named));
      g_assert_cmpfloat (vt_cutoffs_get_maximum (&cutoffs), ==, 1.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cutoffs/uniform", test_uniform);
  g_test_add_func ("/cutoffs/parse", test_parse);
  g_test_add_func ("/cutoffs/parse-refused", test_parse_refused);

  return g_test_run ();
}
