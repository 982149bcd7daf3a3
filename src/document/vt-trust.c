#include "vt-trust.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-familiarity.h"
#include "vt-frame-follow.h"
#include "vt-i18n.h"

/* Lags or frames that a hint lists at most. */
#define MANY 12

/* "%.*g" in the C locale. (transfer full) */
static char *
number (double value, int digits)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%dg", digits);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static void
append_number (GString *text, const char *separator, double value)
{
  g_autofree char *printed = number (value, 10);

  g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", printed);
}

/* ---- what is refused ---- */

gboolean
vt_trust_check_units (VtModel *model, VtTrajectory *trajectory, GError **error)
{
  g_return_val_if_fail (model != NULL && VT_IS_TRAJECTORY (trajectory), FALSE);

  if (g_strcmp0 (vt_trajectory_get_units (trajectory), "lj") != 0)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_INPUT,
                   &(VtPlace){ vt_trajectory_get_name (trajectory), -1, 0,
                               _("Write the trajectory in units metal or real, which are converted") },
                   _("the file is in reduced units (lj), and the model “%s” knows Å, ps and K alone"),
                   vt_model_get_name (model));
  return FALSE;
}

static char *
list_model_elements (VtModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    g_string_append_printf (text, "%s%s", e > 0 ? ", " : "", vt_model_get_element (model, e)->symbol);
  return g_string_free (text, FALSE);
}

gboolean
vt_trust_check_elements (VtModel *model, const VtAtomTable *atoms, GError **error)
{
  g_autoptr (GString) strange = NULL;
  g_autofree char *known = NULL, *hint = NULL;
  gboolean numbered = FALSE;
  guint n = 0;

  g_return_val_if_fail (model != NULL && atoms != NULL, FALSE);

  strange = g_string_new (NULL);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      const char *name = vt_atom_table_get_species_name (atoms, s);

      if (vt_atom_table_count_species (atoms, s) == 0 || vt_model_find_element (model, name) != NULL)
        continue;
      g_string_append_printf (strange, "%s%s", n++ > 0 ? ", " : "", name);
      numbered |= vt_atom_table_get_element (atoms, s) == NULL;
    }
  if (n == 0)
    return TRUE;

  known = list_model_elements (model);
  hint = numbered ? g_strdup_printf (_("Say what the file’s types are, as in 1=Cu,2=Zr (Elements of types, under Data); "
                                       "the model knows %s"), known)
                  : g_strdup_printf (_("It knows %s: choose or train a model on samples that hold the others"), known);
  vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ .frame = -1, .hint = hint },
                   n == 1 ? _("the model “%s” does not know the element %s")
                          : _("the model “%s” does not know the elements %s"),
                   vt_model_get_name (model), strange->str);
  if (numbered)
    vt_error_add_option (error, "--elements 1=Cu,2=Zr");
  return FALSE;
}

static gboolean
has_all_lags (VtModel *model, VtTrajectory *trajectory, guint start, double timestep)
{
  guint n_lags;
  const double *lags = vt_model_get_lags (model, &n_lags);

  /* The longest first: it is the one that is missing most often. */
  for (guint f = n_lags; f-- > 0;)
    if (vt_trajectory_find_lag (trajectory, start, lags[f], timestep) < 0)
      return FALSE;
  return TRUE;
}

/* The frame next to @start, rather before it, that has all lags after it; -1 where there is none. */
static int
find_good_start (VtModel *model, VtTrajectory *trajectory, guint start, double timestep)
{
  for (guint frame = start; frame-- > 0;)
    if (has_all_lags (model, trajectory, frame, timestep))
      return (int) frame;
  for (guint frame = start + 1; frame < vt_trajectory_get_n_frames (trajectory); frame++)
    if (has_all_lags (model, trajectory, frame, timestep))
      return (int) frame;
  return -1;
}

/* "5,10,20": what a model for this window could be trained on: the lags that both have, or else the file's own. */
static char *
list_possible_lags (VtModel *model, VtTrajectory *trajectory, guint start, double timestep, gboolean *common)
{
  GString *text = g_string_new (NULL);
  double origin = vt_trajectory_get_time (trajectory, start, timestep);
  guint n_lags, n_frames = vt_trajectory_get_n_frames (trajectory);
  const double *lags = vt_model_get_lags (model, &n_lags);

  for (guint f = 0; f < n_lags; f++)
    if (vt_trajectory_find_lag (trajectory, start, lags[f], timestep) >= 0)
      append_number (text, ",", lags[f]);
  *common = text->len > 0;
  for (guint i = start + 1; !*common && i < MIN (n_frames, start + 1 + MANY); i++)
    append_number (text, ",", vt_trajectory_get_time (trajectory, i, timestep) - origin);
  return g_string_free (text, FALSE);
}

/* @option: what of the command line would help is appended to it */
static char *
advise_on_lags (VtModel *model, VtTrajectory *trajectory, guint start, double timestep, GString *option)
{
  GString *hint = g_string_new (_("Nothing is interpolated"));
  int frame = find_good_start (model, trajectory, start, timestep);
  gboolean common;
  g_autofree char *lags = list_possible_lags (model, trajectory, start, timestep, &common);

  if (frame >= 0)
    {
      g_string_append_printf (hint, _("; begin the window at frame %d"), frame);
      g_string_append_printf (option, "--frame %d", frame);
    }
  if (*lags != '\0')
    {
      g_string_append (hint, frame >= 0 ? _("; or") : ";");
      g_string_append (hint, common ? _(" train a model on the lags that both have: ")
                                    : _(" train a model on lags that the file has: "));
      g_string_append_printf (hint, "%s ps", lags);
      g_string_append_printf (option, "%svitrine-cli train RUN… --lags %s --output MODEL.h5",
                              frame >= 0 ? _(", or ") : "", lags);
    }
  return g_string_free (hint, FALSE);
}

gboolean
vt_trust_check_lags (VtModel *model, VtTrajectory *trajectory, guint start, double timestep, GError **error)
{
  g_autoptr (GString) missing = NULL;
  g_autoptr (GString) option = g_string_new (NULL);
  g_autofree char *hint = NULL;
  const double *lags;
  guint n_lags;

  g_return_val_if_fail (model != NULL && VT_IS_TRAJECTORY (trajectory), FALSE);

  missing = g_string_new (NULL);
  lags = vt_model_get_lags (model, &n_lags);
  for (guint f = 0; f < n_lags; f++)
    if (vt_trajectory_find_lag (trajectory, start, lags[f], timestep) < 0)
      append_number (missing, ", ", lags[f]);
  if (missing->len == 0)
    return TRUE;

  hint = advise_on_lags (model, trajectory, start, timestep, option);
  vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ vt_trajectory_get_name (trajectory), start, 0, hint },
                   _("of the model’s %u lags, no frame lies %s ps after this one"), n_lags, missing->str);
  if (option->len > 0)
    vt_error_add_option (error, "%s", option->str);
  return FALSE;
}

/* ---- what is warned of: the sample ---- */

double
vt_trust_measure_strain (const VtFrame *from, const VtFrame *to)
{
  const VtCell *before;
  VtCell followed;
  double largest = 0;

  g_return_val_if_fail (from != NULL && to != NULL, NAN);

  before = vt_frame_get_cell (from);
  vt_frame_follow_cell (from, to, &followed);
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      {
        double component = i == j ? -1 : 0;

        for (guint k = 0; k < 3; k++)
          component += before->inverse[i][k] * followed.vectors[k][j];
        largest = fmax (largest, fabs (component));
      }
  return largest;
}

static void
add (GPtrArray *warnings, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *warnings, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
append_share (GString *text, const char *name, double share)
{
  g_autofree char *percent = number (100 * share, 3);

  if (share > 0)
    g_string_append_printf (text, "%s%s %s %%", text->len > 0 ? ", " : "", name, percent);
}

static void
warn_of_composition (const VtTrustCase *what, GPtrArray *warnings)
{
  const VtAtomTable *atoms = vt_frame_get_atoms (what->start);
  double n = vt_atom_table_get_n (atoms);
  guint run = 0, n_elements = vt_model_get_n_elements (what->model);
  double difference = vt_familiarity_compare_composition (what->model, atoms, &run);
  g_autoptr (GString) here = g_string_new (NULL), there = g_string_new (NULL);
  g_autofree double *shares = NULL;

  /* Shares are counts over counts: a last bit is no difference. */
  if (!(difference > VT_TRUST_COMPOSITION + 1e-9))
    return;
  shares = vt_familiarity_compose_runs (what->model);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    append_share (here, vt_atom_table_get_species_name (atoms, s), vt_atom_table_count_species (atoms, s) / n);
  for (guint e = 0; e < n_elements; e++)
    append_share (there, vt_model_get_element (what->model, e)->symbol, shares[(gsize) run * n_elements + e]);
  add (warnings, _("the composition is far from the training’s: %s here, %s in the nearest training run"), here->str,
       there->str);
}

static void
warn_of_units (const VtTrustCase *what, GPtrArray *warnings)
{
  double volume = vt_cell_volume (vt_frame_get_cell (what->start)) / vt_frame_get_n_atoms (what->start);
  g_autofree char *printed = number (volume, 3);

  if (what->units == NULL && volume < VT_TRUST_VOLUME)
    add (warnings, _("the file tells no units, and an atom has %s Å³ if its lengths are in Å: are they?"), printed);
}

static gboolean
scales_with_temperature (VtModel *model)
{
  VtNormalization normalization = vt_model_get_normalization (model);

  return normalization == VT_NORMALIZATION_MASS_AND_TEMPERATURE || normalization == VT_NORMALIZATION_TEMPERATURE;
}

static void
warn_of_temperature (const VtTrustCase *what, GPtrArray *warnings)
{
  guint n;
  const double *classes = vt_model_get_class_temperatures (what->model, &n);
  g_autofree char *here = number (what->temperature, 6), *lowest = number (classes[0], 6),
                  *highest = number (classes[n - 1], 6);

  if (isnan (what->temperature) || (what->temperature >= classes[0] && what->temperature <= classes[n - 1]))
    return;
  if (scales_with_temperature (what->model))
    add (warnings, _("the sample’s temperature, %s K, lies outside the training’s, %s … %s K"), here, lowest, highest);
  else
    add (warnings,
         _("the sample’s temperature, %s K, lies outside the training’s, %s … %s K, and the model’s feature does not "
           "take it into account"),
         here, lowest, highest);
}

/* A wrong temperature, time step or unit shifts all features together. */
static void
warn_of_motion (const VtTrustCase *what, GPtrArray *warnings)
{
  double shift = vt_familiarity_compare_motion (what->model, vt_frame_get_atoms (what->start), what->features);
  g_autofree char *factor = number (pow (10, fabs (shift)), 2);
  g_autofree char *lag = number (vt_model_get_lags (what->model, NULL)[0], 6);
  gboolean by_temperature = scales_with_temperature (what->model);
  g_autofree char *temperature = number (what->temperature, 6);

  if (!(fabs (shift) > log10 (VT_TRUST_MOTION)))
    return;
  if (by_temperature)
    add (warnings,
         shift > 0 ? _("over %s ps |Δr|²/T is %s times larger than in any training class: are %s K and the time step "
                       "right?")
                   : _("over %s ps |Δr|²/T is %s times smaller than in any training class: are %s K and the time step "
                       "right?"),
         lag, factor, temperature);
  else
    add (warnings,
         shift > 0 ? _("over %s ps |Δr|² is %s times larger than in any training class: is the time step right?")
                   : _("over %s ps |Δr|² is %s times smaller than in any training class: is the time step right?"),
         lag, factor);
}

static void
warn_of_mapping (const VtTrustCase *what, GPtrArray *warnings)
{
  gboolean trained = vt_model_get_affine_mapping (what->model);
  g_autofree char *percent = number (100 * what->strain, 2);

  if (what->affine_mapping != trained)
    add (warnings, "%s",
         trained ? _("the model was trained with affine mapping, and here it is off")
                 : _("the model was trained without affine mapping, and here it is on"));
  if (!what->affine_mapping && what->strain > VT_TRUST_STRAIN)
    add (warnings,
         _("the cell changes by %s %% over the longest lag, which counts as the atoms’ motion without affine mapping"),
         percent);
}

/* ---- what is warned of: the prediction ---- */

/* Atoms with a T_ML; those of them at a class, or outside; their mean. */
typedef struct
{
  gsize  n;
  gsize  lowest;
  gsize  highest;
  gsize  outside;
  double mean;
} Tally;

static Tally
take_tally (const VtPrediction *prediction, double lowest, double highest)
{
  Tally tally = { 0 };

  for (gsize i = 0; i < prediction->n; i++)
    {
      if (isnan (prediction->t_ml[i]))
        continue;
      tally.n++;
      tally.mean += prediction->t_ml[i];
      /* A mean of equal numbers may miss them by its last bits. */
      tally.lowest += prediction->t_ml[i] <= lowest * (1 + 1e-12);
      tally.highest += prediction->t_ml[i] >= highest * (1 - 1e-12);
      tally.outside += prediction->outside[i] > 0;
    }
  tally.mean /= MAX (tally.n, 1);
  return tally;
}

/* Many atoms at the end of the scale, or a mean nearer to the last class than to the one before. */
static void
warn_of_saturation (const Tally *tally, const double *classes, guint n, gboolean high, GPtrArray *warnings)
{
  double end = high ? classes[n - 1] : classes[0];
  double next = n == 1 ? end : high ? classes[n - 2] : classes[1];
  gsize at_end = high ? tally->highest : tally->lowest;
  g_autofree char *limit = number (end, 6), *mean = number (round (tally->mean), 10);
  g_autofree char *percent = number (100.0 * at_end / tally->n, 2);

  if (at_end > VT_TRUST_SATURATED * tally->n)
    add (warnings,
         high ? _("%s %% of the atoms sit at the highest class: T_ML cannot exceed %s K")
              : _("%s %% of the atoms sit at the lowest class: T_ML cannot fall below %s K"),
         percent, limit);
  else if (n > 1 && fabs (tally->mean - end) < 0.5 * fabs (end - next))
    add (warnings,
         high ? _("the mean T_ML, %s K, is close to the highest class: T_ML cannot exceed %s K")
              : _("the mean T_ML, %s K, is close to the lowest class: T_ML cannot fall below %s K"),
         mean, limit);
}

static void
warn_of_prediction (const VtTrustCase *what, const VtPrediction *prediction, GPtrArray *warnings)
{
  guint n;
  const double *classes = vt_model_get_class_temperatures (what->model, &n);
  Tally tally = take_tally (prediction, classes[0], classes[n - 1]);
  g_autofree char *percent = number (100.0 * tally.outside / MAX (tally.n, 1), 2);

  if (tally.n == 0)
    return;
  warn_of_saturation (&tally, classes, n, TRUE, warnings);
  warn_of_saturation (&tally, classes, n, FALSE, warnings);
  if (tally.outside > VT_TRUST_OUTSIDE * tally.n)
    add (warnings, _("%s %% of the atoms lie outside the training set: beyond its own 99.9 %% quantile of distance"),
         percent);
}

char **
vt_trust_find_warnings (const VtTrustCase *what, const VtPrediction *prediction)
{
  GPtrArray *warnings;

  g_return_val_if_fail (what != NULL && what->model != NULL && what->start != NULL, NULL);
  g_return_val_if_fail (what->features != NULL && prediction != NULL, NULL);

  warnings = g_ptr_array_new ();
  warn_of_units (what, warnings);
  warn_of_temperature (what, warnings);
  warn_of_composition (what, warnings);
  warn_of_motion (what, warnings);
  warn_of_mapping (what, warnings);
  warn_of_prediction (what, prediction, warnings);
  g_ptr_array_add (warnings, NULL);
  return (char **) g_ptr_array_free (warnings, FALSE);
}
