/* All that is known of one atom: columns of the analyses and of the file, votes, polyhedron, warnings. */
#include "vt-inspector-rows.h"

#include <math.h>

#include "vt-chart-view.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-result-charts.h"
#include "vt-structural-frame.h"
#include "vt-voronoi.h"

#define VOTES_HEIGHT 112

static void
add_position (VtInspectorRows *rows, VtFrame *frame, gsize atom)
{
  double position[3];
  int image[3];
  g_autoptr (GString) text = g_string_new (NULL);

  vt_frame_get_position (frame, atom, position);
  if (!isfinite (position[0]) || !isfinite (position[1]) || !isfinite (position[2]))
    return;
  vt_cell_wrap (vt_frame_get_cell (frame), position, image);
  for (guint i = 0; i < 3; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer, sizeof buffer, "%.2f", position[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", buffer);
    }
  g_string_replace (text, "-", "−", 0);
  g_string_append_printf (text, "\u202f%s", vt_unit_symbol (VT_UNIT_ANGSTROM));
  vt_inspector_rows_add (rows, _ ("Position"), _ ("Wrapped into the cell"), text->str);
}

/* Counts of the classes, n_classes of them, or %NULL where the model has none for the atom. */
static const guint16 *
get_votes (VtDocument *document, VtResult *tml, gsize n, gsize atom, const double **classes, guint *n_classes)
{
  VtSource *source = vt_document_get_source (document);
  VtModel *model = source != NULL ? vt_source_get_model (source) : NULL;
  const guint16 *votes = tml != NULL ? vt_result_get_payload (tml) : NULL;
  VtColumn *column = tml != NULL ? vt_result_get_column (tml, "t_ml") : NULL;

  if (votes == NULL || model == NULL || column == NULL || vt_column_get_n (column) != n)
    return NULL;
  *classes = vt_model_get_class_temperatures (model, n_classes);
  return votes + atom * *n_classes;
}

/* "100 K: 31 · 800 K: 12": how many of the nearest instances voted for which class. (transfer full) */
static char *
describe_votes (const double *classes, const guint16 *votes, guint n_classes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < n_classes; c++)
    {
      g_autofree char *class = vt_format_setting (classes[c], VT_UNIT_KELVIN);

      if (votes[c] > 0)
        g_string_append_printf (text, "%s%s:\u00a0%u", text->len > 0 ? " · " : "", class, votes[c]);
    }
  return g_strdup (text->str);
}

/* In words and as a picture. */
static void
add_votes (VtInspectorRows *rows, VtDocument *document, VtResult *tml, gsize n, gsize atom)
{
  guint n_classes;
  const double *classes;
  const guint16 *votes = get_votes (document, tml, n, atom, &classes, &n_classes);
  g_autoptr (VtChart) chart = votes != NULL ? vt_chart_of_votes (classes, votes, n_classes) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *view;

  if (chart == NULL)
    return;
  text = describe_votes (classes, votes, n_classes);
  vt_inspector_rows_add (rows, _ ("Votes"), _ ("Classes of the nearest training instances"), text);
  view = vt_chart_view_new (_ ("Votes for each class"));
  vt_chart_view_set_chart (VT_CHART_VIEW (view), chart, text);
  gtk_widget_set_size_request (view, -1, VOTES_HEIGHT);
  vt_inspector_rows_add_widget (rows, view);
}

static void
add_polyhedron (VtInspectorRows *rows, const VtState *state, VtResult *voronoi, gsize atom)
{
  const VtVoronoiIndex *indices = vt_result_get_payload (voronoi);
  g_autofree char *text = indices != NULL ? vt_voronoi_index_format (&indices[atom]) : NULL;
  g_autofree char *positions = vt_structural_frame_describe (state), *help = NULL;

  help = vt_structural_frame_is_start (state) ? g_strdup (_ ("Voronoi index ⟨n₃ n₄ n₅ n₆⟩"))
                                              : g_strdup_printf (_ ("Voronoi index ⟨n₃ n₄ n₅ n₆⟩, in %s"), positions);
  if (text != NULL)
    vt_inspector_rows_add (rows, _ ("Polyhedron"), help, text);
}

/* What is said in other words: in the votes, the polyhedron, the warnings or the title. */
static gboolean
is_told_elsewhere (const char *property)
{
  static const char *const told[] = { "element", "t_ml_outside", "t_ml_class", "t_ml_agreement", NULL };

  return g_strv_contains (told, property) || g_str_has_prefix (property, "voronoi_n");
}

static void
add_analysis (VtInspectorRows *rows, VtDocument *document, const VtAnalysis *analysis, gsize n, gsize atom)
{
  VtResult *result = vt_document_peek (document, analysis->id);

  if (result == NULL)
    return;
  for (guint i = 0; i < analysis->n_properties; i++)
    {
      const VtProperty *property = &analysis->properties[i];
      VtColumn *column = vt_result_get_column (result, property->id);
      g_autofree char *value = NULL;

      if (column == NULL || vt_column_get_n (column) != n || is_told_elsewhere (property->id))
        continue;
      value = vt_format_property (property, vt_column_get_values (column)[atom]);
      vt_inspector_rows_add (rows, _ (property->symbol), _ (property->label), value);
    }
  if (g_str_equal (analysis->id, "tml"))
    add_votes (rows, document, result, n, atom);
  if (g_str_equal (analysis->id, "voronoi"))
    add_polyhedron (rows, vt_document_get_state (document), result, atom);
}

static void
add_file_columns (VtInspectorRows *rows, VtFrame *frame, gsize atom)
{
  for (guint i = 0; i < vt_frame_get_n_columns (frame); i++)
    {
      VtColumn *column = vt_frame_get_column (frame, i);
      g_autofree char *name = g_markup_escape_text (vt_column_get_name (column), -1);
      g_autofree char *value = vt_format_quantity (vt_column_get_values (column)[atom], vt_column_get_unit (column), 4);

      vt_inspector_rows_add (rows, name, _ ("Column of the file"), value);
    }
}

void
vt_inspector_rows_add_atom (VtInspectorRows *rows, VtDocument *document, VtFrame *frame, gsize atom)
{
  add_position (rows, frame, atom);
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    add_analysis (rows, document, vt_analysis_get (i), vt_frame_get_n_atoms (frame), atom);
  add_file_columns (rows, frame, atom);
}

static double
peek_value (VtDocument *document, const char *property, gsize n, gsize atom)
{
  VtColumn *column = vt_document_peek_column (document, property);

  return column != NULL && vt_column_get_n (column) == n ? vt_column_get_values (column)[atom] : NAN;
}

/* Why not to believe its T_ML. */
char *
vt_inspector_find_doubts (VtDocument *document, gsize n, gsize atom)
{
  guint n_classes = 0;
  const double *classes = NULL;
  const guint16 *votes = get_votes (document, vt_document_peek (document, "tml"), n, atom, &classes, &n_classes);
  double agreement = peek_value (document, "t_ml_agreement", n, atom);
  g_autoptr (GString) doubts = g_string_new (NULL);

  if (peek_value (document, "t_ml_outside", n, atom) > 0)
    g_string_append (doubts, _ ("Outside training: its motion is unlike any in the model"));
  if (votes != NULL && agreement == 1 && (votes[0] > 0 || votes[n_classes - 1] > 0))
    {
      g_autofree char *end = vt_format_setting (classes[votes[0] > 0 ? 0 : n_classes - 1], VT_UNIT_KELVIN);

      g_string_append (doubts, doubts->len > 0 ? "\n" : "");
      g_string_append_printf (doubts, votes[0] > 0 ? _ ("At the lowest class: T_ML cannot fall below %s")
                                                   : _ ("At the highest class: T_ML cannot exceed %s"), end);
    }
  return doubts->len > 0 ? g_string_free (g_steal_pointer (&doubts), FALSE) : NULL;
}
