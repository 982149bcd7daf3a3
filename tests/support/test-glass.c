#include "test-glass.h"

#include <math.h>

#include "vt-features.h"
#include "vt-trainer.h"

#define FRAME_PS 5.0
#define LATTICE 3.7

/* ---- a reader over frames that are made when asked for ---- */

#define TEST_TYPE_READER (test_reader_get_type ())
G_DECLARE_FINAL_TYPE (TestReader, test_reader, TEST, READER, GObject)

struct _TestReader
{
  GObject       parent;
  GPtrArray    *frames;     /* VtFrame, or empty where @original is replicated */
  VtTrajectory *original;
  guint         times[3];
};

static guint
reader_n_frames (VtReader *reader)
{
  TestReader *self = TEST_READER (reader);
  return self->original != NULL ? vt_trajectory_get_n_frames (self->original) : self->frames->len;
}

static gint64
reader_step (VtReader *reader, guint frame)
{
  return 2000 * (gint64) frame;
}

static double
reader_time (VtReader *reader, guint frame)
{
  TestReader *self = TEST_READER (reader);
  return self->original != NULL ? vt_trajectory_get_time (self->original, frame, 0.0025) : FRAME_PS * frame;
}

static gsize
reader_n_atoms (VtReader *reader, guint frame)
{
  TestReader *self = TEST_READER (reader);
  return self->original != NULL
             ? vt_trajectory_get_n_atoms (self->original, frame) * self->times[0] * self->times[1] * self->times[2]
             : vt_frame_get_n_atoms (self->frames->pdata[frame]);
}

static gboolean
reader_is_wrapped (VtReader *reader)
{
  return FALSE;
}

static VtFrame *
replicate (TestReader *self, VtFrame *frame)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  gsize n = vt_frame_get_n_atoms (frame), copies = (gsize) self->times[0] * self->times[1] * self->times[2];
  gint64 *ids = g_new (gint64, n * copies);
  guint8 *species = g_new (guint8, n * copies);
  double *positions = g_new (double, 3 * n * copies);
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  g_autoptr (VtAtomTable) table = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  double vectors[3][3];
  VtCell large;

  for (gsize c = 0; c < copies; c++)
    {
      gsize shift[3] = { c % self->times[0], c / self->times[0] % self->times[1], c / self->times[0] / self->times[1] };
      for (gsize i = 0; i < n; i++)
        {
          ids[c * n + i] = c * n + i + 1;
          species[c * n + i] = vt_atom_table_get_species (atoms)[i];
          for (guint k = 0; k < 3; k++)
            {
              double r = vt_frame_get_axis (frame, k)[i];
              for (guint v = 0; v < 3; v++)
                r += shift[v] * cell->vectors[v][k];
              positions[k * n * copies + c * n + i] = r;
            }
        }
    }
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    g_ptr_array_add (names, (gpointer) vt_atom_table_get_species_name (atoms, s));
  g_ptr_array_add (names, NULL);
  for (guint v = 0; v < 3; v++)
    for (guint k = 0; k < 3; k++)
      vectors[v][k] = self->times[v] * cell->vectors[v][k];
  vt_cell_init (&large, cell->origin, (const double (*)[3]) vectors, cell->periodic, NULL);
  table = vt_atom_table_new_take (n * copies, ids, species, (const char *const *) names->pdata);
  return vt_frame_new_take (table, &large, positions, vt_frame_get_time (frame), vt_frame_get_step (frame), NULL);
}

static VtFrame *
reader_read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error)
{
  TestReader *self = TEST_READER (reader);
  g_autoptr (VtFrame) original = NULL;

  if (self->original == NULL)
    return vt_frame_ref (self->frames->pdata[frame]);
  original = vt_trajectory_read_frame (self->original, frame, cancellable, error);
  return original != NULL ? replicate (self, original) : NULL;
}

static void
reader_iface_init (VtReaderInterface *iface)
{
  iface->get_n_frames = reader_n_frames;
  iface->get_step = reader_step;
  iface->get_time = reader_time;
  iface->get_n_atoms = reader_n_atoms;
  iface->is_wrapped = reader_is_wrapped;
  iface->read_frame = reader_read_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestReader, test_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VT_TYPE_READER, reader_iface_init))

static void
test_reader_finalize (GObject *object)
{
  TestReader *self = TEST_READER (object);

  g_ptr_array_unref (self->frames);
  g_clear_object (&self->original);
  G_OBJECT_CLASS (test_reader_parent_class)->finalize (object);
}

static void
test_reader_class_init (TestReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_reader_finalize;
}

static void
test_reader_init (TestReader *self)
{
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_frame_unref);
}

/* ---- the crystal ---- */

static VtAtomTable *
make_atoms (gsize n)
{
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = i + 1;
      species[i] = (i * 2654435761u >> 7) & 1;
    }
  return vt_atom_table_new_take (n, ids, species, (const char *const[]){ "Cu", "Zr", NULL });
}

static double *
lattice (guint cells, GRand *random)
{
  static const double basis[4][3] = { { 0, 0, 0 }, { 0.5, 0.5, 0 }, { 0.5, 0, 0.5 }, { 0, 0.5, 0.5 } };
  gsize n = 4 * (gsize) cells * cells * cells;
  double *positions = g_new (double, 3 * n);

  for (gsize i = 0; i < n; i++)
    {
      gsize cell = i / 4;
      gsize place[3] = { cell % cells, cell / cells % cells, cell / cells / cells };
      for (guint k = 0; k < 3; k++)
        positions[k * n + i] = LATTICE * (place[k] + basis[i % 4][k]) + g_rand_double_range (random, -0.2, 0.2);
    }
  return positions;
}

VtTrajectory *
test_glass_new (guint cells, guint n_frames, double heat, guint32 seed)
{
  g_autoptr (TestReader) reader = g_object_new (TEST_TYPE_READER, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *positions = lattice (cells, random);
  g_autofree char *identity = g_strdup_printf ("test glass %u %u %g %u", cells, n_frames, heat, seed);
  gsize n = 4 * (gsize) cells * cells * cells;
  g_autoptr (VtAtomTable) atoms = make_atoms (n);
  VtCell cell;

  vt_cell_init_box (&cell, LATTICE * cells, LATTICE * cells, LATTICE * cells);
  for (guint f = 0; f < n_frames; f++)
    {
      g_ptr_array_add (reader->frames,
                       vt_frame_new_take (atoms, &cell, g_memdup2 (positions, 3 * n * sizeof (double)), FRAME_PS * f,
                                          2000 * (gint64) f, NULL));
      for (gsize i = 0; i < 3 * n; i++)
        positions[i] += g_rand_double_range (random, -heat, heat) * (1 + i % n % 7);
    }
  return vt_trajectory_new (VT_READER (reader), "glass", identity);
}

VtTrajectory *
test_glass_replicate (VtTrajectory *trajectory, guint times_x, guint times_y, guint times_z)
{
  g_autoptr (TestReader) reader = g_object_new (TEST_TYPE_READER, NULL);
  g_autofree char *identity = g_strdup_printf ("%s × %u × %u × %u", vt_trajectory_get_identity (trajectory), times_x,
                                               times_y, times_z);

  reader->original = g_object_ref (trajectory);
  reader->times[0] = times_x;
  reader->times[1] = times_y;
  reader->times[2] = times_z;
  return vt_trajectory_new (VT_READER (reader), vt_trajectory_get_name (trajectory), identity);
}

/* ---- the model ---- */

static void
add_run (VtDataset *dataset, double temperature, double heat)
{
  static const guint lag_frames[] = { 1, 2, 4 };
  g_autoptr (VtTrajectory) run = test_glass_new (3, 5, heat, (guint32) temperature);
  g_autoptr (VtFrame) start = vt_trajectory_read_frame (run, 0, NULL, NULL);
  gsize n = vt_frame_get_n_atoms (start);
  g_autofree double *features = g_new (double, 3 * n);

  for (guint l = 0; l < 3; l++)
    {
      g_autoptr (VtFrame) later = vt_trajectory_read_frame (run, lag_frames[l], NULL, NULL);
      vt_features_compute (start, later, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE, temperature, features + l * n);
    }
  g_assert_true (vt_dataset_add_run (dataset, vt_trajectory_get_identity (run), temperature, vt_frame_get_atoms (start),
                                     0, features, NULL));
}

VtModel *
test_glass_model (void)
{
  g_autoptr (VtDataset) dataset
      = vt_dataset_new ((const double[]){ 5, 10, 20 }, 3, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE);

  add_run (dataset, 100, 0.02);
  add_run (dataset, 800, 0.2);
  add_run (dataset, 2000, 0.9);
  return vt_trainer_train (dataset, NULL, 0, 5, 1, NULL, NULL, NULL, NULL, NULL);
}
