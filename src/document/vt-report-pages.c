/* A report as pages: title, inputs, methods, a page a figure, settings. */
#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-pages.h"
#include "vt-panels.h"
#include "vt-provenance.h"
#include "vt-report-compare.h"
#include "vt-report-number.h"

#define N_ROWS 2
#define N_COLUMNS 3
#define N_PANELS 6
#define IDENTITY_LENGTH 12

/* @without: a setting that differs from run to run; @of_shown: whether it is of the one run that is shown; @height: of
 * a row, mm; @rows: the panels in a row, top to bottom */
typedef struct
{
  const char *title;
  const char *without;
  gboolean of_shown;
  double height;
  const char *rows[N_ROWS][N_COLUMNS + 1];
  const char *ids[N_PANELS + 1];
} Figure;

static const Figure figures[] = {
  { N_("Fig. 1. Temperatures read from motion"),
    "trajectory.temperature",
    FALSE,
    52,
    { { "1A", "1B", "1C" }, { "1D", "1E", "1F" } },
    { "1A", "1B", "1C", "1D", "1E", "1F" } },
  { N_("Fig. 2. Creep, and the heat of atoms under stress"),
    NULL,
    FALSE,
    62,
    { { "2A", "2B" }, { "2C" } },
    { "2A", "2B", "2C" } },
  { N_("Fig. 3. Where it is hot, and where atoms move"),
    NULL,
    TRUE,
    52,
    { { "3A", "3B", "3C" }, { "3D", "3E", "3F" } },
    { "3A", "3B", "3C", "3D", "3E", "3F" } },
  { N_("Fig. 4. How active and stable atoms are packed"), NULL, TRUE, 75, { { "4A" }, { "4B" } }, { "4A", "4B" } },
  { N_("Fig. 5. Which elements are active, and their chemical order"),
    NULL,
    TRUE,
    57,
    { { "5A", "5B" }, { "5C" } },
    { "5A", "5B", "5C" } },
  { N_("Supplement. Tension and glass transition"), NULL, FALSE, 62, { { "SA", "SB" } }, { "SA", "SB" } },
};

/* ---- the first page ---- */

/* Of a record: the trajectories' identity is known already. (transfer full) (nullable) */
static char *
digest_record (GFile *file)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &contents, &length, NULL, NULL))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
}

static void
add_input (VtPageTable *table, const char *role, GFile *file, const char *held, const VtReportRun *run)
{
  g_autofree char *base = g_file_get_basename (file), *name = g_markup_escape_text (base, -1);
  VtTrajectory *trajectory = run != NULL ? vt_source_get_trajectory (run->source) : NULL;
  g_autofree char *frames = NULL, *digest = NULL, *identity = NULL;

  if (trajectory != NULL)
    frames = g_strdup_printf ("%u", vt_trajectory_get_n_frames (trajectory));
  digest = trajectory != NULL ? g_strdup (vt_trajectory_get_identity (trajectory)) : digest_record (file);
  identity = digest != NULL ? g_strndup (digest, IDENTITY_LENGTH) : NULL;
  vt_page_table_add_row (table,
                         (const char *const[]){ role, name, held, frames != NULL ? frames : "–",
                                                identity != NULL ? identity : "–" },
                         FALSE);
}

static void
add_inputs_of (VtPageTable *table, const char *role, const GArray *files, const char *unit, const GPtrArray *runs)
{
  for (guint i = 0; i < files->len; i++)
    {
      const VtReportFile *item = &g_array_index (files, VtReportFile, i);
      g_autofree char *number = vt_report_number (item->number);
      g_autofree char *held = isnan (item->number) ? g_strdup ("–") : g_strdup_printf ("%s %s", number, unit);

      add_input (table, role, item->file, held, runs != NULL ? runs->pdata[i] : NULL);
    }
}

static void
add_inputs (VtPages *pages, const VtReport *report)
{
  const double shares[] = { 2.2, 5, 1.4, 1, 2 };
  const char *const head[] = { _("Input"), _("File"), _("Held at"), _("Frames"), _("Content, SHA-256") };
  VtPageTable *table = vt_page_table_new (G_N_ELEMENTS (head), shares, head);
  const VtReportPlan *plan = report->plan;

  add_inputs_of (table, _("Creep"), plan->creep, "GPa", report->creep);
  add_inputs_of (table, _("Strain record"), plan->strain, "GPa", NULL);
  add_inputs_of (table, _("Relaxation"), plan->relax, "K", report->relax);
  add_inputs_of (table, _("Tension"), plan->tensile, "", NULL);
  add_inputs_of (table, _("Quench"), plan->quench, "", NULL);
  vt_pages_add_text (pages, VT_PAGE_SUBHEADING, _("Inputs"));
  vt_pages_add_table (pages, table);
}

static void
add_summary (VtPages *pages, const VtReport *report)
{
  guint agrees = vt_report_count_verdicts (report, VT_REPORT_AGREES);
  guint disagrees = vt_report_count_verdicts (report, VT_REPORT_DISAGREES);
  guint undecided = vt_report_count_verdicts (report, VT_REPORT_UNDECIDED);
  g_autofree char *text = g_strdup_printf (_("Of %u quantities whose sign the paper states, %u have the same sign "
                                             "here, %u the other one, and %u are within twice their error of nothing. "
                                             "The tables below the figures tell which; the paper’s numbers are those "
                                             "of its text, each with its place, and what is not stated there is not "
                                             "guessed."),
                                           agrees + disagrees + undecided, agrees, disagrees, undecided);

  vt_pages_add_text (pages, VT_PAGE_SUBHEADING, _("In short"));
  vt_pages_add_text (pages, VT_PAGE_BODY, text);
}

static void
add_front (VtPages *pages, const VtReport *report)
{
  g_autofree char *title = g_markup_escape_text (report->plan->title != NULL ? report->plan->title : _("Report"), -1);
  g_autofree char *sample = report->plan->sample != NULL ? g_markup_escape_text (report->plan->sample, -1) : NULL;
  g_autofree char *date = report->plan->date != NULL ? g_markup_escape_text (report->plan->date, -1) : NULL;
  g_autofree char *origin
      = g_strdup_printf (_("The figures of %s (doi 10.20517/jmi.2022.29) for this sample, made by Vitrine %s%s%s."),
                         VT_PAPER_NAME, VT_VERSION, date != NULL ? ", " : "", date != NULL ? date : "");

  vt_pages_add_text (pages, VT_PAGE_TITLE, title);
  if (sample != NULL)
    vt_pages_add_text (pages, VT_PAGE_BODY, sample);
  vt_pages_add_text (pages, VT_PAGE_NOTE, origin);
  add_summary (pages, report);
  add_inputs (pages, report);
}

static void
add_methods (VtPages *pages, const VtReport *report)
{
  g_auto (GStrv) parts = vt_report_write_methods (report);
  g_autofree char *text = g_strjoinv (" ", parts);

  vt_pages_add_text (pages, VT_PAGE_HEADING, _("Methods"));
  vt_pages_add_text (pages, VT_PAGE_BODY, text);
}

static void
add_warnings (VtPages *pages, const VtReport *report)
{
  const char *const *warnings = vt_report_get_warnings (report);

  if (*warnings == NULL)
    return;
  vt_pages_add_text (pages, VT_PAGE_SUBHEADING, _("To be kept in mind"));
  for (; *warnings != NULL; warnings++)
    {
      g_autofree char *text = g_markup_escape_text (*warnings, -1);
      g_autofree char *item = g_strdup_printf ("– %s.", text);

      vt_pages_add_text (pages, VT_PAGE_NOTE, item);
    }
}

/* ---- a figure ---- */

static const VtReportPanel *
find_shown (const VtReport *report, const char *id)
{
  const VtReportPanel *panel = vt_report_find_panel (report, id);

  return panel != NULL && vt_report_panel_is_shown (panel) ? panel : NULL;
}

/* The panels of a row that are shown, or NULL. */
static VtPanels *
collect_row (const VtReport *report, const char *const *ids)
{
  VtPanels *panels = vt_panels_new (N_COLUMNS);

  for (; *ids != NULL; ids++)
    {
      const VtReportPanel *panel = find_shown (report, *ids);

      if (panel == NULL)
        continue;
      if (panel->chart != NULL)
        vt_panels_add_chart (panels, vt_chart_ref (panel->chart));
      else
        vt_panels_add (panels, panel->paint, panel->data, NULL);
      vt_panels_set_letter (panels, vt_panels_get_n (panels) - 1, panel->id + 1);
    }
  if (vt_panels_get_n (panels) == 0)
    g_clear_pointer (&panels, vt_panels_unref);
  return panels;
}

static gboolean
uses_model (const char *const *analyses)
{
  for (; analyses != NULL && *analyses != NULL; analyses++)
    {
      const VtAnalysis *analysis = vt_analysis_find (*analyses);

      if (analysis != NULL && analysis->uses_model)
        return TRUE;
    }
  return FALSE;
}

/* Of which file, frame and model. */
static void
append_origin (
    GString *caption, const VtReport *report, const Figure *figure, const char *const *const *analyses, guint n)
{
  const VtReportRun *run = report->shown != NULL    ? report->shown
                           : report->relax->len > 0 ? report->relax->pdata[0]
                                                    : NULL;
  g_autofree char *model = run != NULL ? vt_report_name_model (vt_source_get_model (run->source)) : NULL;
  gboolean modelled = FALSE;

  for (guint i = 0; i < n; i++)
    modelled = modelled || uses_model (analyses[i]);
  if (figure->of_shown && report->shown != NULL)
    {
      g_autofree char *name = vt_report_name_run (report->shown), *frame = vt_report_name_frame (report->shown);

      g_string_append_printf (caption, _(" Of %s, window from %s."), name, frame);
    }
  if (modelled && model != NULL)
    g_string_append_printf (caption, _(" Model: %s."), model);
}

static char *
write_caption (const VtReport *report, const Figure *figure)
{
  const char *const *analyses[N_PANELS] = { NULL };
  g_autofree char *settings = NULL;
  GString *caption = g_string_new (NULL);
  guint n = 0;

  for (const char *const *id = figure->ids; *id != NULL; id++)
    {
      const VtReportPanel *panel = find_shown (report, *id);

      if (panel == NULL)
        continue;
      g_string_append_printf (caption, "%s<b>%s</b> %s", caption->len > 0 ? " " : "", panel->id + 1,
                              panel->caption != NULL ? panel->caption : "");
      analyses[n++] = panel->analyses;
    }
  settings = vt_report_describe_settings (report->shown != NULL ? report->shown->state : report->plan->state, analyses,
                                          n, figure->without);
  if (n > 0)
    append_origin (caption, report, figure, analyses, n);
  if (*settings != '\0')
    g_string_append_printf (caption, _(" Settings: %s."), settings);
  return g_string_free (caption, FALSE);
}

/* "1A, 1B: It needs …": panels with the same reason together. */
static void
add_missing (VtPages *pages, const VtReport *report, const Figure *figure)
{
  const char *const *id = figure->ids;

  while (*id != NULL)
    {
      const VtReportPanel *panel = vt_report_find_panel (report, *id);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *reason = NULL, *text = NULL;

      if (panel == NULL || vt_report_panel_is_shown (panel) || panel->missing == NULL)
        {
          id++;
          continue;
        }
      for (; *id != NULL; id++)
        {
          const VtReportPanel *other = vt_report_find_panel (report, *id);

          if (other == NULL || other->missing == NULL || strcmp (other->missing, panel->missing) != 0)
            break;
          g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", other->id);
        }
      reason = g_markup_escape_text (panel->missing, -1);
      text = g_strdup_printf (_("<b>%s</b> left out: %s."), names->str, reason);
      vt_pages_add_text (pages, VT_PAGE_NOTE, text);
    }
}

static void
add_comparison (VtPages *pages, const VtReport *report, const Figure *figure)
{
  VtPageTable *table = vt_report_set_comparison (report, figure->ids);
  g_autofree char *disagreements = vt_report_tell_disagreements (report, figure->ids);

  if (table != NULL)
    vt_pages_add_table (pages, table);
  if (disagreements != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("%s A glass that is smaller than the paper’s, or was quenched "
                                                 "faster, need not agree with it."),
                                               disagreements);

      vt_pages_add_text (pages, VT_PAGE_CAPTION, text);
    }
}

static void
add_figure (VtPages *pages, const VtReport *report, const Figure *figure)
{
  g_autofree char *caption = write_caption (report, figure);

  if (*caption != '\0')
    vt_pages_add_break (pages);
  vt_pages_begin_group (pages);
  vt_pages_add_text (pages, VT_PAGE_HEADING, _ (figure->title));
  for (guint r = 0; r < N_ROWS; r++)
    {
      VtPanels *panels = collect_row (report, figure->rows[r]);

      if (panels != NULL)
        vt_pages_add_picture (pages, vt_panels_paint_func, panels, (GDestroyNotify) vt_panels_unref, figure->height);
    }
  if (*caption != '\0')
    vt_pages_add_text (pages, VT_PAGE_CAPTION, caption);
  vt_pages_end_group (pages);
  add_missing (pages, report, figure);
  add_comparison (pages, report, figure);
}

/* ---- settings ---- */

/* Those that any panel depends on, and the slice. (transfer full) */
static gboolean *
find_settings (const VtReport *report)
{
  guint n = vt_report_get_n_panels (report);
  g_autofree const char *const **analyses = g_new0 (const char *const *, n + 1);
  gboolean *marked;

  for (guint i = 0; i < n; i++)
    if (vt_report_panel_is_shown (vt_report_get_panel (report, i)))
      analyses[i] = vt_report_get_panel (report, i)->analyses;
  marked = vt_report_find_settings (analyses, n);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    marked[i] = marked[i] || g_str_has_prefix (vt_parameter_get (i)->key, "slice.");
  return marked;
}

static void
add_settings (VtPages *pages, const VtReport *report)
{
  const double shares[] = { 2.5, 2.5, 6 };
  const char *const head[] = { _("Setting"), _("Value"), _("What it is") };
  VtPageTable *table = vt_page_table_new (G_N_ELEMENTS (head), shares, head);
  g_autofree gboolean *marked = find_settings (report);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (GVariant) usual = vt_parameter_get_default (parameter);
      g_autofree char *value = NULL, *help = NULL;

      if (!marked[i])
        continue;
      value = vt_report_describe_value (report->plan->state, parameter);
      help = g_markup_escape_text (_ (parameter->help), -1);
      /* What was left as it comes steps back. */
      vt_page_table_add_row (table, (const char *const[]){ _ (parameter->label), value, help },
                             g_variant_equal (usual, vt_state_get (report->plan->state, parameter->key)));
    }
  vt_pages_add_break (pages);
  vt_pages_add_text (pages, VT_PAGE_HEADING, _("Settings"));
  vt_pages_add_text (pages, VT_PAGE_NOTE, _("Of all panels that are shown. Pale: as they come."));
  vt_pages_add_table (pages, table);
}

/* ---- the file ---- */

static GArray *
new_fields (const VtReport *report)
{
  GArray *fields
      = vt_provenance_fields_titled (report->plan->title != NULL ? report->plan->title : _("Report"));
  g_autofree char *mechanics = NULL;
  const VtReportRun *run = report->shown;
  VtModel *model = run != NULL ? vt_source_get_model (run->source) : NULL;

  if (run != NULL)
    vt_provenance_list_add (fields, "Source",
                            g_strdup (vt_trajectory_get_name (vt_source_get_trajectory (run->source))));
  vt_provenance_list_add (fields, "Parameters",
                          vt_provenance_describe_parameters (report->plan->state, VT_PARAMETER_ANALYSIS));
  mechanics = vt_provenance_describe_parameters (report->plan->state, VT_PARAMETER_MECHANICS);
  if (*mechanics != '\0')
    vt_provenance_list_add (fields, "Mechanics", g_steal_pointer (&mechanics));
  if (model != NULL)
    vt_provenance_list_add (fields, "Model",
                            g_strdup_printf ("%s (SHA-256 %s)", vt_model_get_name (model),
                                             vt_model_get_digest (model)));
  return fields;
}

gboolean
vt_report_write_pdf (const VtReport *report, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtPages) pages = NULL;
  g_autoptr (GArray) fields = NULL;

  g_return_val_if_fail (report != NULL && G_IS_FILE (file), FALSE);

  pages = vt_pages_new ();
  vt_pages_set_footer (pages, report->plan->title != NULL ? report->plan->title : _("Report"));
  add_front (pages, report);
  add_methods (pages, report);
  add_warnings (pages, report);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    add_figure (pages, report, &figures[i]);
  add_settings (pages, report);
  fields = new_fields (report);
  return vt_pages_write (pages, (const VtExportField *) (gpointer) fields->data, fields->len, file, cancellable, error);
}
