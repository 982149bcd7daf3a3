/* vitrine-cli info: what a trajectory or a model holds. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "vt-cli-info-model.h"
#include "vt-cli-open.h"
#include "vt-cli.h"
#include "vt-i18n.h"
#include "vt-json.h"
#include "vt-trajectory.h"

/* What both forms tell. */
typedef struct
{
  VtTrajectory *trajectory;
  VtFrame      *first;
  double        timestep;
} Info;

static const VtCliOption options[] = {
  { "json", NULL, N_ ("Write JSON for programs instead of text"), FALSE, NULL },
  { NULL },
};

static gboolean
takes (const VtParameter *parameter)
{
  return strcmp (parameter->key, "trajectory.elements") == 0 || strcmp (parameter->key, "trajectory.timestep") == 0;
}

/* The step between numbers that are evenly spaced, else NaN. */
static double
spacing_of (const double *values, guint n)
{
  double step = n > 1 ? values[1] - values[0] : NAN;

  for (guint i = 2; i < n; i++)
    if (fabs (values[i] - values[i - 1] - step) > 1e-6 * fabs (step))
      return NAN;
  return step;
}

static void
get_series (const Info *info, gboolean times, double *first, double *last, double *spacing)
{
  guint n = vt_trajectory_get_n_frames (info->trajectory);
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      gint64 step = vt_trajectory_get_step (info->trajectory, i);
      values[i] = times     ? vt_trajectory_get_time (info->trajectory, i, info->timestep)
                  : step >= 0 ? (double) step
                              : NAN;
    }
  *first = values[0];
  *last = values[n - 1];
  *spacing = spacing_of (values, n);
}

static void
get_atom_range (const Info *info, gsize *fewest, gsize *most)
{
  *fewest = *most = vt_trajectory_get_n_atoms (info->trajectory, 0);
  for (guint i = 1; i < vt_trajectory_get_n_frames (info->trajectory); i++)
    {
      gsize n = vt_trajectory_get_n_atoms (info->trajectory, i);
      *fewest = MIN (*fewest, n);
      *most = MAX (*most, n);
    }
}

/* ---- JSON ---- */

static void
add_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  if (isfinite (value))
    json_builder_add_double_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_series (JsonBuilder *json, const Info *info, const char *name, gboolean times)
{
  double first, last, spacing;

  get_series (info, times, &first, &last, &spacing);
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  add_number (json, "first", first);
  add_number (json, "last", last);
  add_number (json, "spacing", spacing);
  json_builder_end_object (json);
}

static void
add_vector (JsonBuilder *json, const double vector[3])
{
  json_builder_begin_array (json);
  for (guint axis = 0; axis < 3; axis++)
    json_builder_add_double_value (json, vector[axis]);
  json_builder_end_array (json);
}

static void
add_cell (JsonBuilder *json, const VtCell *cell)
{
  json_builder_set_member_name (json, "cell");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "origin");
  add_vector (json, cell->origin);
  json_builder_set_member_name (json, "vectors");
  json_builder_begin_array (json);
  for (guint v = 0; v < 3; v++)
    add_vector (json, cell->vectors[v]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "periodic");
  json_builder_begin_array (json);
  for (guint v = 0; v < 3; v++)
    json_builder_add_boolean_value (json, cell->periodic[v]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_atoms (JsonBuilder *json, const Info *info)
{
  VtAtomTable *atoms = vt_frame_get_atoms (info->first);

  json_builder_set_member_name (json, "atoms");
  json_builder_add_int_value (json, vt_frame_get_n_atoms (info->first));
  json_builder_set_member_name (json, "species");
  json_builder_begin_object (json);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      json_builder_set_member_name (json, vt_atom_table_get_species_name (atoms, s));
      json_builder_add_int_value (json, vt_atom_table_count_species (atoms, s));
    }
  json_builder_end_object (json);
}

static void
add_texts (JsonBuilder *json, const char *name, const char *const *texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (; *texts != NULL; texts++)
    json_builder_add_string_value (json, *texts);
  json_builder_end_array (json);
}

static GPtrArray *
get_columns (const Info *info)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint c = 0; c < vt_frame_get_n_columns (info->first); c++)
    g_ptr_array_add (names, (gpointer) vt_column_get_name (vt_frame_get_column (info->first, c)));
  g_ptr_array_add (names, NULL);
  return names;
}

static void
print_json (const Info *info)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) columns = get_columns (info);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "file");
  json_builder_add_string_value (json, vt_trajectory_get_name (info->trajectory));
  json_builder_set_member_name (json, "format");
  json_builder_add_string_value (json, vt_trajectory_get_format (info->trajectory));
  json_builder_set_member_name (json, "units");
  json_builder_add_string_value (json, vt_trajectory_get_units (info->trajectory));
  add_atoms (json, info);
  json_builder_set_member_name (json, "frames");
  json_builder_add_int_value (json, vt_trajectory_get_n_frames (info->trajectory));
  add_series (json, info, "steps", FALSE);
  add_series (json, info, "time_ps", TRUE);
  add_cell (json, vt_frame_get_cell (info->first));
  add_texts (json, "columns", (const char *const *) columns->pdata);
  add_texts (json, "warnings", vt_trajectory_get_warnings (info->trajectory));
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = vt_json_to_text (root);
  /* Not g_print(), which would follow the locale: JSON is UTF-8. */
  fputs (text, stdout);
}

/* ---- text ---- */

void
vt_cli_info_print_row (const char *label, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%s%*s%s\n", label, (int) MAX (1, 12 - g_utf8_strlen (label, -1)), "", text);
}

static void
print_series (const Info *info, const char *label, gboolean times)
{
  double first, last, spacing;
  const char *unit = times ? " ps" : "";

  get_series (info, times, &first, &last, &spacing);
  if (isnan (first))
    vt_cli_info_print_row (label, "%s", times ? _("not told by the file; give --timestep PS") : _("not told by the file"));
  else if (first == last)
    vt_cli_info_print_row (label, "%.10g%s", first, unit);
  else if (isnan (spacing))
    vt_cli_info_print_row (label, _("%.10g … %.10g%s, unevenly spaced"), first, last, unit);
  else
    vt_cli_info_print_row (label, _("%.10g … %.10g%s, every %.10g"), first, last, unit, spacing);
}

static void
print_species (const Info *info)
{
  VtAtomTable *atoms = vt_frame_get_atoms (info->first);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    g_string_append_printf (text, "%s%s %zu", s > 0 ? "  " : "", vt_atom_table_get_species_name (atoms, s),
                            vt_atom_table_count_species (atoms, s));
  vt_cli_info_print_row (_("Species"), "%s", text->str);
}

static void
print_cell (const VtCell *cell)
{
  static const char *const names[] = { "a", "b", "c" };

  for (guint v = 0; v < 3; v++)
    vt_cli_info_print_row (v == 0 ? _("Cell") : "", "%s = (%.6g, %.6g, %.6g) Å%s", names[v], cell->vectors[v][0],
               cell->vectors[v][1], cell->vectors[v][2], cell->periodic[v] ? _(", periodic") : "");
  vt_cli_info_print_row ("", _("volume %.6g Å³"), vt_cell_volume (cell));
}

static void
print_text (const Info *info)
{
  g_autoptr (GPtrArray) columns = get_columns (info);
  g_autofree char *names = g_strjoinv (" ", (char **) columns->pdata);
  const char *units = vt_trajectory_get_units (info->trajectory);
  gsize fewest, most;

  get_atom_range (info, &fewest, &most);
  vt_cli_info_print_row (_("File"), "%s", vt_trajectory_get_name (info->trajectory));
  vt_cli_info_print_row (_("Format"), "%s", vt_trajectory_get_format (info->trajectory));
  vt_cli_info_print_row (_("Units"), "%s", units != NULL ? units : _("not told by the file; taken as Å and ps"));
  if (fewest == most)
    vt_cli_info_print_row (_("Atoms"), "%zu", fewest);
  else
    vt_cli_info_print_row (_("Atoms"), _("%zu … %zu, different from frame to frame"), fewest, most);
  print_species (info);
  vt_cli_info_print_row (_("Frames"), "%u", vt_trajectory_get_n_frames (info->trajectory));
  print_series (info, _("Steps"), FALSE);
  print_series (info, _("Time"), TRUE);
  print_cell (vt_frame_get_cell (info->first));
  vt_cli_info_print_row (_("Columns"), "%s", columns->len > 1 ? names : _("none beside the positions"));
}

static gboolean
tell_of_trajectory (VtCli *cli, GFile *file, GError **error)
{
  g_autoptr (VtState) usual = vt_state_new ();
  g_autoptr (VtState) state = NULL;
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (VtFrame) first = NULL;
  VtTrajectoryOptions reading = { NULL };

  state = vt_cli_arguments_apply (cli->arguments, usual);
  reading.elements = vt_state_get_text (state, "trajectory.elements");
  vt_progress_begin (cli->progress, _("Reading"), 0, 1);
  trajectory = vt_trajectory_open (file, &reading, cli->progress, cli->cancellable, error);
  if (trajectory == NULL || (first = vt_trajectory_read_frame (trajectory, 0, cli->cancellable, error)) == NULL)
    return FALSE;

  Info info = { trajectory, first, vt_state_get_real (state, "trajectory.timestep") };
  if (vt_cli_arguments_has (cli->arguments, "json"))
    print_json (&info);
  else
    print_text (&info);
  for (const char *const *warning = vt_trajectory_get_warnings (trajectory); *warning != NULL; warning++)
    vt_cli_warn (cli, "%s", *warning);
  return TRUE;
}

static gboolean
tell_of_model (VtCli *cli, GFile *file, GError **error)
{
  g_autoptr (VtModel) model = vt_model_load (file, cli->cancellable, error);

  if (model == NULL)
    return FALSE;
  vt_cli_info_print_model (model, vt_cli_arguments_has (cli->arguments, "json"));
  return TRUE;
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (GFile) file = vt_cli_arguments_get_input (cli->arguments, "TRAJ|MODEL.h5", error);

  if (file == NULL)
    return FALSE;
  return vt_cli_info_is_hdf5 (file) ? tell_of_model (cli, file, error) : tell_of_trajectory (cli, file, error);
}

static const char *const examples[]
  = { "vitrine-cli info creep.lammpstrj.gz --timestep 0.0025", "vitrine-cli info model.h5 --json", NULL };

const VtCliCommand vt_cli_info = {
  .name = "info",
  .usage = "TRAJ|MODEL.h5 [--json]",
  .summary = N_ ("Tell what a trajectory holds (atoms, species, frames, times, cell, columns), or what a model was "
                 "trained on and how well it does."),
  .examples = examples,
  .options = options,
  .takes = takes,
  .run = run,
};
