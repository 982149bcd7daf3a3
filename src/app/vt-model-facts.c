#include "vt-model-facts.h"

#include <string.h>

#include "vt-format.h"
#include "vt-i18n.h"

/* Hex figures of a digest that tell models apart at a glance. */
#define DIGEST_LENGTH 12
/* Runs that are all named. */
#define FEW_RUNS 3

struct _VtModelFacts
{
  AdwBin parent_instance;

  GtkGrid *grid;
  GString *text;
  int      n_rows;
};

G_DEFINE_FINAL_TYPE (VtModelFacts, vt_model_facts, ADW_TYPE_BIN)

/* ---- words ---- */

char *
vt_model_describe_temperatures (const double *temperatures, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = vt_format_setting (temperatures[i], VT_UNIT_NONE);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  if (n > 0)
    g_string_append_printf (text, "\u202f%s", vt_unit_symbol (VT_UNIT_KELVIN));
  return g_strdup (text->str);
}

char *
vt_model_describe_lags (const double *lags, guint n)
{
  g_autofree char *first = n > 0 ? vt_format_setting (lags[0], VT_UNIT_PICOSECOND) : NULL;
  g_autofree char *last = n > 0 ? vt_format_setting (lags[n - 1], VT_UNIT_PICOSECOND) : NULL;

  if (n < 2)
    return n == 1 ? g_steal_pointer (&first) : g_strdup ("–");
  /* Translators: a number of lags, the shortest and the longest. */
  return g_strdup_printf (_ ("%u, from %s to %s"), n, first, last);
}

static const char *
describe_feature (VtNormalization normalization)
{
  switch (normalization)
    {
    case VT_NORMALIZATION_MASS:
      return "lg(|Δr|²·m)";
    case VT_NORMALIZATION_TEMPERATURE:
      return "lg(|Δr|²/T)";
    case VT_NORMALIZATION_NONE:
      return "lg |Δr|²";
    case VT_NORMALIZATION_MASS_AND_TEMPERATURE:
    default:
      return "lg(|Δr|²·m/T)";
    }
}

/* ---- rows ---- */

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
add_row (VtModelFacts *self, const char *name, const char *value, const char *tip)
{
  GtkWidget *title = make_label (name, "dim-label");
  GtkWidget *content = make_label (value, "numeric");

  gtk_label_set_selectable (GTK_LABEL (content), TRUE);
  gtk_widget_set_focusable (content, FALSE);
  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_set_tooltip_text (content, tip);
  gtk_grid_attach (self->grid, title, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->grid, content, 1, self->n_rows, 1, 1);
  self->n_rows++;
  g_string_append_printf (self->text, "%s: %s\n", name, value);
  return content;
}

static void
add_elements (VtModelFacts *self, VtModel *model)
{
  g_autoptr (GString) elements = g_string_new (NULL);
  g_autoptr (GString) shares = g_string_new (NULL);
  g_autofree char *total = NULL;
  g_autofree char *instances = NULL;
  guint n_runs = vt_model_get_n_runs (model);
  gsize n = 0;

  for (guint i = 0; i < vt_model_get_n_elements (model); i++)
    {
      const VtModelElement *element = vt_model_get_element (model, i);
      g_autofree char *count = vt_format_count ((gint64) element->n);

      n += element->n;
      g_string_append_printf (elements, "%s%s", i > 0 ? " " : "", element->symbol);
      g_string_append_printf (shares, "%s%s: %s", i > 0 ? "\n" : "", element->symbol, count);
    }
  total = vt_format_count ((gint64) n);
  instances = g_strdup_printf (g_dngettext (NULL, "%s, of %u run", "%s, of %u runs", n_runs), total, n_runs);
  add_row (self, _ ("Elements"), elements->str, shares->str);
  add_row (self, _ ("Instances"), instances, shares->str);
}

static void
add_classes (VtModelFacts *self, VtModel *model)
{
  guint n_classes, n_lags;
  const double *temperatures = vt_model_get_class_temperatures (model, &n_classes);
  const double *lags = vt_model_get_lags (model, &n_lags);
  g_autofree char *classes = vt_model_describe_temperatures (temperatures, n_classes);
  g_autofree char *range = vt_model_describe_lags (lags, n_lags);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < n_lags; i++)
    {
      g_autofree char *lag = vt_format_setting (lags[i], VT_UNIT_PICOSECOND);

      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", lag);
    }
  add_row (self, _ ("Classes"), classes, NULL);
  add_row (self, _ ("Lags"), range, all->str);
}

static void
add_method (VtModelFacts *self, VtModel *model)
{
  g_autofree char *k = g_strdup_printf ("k = %u", vt_model_get_k (model));

  add_row (self, _ ("Feature"), describe_feature (vt_model_get_normalization (model)), NULL);
  add_row (self, _ ("Affine mapping"), vt_model_get_affine_mapping (model) ? _ ("On") : _ ("Off"),
           _ ("Whether homogeneous strain is taken out of the displacements"));
  add_row (self, _ ("Neighbours"), k, _ ("Nearest instances of the same element whose classes are averaged"));
}

static void
add_validation (VtModelFacts *self, VtModel *model)
{
  const VtModelValidation *validation = vt_model_get_validation (model);
  g_autofree char *all = NULL;
  g_autofree char *classes = NULL;

  if (validation == NULL)
    return;
  all = vt_format_quantity (validation->rmse, VT_UNIT_KELVIN, 3);
  classes = vt_format_quantity (validation->class_rmse, VT_UNIT_KELVIN, 3);
  add_row (self, _ ("RMSE"), all, _ ("Of T_ML against T, by cross-validation over all temperatures"));
  if (validation->class_rmse != validation->rmse)
    add_row (self, _ ("RMSE of classes"), classes, _ ("The same over the temperatures that are classes"));
}

/* "100=a.dump 800=b.dump" in words, a run a line; %NULL where it is anything else, as another program may have written
 * it. (transfer full) (nullable) */
static GPtrArray *
list_runs (const char *value)
{
  g_autoptr (GRegex) pattern = g_regex_new ("\\G ?([0-9.]+)=(.+?)(?= [0-9.]+=|$)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_free);
  int end = 0;

  for (g_regex_match (pattern, value, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);
      g_autofree char *file = g_match_info_fetch (match, 2);
      g_autofree char *temperature = vt_format_setting (g_ascii_strtod (number, NULL), VT_UNIT_KELVIN);

      /* Translators: a file, and the temperature at which what it holds was simulated. */
      g_ptr_array_add (runs, g_strdup_printf (_ ("%s at %s"), file, temperature));
      g_match_info_fetch_pos (match, 0, NULL, &end);
    }
  if (runs->len == 0 || value[end] != '\0')
    return NULL;
  return g_steal_pointer (&runs);
}

/* A few runs by name; of many how many, and the rest for whoever points at it. Anything else as it is written. */
static void
add_value (VtModelFacts *self, const char *name, const char *value)
{
  g_autoptr (GPtrArray) runs = list_runs (value);
  g_autofree char *summary = NULL;
  g_autofree char *all = NULL;
  guint n;

  if (runs == NULL)
    {
      add_row (self, name, value, NULL);
      return;
    }
  n = runs->len;
  summary
      = g_strdup_printf (_ ("%u, from %s to %s"), n, (const char *) runs->pdata[0], (const char *) runs->pdata[n - 1]);
  g_ptr_array_add (runs, NULL);
  all = g_strjoinv ("\n", (char **) runs->pdata);
  add_row (self, name, n <= FEW_RUNS ? all : summary, all);
}

/* What of the provenance has a place of its own above, or means little to a person. */
static gboolean
is_said_elsewhere (const char *key)
{
  static const char *const known[] = { "classes_K", "rmse_K", "class_rmse_K", "seed", NULL };

  return g_strv_contains (known, key);
}

/* (transfer full): "timestep_ps" as "Timestep (ps)", but in the user's language where Vitrine wrote it */
static char *
name_key (const char *key)
{
  static const char *const names[][2] = {
    { "software", N_ ("Made by") },           { "runs", N_ ("Runs") },
    { "classes", N_ ("Runs") },               { "test_runs", N_ ("Test runs") },
    { "origins", N_ ("Time windows") },       { "timestep_ps", N_ ("Time step (ps)") },
    { "folds", N_ ("Folds") },                { "class_selection", N_ ("Class selection") },
    { "feature_selection", N_ ("Choice of lags") }, { "k_chosen", N_ ("k chosen by") },
    { "test_rmse_K", N_ ("RMSE of test runs (K)") },
  };
  char *name;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], key))
      return g_strdup (_ (names[i][1]));
  name = g_strdelimit (g_strdup (key), "_", ' ');
  *name = g_ascii_toupper (*name);
  return name;
}

static void
add_provenance (VtModelFacts *self, VtModel *model)
{
  const char *const *lines = vt_model_get_provenance (model);
  gboolean validated = vt_model_get_validation (model) != NULL;

  for (; lines != NULL && *lines != NULL; lines++)
    {
      const char *equals = strchr (*lines, '=');
      g_autofree char *key = equals != NULL ? g_strndup (*lines, (gsize) (equals - *lines)) : NULL;
      g_autofree char *name = NULL;

      if (key == NULL || *key == '\0')
        continue;
      /* A model of the first version has its error only here. */
      if (g_str_equal (key, "rmse_K") && !validated)
        add_row (self, _ ("RMSE (K)"), equals + 1, NULL);
      if (is_said_elsewhere (key))
        continue;
      name = name_key (key);
      add_value (self, name, equals + 1);
    }
}

static void
add_digest (VtModelFacts *self, VtModel *model)
{
  const char *digest = vt_model_get_digest (model);
  g_autofree char *start = g_strndup (digest, DIGEST_LENGTH);
  GtkWidget *value = add_row (self, _ ("Digest"), start, digest);

  gtk_widget_add_css_class (value, "monospace");
}

static void
vt_model_facts_clear (VtModelFacts *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  g_string_truncate (self->text, 0);
  self->n_rows = 0;
}

static void
vt_model_facts_finalize (GObject *object)
{
  g_string_free (VT_MODEL_FACTS (object)->text, TRUE);
  G_OBJECT_CLASS (vt_model_facts_parent_class)->finalize (object);
}

static void
vt_model_facts_class_init (VtModelFactsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vt_model_facts_finalize;
}

static void
vt_model_facts_init (VtModelFacts *self)
{
  self->text = g_string_new (NULL);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 7);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "model-facts");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

GtkWidget *
vt_model_facts_new (void)
{
  return g_object_new (VT_TYPE_MODEL_FACTS, NULL);
}

void
vt_model_facts_set_model (VtModelFacts *facts, VtModel *model)
{
  g_return_if_fail (VT_IS_MODEL_FACTS (facts));

  vt_model_facts_clear (facts);
  if (model == NULL)
    return;
  add_elements (facts, model);
  add_classes (facts, model);
  add_method (facts, model);
  add_validation (facts, model);
  add_provenance (facts, model);
  add_digest (facts, model);
}

char *
vt_model_facts_get_text (VtModelFacts *facts)
{
  g_return_val_if_fail (VT_IS_MODEL_FACTS (facts), NULL);

  return g_strdup (facts->text->str);
}
