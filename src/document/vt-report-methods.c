/* The Methods paragraphs: what was done, from the settings it was done with. */
#include "vt-report-private.h"

#include <math.h>

#include "vt-features.h"
#include "vt-i18n.h"
#include "vt-report-number.h"
#include "vt-structural-frame.h"

static gboolean
is_shown (const VtReport *report, const char *id)
{
  const VtReportPanel *panel = vt_report_find_panel (report, id);

  return panel != NULL && vt_report_panel_is_shown (panel);
}

static VtModel *
get_model (const VtReport *report)
{
  const VtReportRun *run = report->creep->len > 0   ? report->creep->pdata[0]
                           : report->relax->len > 0 ? report->relax->pdata[0]
                                                    : NULL;

  return run != NULL ? vt_source_get_model (run->source) : NULL;
}

static char *
tell (const VtReport *report, const char *key)
{
  return vt_report_describe_value (report->plan->state, vt_parameter_get ((guint) vt_parameter_find (key)));
}

/* "5, 10, … 200": all of them where they are few. */
static char *
list_numbers (const double *numbers, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = vt_report_number (numbers[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  return g_string_free (text, FALSE);
}

static char *
tell_sample (const VtReport *report)
{
  const VtReportRun *run = report->shown != NULL    ? report->shown
                           : report->relax->len > 0 ? report->relax->pdata[0]
                                                    : NULL;
  g_autofree char *atoms = run != NULL ? vt_report_describe_sample (run) : NULL;
  g_autofree char *given = report->plan->sample != NULL ? g_markup_escape_text (report->plan->sample, -1) : NULL;
  g_autofree char *temperature = tell (report, "trajectory.temperature");

  if (atoms == NULL)
    return g_strdup_printf (_("All numbers were computed with Vitrine %s."), VT_VERSION);
  return g_strdup_printf (_("The sample (%s%s%s) was simulated at %s; all numbers were computed from its trajectories "
                            "with Vitrine %s."),
                          atoms, given != NULL ? "; " : "", given != NULL ? given : "", temperature, VT_VERSION);
}

static const char *
get_feature (VtModel *model)
{
  switch (vt_model_get_normalization (model))
    {
    case VT_NORMALIZATION_MASS_AND_TEMPERATURE:
      return "lg(|Δ<b>r</b>|²<i>m</i>/<i>T</i>)";
    case VT_NORMALIZATION_MASS:
      return "lg(|Δ<b>r</b>|²<i>m</i>)";
    case VT_NORMALIZATION_TEMPERATURE:
      return "lg(|Δ<b>r</b>|²/<i>T</i>)";
    case VT_NORMALIZATION_NONE:
    default:
      return "lg|Δ<b>r</b>|²";
    }
}

static char *
tell_heat (const VtReport *report)
{
  VtModel *model = get_model (report);
  g_autofree char *lags = NULL, *classes = NULL, *name = NULL;
  guint n_lags, n_classes;
  const double *numbers;

  if (model == NULL || !(is_shown (report, "3A") || is_shown (report, "1F") || is_shown (report, "2C")))
    return NULL;
  numbers = vt_model_get_lags (model, &n_lags);
  lags = list_numbers (numbers, n_lags);
  numbers = vt_model_get_class_temperatures (model, &n_classes);
  classes = list_numbers (numbers, n_classes);
  name = vt_report_name_model (model);
  return g_strdup_printf (_("Each atom’s machine-learned temperature <i>T</i><sub>ML</sub> is the mean class "
                            "temperature of its %u nearest neighbours among the training instances of the same "
                            "element, by an exact Euclidean search over the features %s, scaled to [0, 1], at "
                            "Δ<i>t</i> = %s ps; displacements are without the drift of the centre of mass%s. The "
                            "model is %s, with the classes %s K and %u training runs."),
                          vt_model_get_k (model), get_feature (model), lags,
                          vt_model_get_affine_mapping (model) ? _(" and without homogeneous strain") : "", name,
                          classes, vt_model_get_n_runs (model));
}

static char *
tell_motion (const VtReport *report)
{
  g_autofree char *mapping = tell (report, "d2min.mapping"), *norm = tell (report, "d2min.norm");
  g_autofree char *condition = tell (report, "d2min.max-condition");

  if (!is_shown (report, "3B") && !is_shown (report, "3F"))
    return NULL;
  return g_strdup_printf (_("The non-affine displacement <i>D</i>²<sub>min</sub>(<i>t</i>, Δ<i>t</i>) is what the "
                            "best affine map of an atom’s neighbourhood at <i>t</i> leaves over (mapping: %s; %s); "
                            "atoms with fewer than four neighbours, or with a fit whose condition number exceeds %s, "
                            "are undefined."),
                          mapping, norm, condition);
}

static char *
tell_neighbors (const VtReport *report)
{
  g_autofree char *cutoff = tell (report, "cutoff"), *bin = tell (report, "rdf.bin"),
                  *kernel = tell (report, "rdf.kernel");
  g_autofree char *from = tell (report, "rdf.from"), *to = tell (report, "rdf.to"),
                  *frames = tell (report, "rdf.frames");

  if (!is_shown (report, "3B") && !is_shown (report, "5B"))
    return NULL;
  if (vt_state_is (report->plan->state, "cutoff", "faces"))
    return g_strdup (_("Neighbours are the atoms that share a face of their Voronoi cells, after the thresholds on faces."));
  if (!vt_state_is (report->plan->state, "cutoff", "auto"))
    return g_strdup_printf (_("Neighbours are the atoms within the cutoff %s."), cutoff);
  return g_strdup_printf (_("Neighbours are the atoms within the first minimum of their pair’s radial distribution "
                            "(bins of %s, smoothed by a Gaussian of %s, %s frames of the run pooled, sought between "
                            "%s and %s times the first peak’s place; the total distribution’s where a pair has none)."),
                          bin, kernel, frames, from, to);
}

static char *
tell_extremes (const VtReport *report)
{
  double share = 100 * vt_state_get_real (report->plan->state, "extremes.fraction");
  g_autofree char *number = vt_report_number (share), *seed = tell (report, "extremes.seed");

  if (!is_shown (report, "4A") && !is_shown (report, "4B") && !is_shown (report, "5A"))
    return NULL;
  return g_strdup_printf (_("The most active atoms (LA) and the most stable ones (SA) are the %s %% with the highest "
                            "and the lowest <i>T</i><sub>ML</sub>; equals are ordered by the distance-weighted "
                            "<i>T</i><sub>ML</sub>, then by a hash of their id (seed %s)."),
                          number, seed);
}

static char *
tell_thresholds (const VtReport *report)
{
  const VtState *state = report->plan->state;
  g_autofree char *area = tell (report, "voronoi.area"), *relative = tell (report, "voronoi.relative-area");
  g_autofree char *edge = tell (report, "voronoi.edge");

  if (vt_state_get_real (state, "voronoi.area") == 0 && vt_state_get_real (state, "voronoi.relative-area") == 0
      && vt_state_get_real (state, "voronoi.edge") == 0)
    return g_strdup (_("all faces and edges are counted"));
  return g_strdup_printf (_("faces below %s or below the share %s of the cell’s surface are dropped, edges below %s "
                            "are not counted"),
                          area, relative, edge);
}

static char *
tell_packing (const VtReport *report)
{
  g_autofree char *radical = tell (report, "voronoi.radical"), *thresholds = tell_thresholds (report);
  g_autofree char *positions = vt_structural_frame_describe (report->plan->state);

  if (!is_shown (report, "4A") && !is_shown (report, "4B"))
    return NULL;
  return g_strdup_printf (_("Voronoi cells (Voro++) are of %s, radical planes %s; %s. The local "
                            "five-fold symmetry (LFFS) is the share of faces with five edges among all faces; "
                            "Δ<i>f</i> is a polyhedron’s share among the LA or SA less that among all atoms."),
                          positions, radical, thresholds);
}

/* Where packing is not told from the window's first frame, like all else. */
static char *
tell_structure (const VtReport *report)
{
  g_autofree char *positions = vt_structural_frame_describe (report->plan->state);

  if (vt_structural_frame_is_start (report->plan->state)
      || !(is_shown (report, "4A") || is_shown (report, "4B") || is_shown (report, "5B") || is_shown (report, "5C")))
    return NULL;
  return g_strdup_printf (_("Voronoi cells, coordination and chemical order are told from %s%s. "
                            "<i>T</i><sub>ML</sub>, <i>D</i>²<sub>min</sub> and its neighbours are of the frames "
                            "themselves."),
                          positions,
                          vt_state_get_real (report->plan->state, "structure.average") > 0
                              ? _(", of unwrapped coordinates weighed by time, without homogeneous strain and the "
                                  "drift of the centre of mass")
                              : "");
}

static char *
tell_order (const VtReport *report)
{
  if (!is_shown (report, "5C"))
    return NULL;
  return g_strdup (
      _("Chemical order around element A is −<i>α</i><sub>A(B)</sub> = (<i>Z</i><sub>AB</sub> − <i>f</i><sub>B</sub> "
        "<i>Z</i><sub>A</sub>)/(<i>f</i><sub>B</sub> <i>Z</i><sub>A</sub>), with <i>f</i><sub>B</sub> of the whole "
        "sample and the coordination <i>Z</i> of the subset’s atoms; Δ<i>CN</i> is the relative deviation of a "
        "subset’s mean coordination from that of all atoms. Values within 2 σ of nothing are pale."));
}

static char *
tell_errors (const VtReport *report)
{
  g_autofree char *samples = tell (report, "errors.samples"), *blocks = tell (report, "errors.blocks");
  g_autofree char *seed = tell (report, "errors.seed");

  if (!is_shown (report, "4A") && !is_shown (report, "5A"))
    return NULL;
  return g_strdup_printf (_("Errors of what distinguishes LA and SA are one standard deviation, the larger of two: of "
                            "%s permutations of their labels, within elements but for the composition itself, and of "
                            "as many bootstrap samples of %s × %s × %s spatial blocks (seed %s)."),
                          samples, blocks, blocks, blocks, seed);
}

static char *
tell_creep (const VtReport *report)
{
  if (!is_shown (report, "2A") && !is_shown (report, "2B"))
    return NULL;
  return g_strdup (_ (
      "Creep strain is counted from the hold’s start; steady-state rates are straight lines’ over the stated "
      "intervals, with errors that allow for the strain’s autocorrelation; runs without a steady state, or whose rate "
      "is within 2 σ of nothing, are left out. The activation volume is Ω = √3 <i>k</i><sub>B</sub><i>T</i> ∂ln "
      "<i>ε̇</i>/∂<i>σ</i>."));
}

char **
vt_report_write_methods (const VtReport *report)
{
  static char *(*const parts[]) (const VtReport *)
      = { tell_sample,  tell_heat,  tell_motion, tell_neighbors, tell_extremes,
          tell_packing, tell_structure, tell_order, tell_errors, tell_creep };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = parts[i](report);

      if (part != NULL)
        g_strv_builder_add (builder, part);
    }
  return g_strv_builder_end (builder);
}
