/* Neighbours, coordination and Voronoi polyhedra as rows of the analysis table. */
#include "vt-analysis-table.h"

#include <math.h>
#include <string.h>

#include "vt-coordination.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-neighbor-faces.h"
#include "vt-neighbor-list.h"
#include "vt-voronoi.h"

#define CONTEXT_JOB(context) \
  vt_analysis_context_get_progress (context), vt_analysis_context_get_cancellable (context)

/* ---- neighbours: within cutoffs, or behind Voronoi faces ---- */

gboolean
vt_analysis_uses_faces (const VtState *state)
{
  return vt_state_is (state, "cutoff", "faces");
}

VtVoronoiThresholds
vt_analysis_read_thresholds (const VtState *state)
{
  return (VtVoronoiThresholds) { .area = vt_state_get_real (state, "voronoi.area"),
                                 .relative_area = vt_state_get_real (state, "voronoi.relative-area"),
                                 .edge = vt_state_get_real (state, "voronoi.edge") };
}

/* The polyhedra are not looked at, but the thresholds that neighbours then depend on are theirs. */
static void
add_faces (const VtState *state, GPtrArray *ids)
{
  if (!vt_analysis_uses_faces (state))
    return;
  g_ptr_array_add (ids, (gpointer) "tessellation");
  g_ptr_array_add (ids, (gpointer) "voronoi");
}

static VtNeighborList *
find_behind_faces (VtAnalysisContext *context, VtFrame *structure, GError **error)
{
  VtVoronoiThresholds thresholds = vt_analysis_read_thresholds (vt_analysis_context_get_state (context));
  VtResult *tessellation = vt_analysis_context_get_input (context, "tessellation", error);

  if (tessellation == NULL)
    return NULL;
  vt_progress_begin (vt_analysis_context_get_progress (context), _("Neighbours"), 0, 1);
  return vt_neighbor_faces_new (structure, vt_result_get_payload (tessellation), &thresholds, CONTEXT_JOB (context), error);
}

static VtNeighborList *
find_within_cutoffs (VtAnalysisContext *context, VtFrame *structure, GError **error)
{
  VtResult *cutoffs = vt_analysis_context_get_input (context, "rdf", error);

  if (cutoffs == NULL)
    return NULL;
  vt_progress_begin (vt_analysis_context_get_progress (context), _("Neighbours"), 0, 1);
  return vt_neighbor_list_new (structure, vt_result_get_payload (cutoffs), CONTEXT_JOB (context), error);
}

static gboolean
compute_neighbors (VtAnalysisContext *context, VtResult *result, GError **error)
{
  gboolean faces = vt_analysis_uses_faces (vt_analysis_context_get_state (context));
  VtFrame *structure = vt_analysis_get_structure (context, error);
  VtNeighborList *list;

  if (structure == NULL)
    return FALSE;
  list = faces ? find_behind_faces (context, structure, error) : find_within_cutoffs (context, structure, error);
  if (list == NULL)
    return FALSE;
  vt_result_take_payload (result, list, (GDestroyNotify) vt_neighbor_list_unref, vt_neighbor_list_get_size (list));
  return TRUE;
}

const VtAnalysis vt_analysis_neighbors = {
  .id = "neighbors",
  .label = N_ ("Neighbours"),
  .help = N_ ("Pairs of atoms within the cutoffs, or that share a Voronoi face"),
  .inputs = (const char *const[]){ "structure", "rdf", NULL },
  .add_inputs = add_faces,
  .parameters = (const char *const[]){ NULL },
  .per_frame = TRUE,
  .compute = compute_neighbors,
};

/* ---- coordination ---- */

static gboolean
compute_coordination (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtFrame *structure = vt_analysis_get_structure (context, error);
  VtResult *neighbors = structure != NULL ? vt_analysis_context_get_input (context, "neighbors", error) : NULL;
  double *cn;
  gsize n;

  if (neighbors == NULL)
    return FALSE;
  n = vt_frame_get_n_atoms (structure);
  cn = g_new (double, n);
  vt_coordination_compute (structure, vt_result_get_payload (neighbors), cn);
  vt_result_take_column (result, "cn", VT_UNIT_NONE, cn, n);
  return TRUE;
}

static const VtProperty coordination_properties[] = {
  { .id = "cn", .label = N_ ("Coordination number"), .symbol = "<i>CN</i>", .type = VT_PROPERTY_COUNT,
    .colormap = "viridis", .minimum = NAN, .maximum = NAN, .missing = N_ ("the atom has no position") },
};

const VtAnalysis vt_analysis_coordination = {
  .id = "coordination",
  .label = N_ ("Coordination"),
  .help = N_ ("Number of neighbours within the pair cutoffs, or behind Voronoi faces"),
  .inputs = (const char *const[]){ "structure", "neighbors", NULL },
  .parameters = (const char *const[]){ NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .properties = coordination_properties,
  .n_properties = G_N_ELEMENTS (coordination_properties),
  .compute = compute_coordination,
};

/* ---- tessellation: the cells with their faces, once ---- */

/* "Cu=1.28,Zr=1.6" over the elements' own. */
static gboolean
parse_radii (const VtAtomTable *atoms, const char *text, double *radii, GError **error)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      VtPlace place = { NULL, -1, 0, _("Radii read Cu=1.28,Zr=1.6, in Å") };
      g_auto (GStrv) parts = g_strsplit (items[i], "=", 2);
      int species = parts[0] != NULL ? vt_atom_table_find_species (atoms, g_strstrip (parts[0])) : -1;
      char *end = NULL;
      double radius = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtod (g_strstrip (parts[1]), &end) : NAN;

      if (species < 0 || end == parts[1] || *end != '\0' || !isfinite (radius) || radius <= 0)
        {
          vt_set_error_at (error, VT_ERROR_USAGE, &place, _("“%s” is no radius of an element here"), items[i]);
          return FALSE;
        }
      radii[species] = radius;
    }
  return TRUE;
}

/* (transfer full): double [species], Å */
static double *
species_radii (VtAtomTable *atoms, const char *given, GError **error)
{
  guint n = vt_atom_table_get_n_species (atoms);
  g_autofree double *radii = g_new (double, n);

  for (guint s = 0; s < n; s++)
    {
      const VtElement *element = vt_atom_table_get_element (atoms, s);

      radii[s] = element != NULL ? element->radius : NAN;
    }
  if (!parse_radii (atoms, given, radii, error))
    return NULL;
  for (guint s = 0; s < n; s++)
    if (isnan (radii[s]))
      {
        vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                         _("radical planes need the elements’ radii, and “%s” is no element"),
                         vt_atom_table_get_species_name (atoms, s));
        return NULL;
      }
  return g_steal_pointer (&radii);
}

gboolean
vt_analysis_read_radii (const VtState *state, VtAtomTable *atoms, double **radii, GError **error)
{
  *radii = NULL;
  if (!vt_state_get_boolean (state, "voronoi.radical"))
    return TRUE;
  *radii = species_radii (atoms, vt_state_get_text (state, "voronoi.radii"), error);
  return *radii != NULL;
}

static gboolean
compute_tessellation (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *structure = vt_analysis_get_structure (context, error);
  g_autofree double *radii = NULL;
  VtVoronoi *voronoi;

  if (structure == NULL || !vt_analysis_read_radii (state, vt_frame_get_atoms (structure), &radii, error))
    return FALSE;

  vt_progress_begin (vt_analysis_context_get_progress (context), _("Voronoi cells"), 0, 1);
  voronoi = vt_voronoi_new (structure, radii, CONTEXT_JOB (context), error);
  if (voronoi == NULL)
    return FALSE;
  vt_result_take_payload (result, voronoi, (GDestroyNotify) vt_voronoi_unref, vt_voronoi_get_size (voronoi));
  return TRUE;
}

const VtAnalysis vt_analysis_tessellation = {
  .id = "tessellation",
  .label = N_ ("Voronoi cells"),
  .help = N_ ("The cells with all their faces"),
  .inputs = (const char *const[]){ "structure", NULL },
  .parameters = (const char *const[]){ "voronoi.radical", "voronoi.radii", NULL },
  .per_frame = TRUE,
  .compute = compute_tessellation,
};

/* ---- voronoi: indices after the thresholds ---- */

static void
add_index_columns (VtResult *result, const VtVoronoiIndex *indices, const double *volumes, gsize n)
{
  double *columns[6];
  static const char *const ids[] = { "voronoi_n3", "voronoi_n4", "voronoi_n5", "voronoi_n6", "voronoi_faces", "lffs" };

  for (guint c = 0; c < G_N_ELEMENTS (ids); c++)
    columns[c] = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      columns[0][i] = indices[i].n3;
      columns[1][i] = indices[i].n4;
      columns[2][i] = indices[i].n5;
      columns[3][i] = indices[i].n6;
      columns[4][i] = vt_voronoi_index_faces (&indices[i]);
      columns[5][i] = vt_voronoi_index_lffs (&indices[i]);
    }
  for (guint c = 0; c < G_N_ELEMENTS (ids); c++)
    vt_result_take_column (result, ids[c], VT_UNIT_NONE, columns[c], n);
  vt_result_take_column (result, "voronoi_volume", VT_UNIT_CUBIC_ANGSTROM, g_memdup2 (volumes, n * sizeof (double)), n);
}

static gboolean
compute_voronoi (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *tessellation = vt_analysis_context_get_input (context, "tessellation", error);
  VtVoronoiThresholds thresholds = vt_analysis_read_thresholds (vt_analysis_context_get_state (context));
  g_autofree VtVoronoiIndex *indices = NULL;
  VtVoronoi *voronoi;
  gsize n;

  if (tessellation == NULL)
    return FALSE;
  voronoi = vt_result_get_payload (tessellation);
  n = vt_voronoi_get_n_atoms (voronoi);
  indices = g_new (VtVoronoiIndex, n);
  if (!vt_voronoi_count (voronoi, &thresholds, indices, CONTEXT_JOB (context), error))
    return FALSE;

  add_index_columns (result, indices, vt_voronoi_get_volumes (voronoi), n);
  vt_result_take_payload (result, g_steal_pointer (&indices), g_free, n * sizeof (VtVoronoiIndex));
  return TRUE;
}

#define FACE_COUNT(id_, label_, symbol_) \
  { .id = id_, .label = label_, .symbol = symbol_, .type = VT_PROPERTY_COUNT, .colormap = "cividis", .minimum = NAN, \
    .maximum = NAN, .missing = N_ ("the atom has no cell") }

static const VtProperty voronoi_properties[] = {
  { .id = "lffs", .label = N_ ("Local five-fold symmetry"), .symbol = "LFFS", .type = VT_PROPERTY_NUMBER,
    .colormap = "cividis", .minimum = 0, .maximum = 1, .missing = N_ ("the cell has no face") },
  { .id = "voronoi_volume", .label = N_ ("Voronoi volume"), .symbol = "<i>V</i>", .unit = VT_UNIT_CUBIC_ANGSTROM,
    .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom has no cell") },
  FACE_COUNT ("voronoi_faces", N_ ("Voronoi faces"), "Σ<i>n</i>"),
  FACE_COUNT ("voronoi_n3", N_ ("Faces with 3 edges"), "<i>n</i><sub>3</sub>"),
  FACE_COUNT ("voronoi_n4", N_ ("Faces with 4 edges"), "<i>n</i><sub>4</sub>"),
  FACE_COUNT ("voronoi_n5", N_ ("Faces with 5 edges"), "<i>n</i><sub>5</sub>"),
  FACE_COUNT ("voronoi_n6", N_ ("Faces with 6 edges"), "<i>n</i><sub>6</sub>"),
};

const VtAnalysis vt_analysis_voronoi = {
  .id = "voronoi",
  .label = N_ ("Voronoi polyhedra"),
  .help = N_ ("⟨n3 n4 n5 n6⟩, local five-fold symmetry and volume of each atom’s cell"),
  .inputs = (const char *const[]){ "tessellation", NULL },
  .parameters = (const char *const[]){ "voronoi.area", "voronoi.relative-area", "voronoi.edge", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .properties = voronoi_properties,
  .n_properties = G_N_ELEMENTS (voronoi_properties),
  .compute = compute_voronoi,
};
