#include "vt-element.h"

static void
test_known_elements (void)
{
  const VtElement *copper = vt_element_lookup ("Cu"), *zirconium = vt_element_lookup ("Zr");

  g_assert_nonnull (copper);
  g_assert_cmpstr (copper->symbol, ==, "Cu");
  g_assert_cmpint (copper->number, ==, 29);
  g_assert_cmpfloat_with_epsilon (copper->mass, 63.546, 1e-9);
  g_assert_cmpfloat_with_epsilon (copper->radius, 1.28, 1e-9);
  g_assert_nonnull (zirconium);
  g_assert_cmpint (zirconium->number, ==, 40);
  g_assert_cmpfloat_with_epsilon (zirconium->mass, 91.224, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_element_lookup ("Pd")->radius, 1.37, 1e-9);
}

static void
test_unknown_symbols (void)
{
  g_assert_null (vt_element_lookup ("Xx"));
  g_assert_null (vt_element_lookup ("cu"));
  g_assert_null (vt_element_lookup (""));
  g_assert_null (vt_element_lookup ("1"));
}

static void
test_masses_find_their_element (void)
{
  g_assert_cmpstr (vt_element_lookup_mass (63.55)->symbol, ==, "Cu");
  /* Nickel and cobalt are 0.24 g/mol apart. */
  g_assert_cmpstr (vt_element_lookup_mass (58.69)->symbol, ==, "Ni");
  g_assert_cmpstr (vt_element_lookup_mass (58.93)->symbol, ==, "Co");
  g_assert_cmpstr (vt_element_lookup_mass (1.0)->symbol, ==, "H");
  g_assert_null (vt_element_lookup_mass (64.5));
  g_assert_null (vt_element_lookup_mass (-1.0));
  g_assert_null (vt_element_lookup_mass (g_ascii_strtod ("nan", NULL)));
}

static void
test_all_rows_are_plausible (void)
{
  static const char symbols[] =
      "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb "
      "Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au "
      "Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm";
  g_auto (GStrv) names = g_strsplit (symbols, " ", -1);

  g_assert_cmpuint (g_strv_length (names), ==, 96);
  for (int z = 1; z <= 96; z++)
    {
      const VtElement *element = vt_element_lookup (names[z - 1]);

      g_assert_nonnull (element);
      g_assert_cmpint (element->number, ==, z);
      /* From hydrogen to curium a nucleus weighs between one and 2.7 g/mol a proton. */
      g_assert_cmpfloat (element->mass, >=, 1.0 * z);
      g_assert_cmpfloat (element->mass, <=, 2.7 * z);
      g_assert_cmpfloat (element->radius, >, 0.2);
      g_assert_cmpfloat (element->radius, <, 3.0);
      g_assert_cmpuint (element->color, <=, 0xffffff);
    }
}

static double
luminance (guint color)
{
  return (0.2126 * (color >> 16 & 0xff) + 0.7152 * (color >> 8 & 0xff) + 0.0722 * (color & 0xff)) / 255.0;
}

/* Neither so light that they vanish on white, nor so dark that they vanish on a dark window. */
static void
test_glass_formers_are_seen_and_told_apart (void)
{
  static const char *const formers[] = { "Cu", "Zr", "Ni", "Ti", "Pd", "Al", "Ag", "Au", "Fe", "Co",
                                         "Cr", "Nb", "Mg", "Ca", "Hf", "Be", "Si", "P",  "B" };

  for (guint i = 0; i < G_N_ELEMENTS (formers); i++)
    {
      guint a = vt_element_lookup (formers[i])->color;

      g_assert_cmpfloat (luminance (a), >, 0.2);
      g_assert_cmpfloat (luminance (a), <, 0.85);
      for (guint j = 0; j < i; j++)
        {
          guint b = vt_element_lookup (formers[j])->color;
          int red = (int) (a >> 16) - (int) (b >> 16);
          int green = (int) (a >> 8 & 0xff) - (int) (b >> 8 & 0xff);
          int blue = (int) (a & 0xff) - (int) (b & 0xff);

          g_assert_cmpint (red * red + green * green + blue * blue, >, 15 * 15);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/element/known", test_known_elements);
  g_test_add_func ("/element/unknown", test_unknown_symbols);
  g_test_add_func ("/element/by-mass", test_masses_find_their_element);
  g_test_add_func ("/element/all-rows", test_all_rows_are_plausible);
  g_test_add_func ("/element/colors", test_glass_formers_are_seen_and_told_apart);
  return g_test_run ();
}
