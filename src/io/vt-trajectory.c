#include "vt-trajectory.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-extxyz.h"
#include "vt-frame-cache.h"
#include "vt-i18n.h"
#include "vt-lammps-dump.h"
#include "vt-priority.h"
#include "vt-unwrapper.h"

#define DEFAULT_CACHE (512 * (gsize) 1024 * 1024)
/* Longest nap between two looks at the cancellable while another thread reads. */
#define NAP (20 * G_TIME_SPAN_MILLISECOND)

struct _VtTrajectory
{
  GObject       parent_instance;
  VtReader     *reader;
  GFile        *file; /* NULL over a reader of one's own */
  char         *name;
  char         *identity;
  gboolean      has_time;
  gboolean      steps_ascend;
  gboolean      times_ascend;
  VtFrameCache *cache;

  /* One thread at a time reads; @busy and not the mutex, so that those who wait can be cancelled. What is below
   * belongs to whoever is busy. */
  GMutex        mutex;
  GCond         idle;
  gboolean      busy;
  VtPriority   *reads; /* (nullable): of the thread that is busy, borrowed */
  VtUnwrapper  *unwrapper;       /* NULL where the file says how to unwrap */
  GError       *unwrapping_error; /* why no frame can be followed further */
  VtAtomTable  *atoms;           /* of the frame read last */
};

G_DEFINE_FINAL_TYPE (VtTrajectory, vt_trajectory, G_TYPE_OBJECT)

static void
vt_trajectory_finalize (GObject *object)
{
  VtTrajectory *self = VT_TRAJECTORY (object);

  g_clear_pointer (&self->cache, vt_frame_cache_free);
  g_clear_pointer (&self->unwrapper, vt_unwrapper_free);
  g_clear_pointer (&self->atoms, vt_atom_table_unref);
  g_clear_error (&self->unwrapping_error);
  g_clear_object (&self->reader);
  g_clear_object (&self->file);
  g_free (self->name);
  g_free (self->identity);
  g_cond_clear (&self->idle);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (vt_trajectory_parent_class)->finalize (object);
}

static void
vt_trajectory_class_init (VtTrajectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vt_trajectory_finalize;
}

static void
vt_trajectory_init (VtTrajectory *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->cache = vt_frame_cache_new (DEFAULT_CACHE);
}

/* What the frames' times allow: a binary search needs them to ascend. */
static void
survey_times (VtTrajectory *self)
{
  guint n = vt_reader_get_n_frames (self->reader);

  self->has_time = n > 0;
  self->steps_ascend = TRUE;
  self->times_ascend = TRUE;
  for (guint i = 0; i < n; i++)
    {
      if (isnan (vt_reader_get_time (self->reader, i)))
        self->has_time = FALSE;
      if (i == 0)
        continue;
      if (!(vt_reader_get_time (self->reader, i - 1) < vt_reader_get_time (self->reader, i)))
        self->times_ascend = FALSE;
      if (vt_reader_get_step (self->reader, i - 1) >= vt_reader_get_step (self->reader, i))
        self->steps_ascend = FALSE;
    }
}

VtTrajectory *
vt_trajectory_new (VtReader *reader, const char *name, const char *identity)
{
  VtTrajectory *self;

  g_return_val_if_fail (VT_IS_READER (reader), NULL);
  g_return_val_if_fail (name != NULL && identity != NULL, NULL);

  self = g_object_new (VT_TYPE_TRAJECTORY, NULL);
  self->reader = g_object_ref (reader);
  self->name = g_strdup (name);
  self->identity = g_strdup (identity);
  if (vt_reader_is_wrapped (reader))
    self->unwrapper = vt_unwrapper_new (name);
  survey_times (self);
  return self;
}

/* @source: (transfer full) */
static VtReader *
open_reader (VtByteSource *source, const char *elements, VtProgress *progress, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (VtByteSource) owned = source;
  const VtPlace place = { vt_byte_source_get_name (source), -1, 0,
                          _("A LAMMPS text dump begins with “ITEM:”, extended XYZ with the number of atoms") };
  char start[4096];
  gssize length = vt_byte_source_read (source, 0, start, sizeof start, error);

  if (length < 0)
    return NULL;
  if (vt_lammps_dump_sniff (start, (gsize) length))
    return vt_lammps_dump_new (g_steal_pointer (&owned), elements, progress, cancellable, error);
  if (vt_extxyz_sniff (start, (gsize) length))
    return vt_extxyz_new (g_steal_pointer (&owned), elements, progress, cancellable, error);
  vt_set_error_at (error, VT_ERROR_FORMAT, &place, "%s",
                   length == 0 ? _("the file is empty") : _("the file is no trajectory that is known here"));
  return NULL;
}

VtTrajectory *
vt_trajectory_open (GFile *file, const VtTrajectoryOptions *options, VtProgress *progress, GCancellable *cancellable,
                    GError **error)
{
  const char *elements = options != NULL ? options->elements : NULL;
  g_autoptr (VtByteSource) source = NULL;
  g_autoptr (VtReader) reader = NULL;
  g_autofree char *identity = NULL, *name = NULL;
  VtTrajectory *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  source = vt_byte_source_open (file, error);
  if (source == NULL)
    return NULL;
  identity = vt_byte_source_digest (source, elements, error);
  if (identity == NULL)
    return NULL;
  name = g_strdup (vt_byte_source_get_name (source));
  reader = open_reader (g_steal_pointer (&source), elements, progress, cancellable, error);
  if (reader == NULL)
    return NULL;
  self = vt_trajectory_new (reader, name, identity);
  self->file = g_object_ref (file);
  return self;
}

GFile *
vt_trajectory_get_file (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);
  return self->file;
}

const char *
vt_trajectory_get_name (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);
  return self->name;
}

const char *
vt_trajectory_get_format (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);
  return vt_reader_get_format (self->reader);
}

const char *
vt_trajectory_get_units (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);
  return vt_reader_get_units (self->reader);
}

const char *const *
vt_trajectory_get_warnings (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);
  return vt_reader_get_warnings (self->reader);
}

const char *
vt_trajectory_get_identity (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);
  return self->identity;
}

guint
vt_trajectory_get_n_frames (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), 0);
  return vt_reader_get_n_frames (self->reader);
}

gsize
vt_trajectory_get_n_atoms (VtTrajectory *self, guint frame)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), 0);
  g_return_val_if_fail (frame < vt_trajectory_get_n_frames (self), 0);
  return vt_reader_get_n_atoms (self->reader, frame);
}

gint64
vt_trajectory_get_step (VtTrajectory *self, guint frame)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), -1);
  g_return_val_if_fail (frame < vt_trajectory_get_n_frames (self), -1);
  return vt_reader_get_step (self->reader, frame);
}

gboolean
vt_trajectory_has_time (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), FALSE);
  return self->has_time;
}

double
vt_trajectory_get_time (VtTrajectory *self, guint frame, double timestep)
{
  double time;
  gint64 step;

  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NAN);
  g_return_val_if_fail (frame < vt_trajectory_get_n_frames (self), NAN);

  time = vt_reader_get_time (self->reader, frame);
  if (!isnan (time))
    return time;
  step = vt_reader_get_step (self->reader, frame);
  return step >= 0 ? (double) step * timestep : NAN;
}

/* The first frame from @begin on whose time is at least @time, by bisection. */
static guint
bisect (VtTrajectory *self, guint begin, double time, double timestep)
{
  guint low = begin, high = vt_trajectory_get_n_frames (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (vt_trajectory_get_time (self, middle, timestep) < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

int
vt_trajectory_find_lag (VtTrajectory *self, guint start, double lag, double timestep)
{
  double from, nearest, tolerance;
  gboolean ascending;
  guint begin, end;
  int found = -1;

  g_return_val_if_fail (VT_IS_TRAJECTORY (self), -1);
  g_return_val_if_fail (start < vt_trajectory_get_n_frames (self), -1);

  if (!(lag >= 0.0))
    return -1;
  from = vt_trajectory_get_time (self, start, timestep);
  nearest = tolerance = MAX (1e-6, lag * 1e-3);
  ascending = self->has_time ? self->times_ascend : self->steps_ascend && timestep > 0.0;
  begin = ascending ? bisect (self, start, from + lag - tolerance, timestep) : start;
  end = vt_trajectory_get_n_frames (self);
  for (guint i = begin; i < end; i++)
    {
      double time = vt_trajectory_get_time (self, i, timestep);
      double distance = fabs (time - from - lag);

      if (distance <= nearest && (found < 0 || distance < nearest))
        {
          nearest = distance;
          found = (int) i;
        }
      if (ascending && time > from + lag + tolerance)
        break;
    }
  return found;
}

/* With the mutex held: waits a little for the thread that reads, which is not held up meanwhile unless we are. */
static void
nap (VtTrajectory *self)
{
  VtPriority *other = self->reads != NULL && !vt_priority_must_wait () ? vt_priority_ref (self->reads) : NULL;

  if (other != NULL)
    vt_priority_raise (other);
  g_cond_wait_until (&self->idle, &self->mutex, g_get_monotonic_time () + NAP);
  if (other == NULL)
    return;
  vt_priority_lower (other);
  vt_priority_unref (other);
}

static gboolean
begin_reading (VtTrajectory *self, GCancellable *cancellable, GError **error)
{
  gboolean cancelled = FALSE;

  g_mutex_lock (&self->mutex);
  while (self->busy && !(cancelled = g_cancellable_is_cancelled (cancellable)))
    nap (self);
  if (!cancelled)
    {
      self->busy = TRUE;
      self->reads = vt_priority_get_current ();
    }
  g_mutex_unlock (&self->mutex);
  if (cancelled)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return !cancelled;
}

static void
end_reading (VtTrajectory *self)
{
  g_mutex_lock (&self->mutex);
  self->busy = FALSE;
  self->reads = NULL;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);
}

static VtFrame *
copy_onto (VtFrame *frame, VtAtomTable *atoms)
{
  gsize n = vt_frame_get_n_atoms (frame);
  double *positions = g_new (double, 3 * n);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);

  for (guint d = 0; d < 3 && n > 0; d++)
    memcpy (positions + d * n, vt_frame_get_axis (frame, d), n * sizeof (double));
  for (guint c = 0; c < vt_frame_get_n_columns (frame); c++)
    g_ptr_array_add (columns, vt_column_ref (vt_frame_get_column (frame, c)));
  return vt_frame_new_take (atoms, vt_frame_get_cell (frame), positions, vt_frame_get_time (frame),
                            vt_frame_get_step (frame), columns);
}

/* As the reader gives it, but with one atom table for equal atoms. */
static VtFrame *
read_written (VtTrajectory *self, guint index, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtFrame) frame = vt_reader_read_frame (self->reader, index, cancellable, error);
  VtAtomTable *atoms;

  if (frame == NULL)
    return NULL;
  atoms = vt_frame_get_atoms (frame);
  if (self->atoms != NULL && self->atoms != atoms && vt_atom_table_equal (self->atoms, atoms))
    return copy_onto (frame, self->atoms);
  if (self->atoms != atoms)
    {
      g_clear_pointer (&self->atoms, vt_atom_table_unref);
      self->atoms = vt_atom_table_ref (atoms);
    }
  return g_steal_pointer (&frame);
}

/* Follows the frames up to @index that were not followed yet, keeping them, since they are likely to be wanted. */
static gboolean
follow_until (VtTrajectory *self, guint index, GCancellable *cancellable, GError **error)
{
  guint next;

  while ((next = vt_unwrapper_get_n_followed (self->unwrapper)) < index)
    {
      g_autoptr (VtFrame) written = NULL, unwrapped = NULL;

      if (self->unwrapping_error != NULL)
        {
          g_propagate_error (error, g_error_copy (self->unwrapping_error));
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      written = read_written (self, next, cancellable, error);
      if (written == NULL)
        return FALSE;
      if (!vt_unwrapper_follow (self->unwrapper, written, &self->unwrapping_error))
        continue;
      unwrapped = vt_unwrapper_apply (self->unwrapper, next, written);
      vt_frame_cache_insert (self->cache, next, unwrapped);
    }
  return TRUE;
}

static VtFrame *
load (VtTrajectory *self, guint index, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtFrame) written = NULL;
  VtFrame *cached;

  /* Another thread may have read it while we waited. */
  cached = vt_frame_cache_lookup (self->cache, index);
  if (cached != NULL)
    return cached;
  if (self->unwrapper == NULL)
    return read_written (self, index, cancellable, error);
  if (!follow_until (self, index + 1, cancellable, error))
    return NULL;
  cached = vt_frame_cache_lookup (self->cache, index);
  if (cached != NULL)
    return cached;
  written = read_written (self, index, cancellable, error);
  return written != NULL ? vt_unwrapper_apply (self->unwrapper, index, written) : NULL;
}

VtFrame *
vt_trajectory_read_frame (VtTrajectory *self, guint index, GCancellable *cancellable, GError **error)
{
  VtFrame *frame;

  g_return_val_if_fail (VT_IS_TRAJECTORY (self), NULL);

  if (index >= vt_trajectory_get_n_frames (self))
    {
      const VtPlace place = { self->name, index, 0, NULL };

      vt_set_error_at (error, VT_ERROR_USAGE, &place, _("there is no such frame; the last one is %u"),
                       vt_trajectory_get_n_frames (self) - 1);
      return NULL;
    }
  frame = vt_frame_cache_lookup (self->cache, index);
  if (frame != NULL)
    return frame;
  if (!begin_reading (self, cancellable, error))
    return NULL;
  frame = load (self, index, cancellable, error);
  if (frame != NULL)
    vt_frame_cache_insert (self->cache, index, frame);
  end_reading (self);
  return frame;
}

void
vt_trajectory_set_cache_limit (VtTrajectory *self, gsize bytes)
{
  g_return_if_fail (VT_IS_TRAJECTORY (self));
  vt_frame_cache_set_limit (self->cache, bytes);
}

gsize
vt_trajectory_get_cache_size (VtTrajectory *self)
{
  g_return_val_if_fail (VT_IS_TRAJECTORY (self), 0);
  return vt_frame_cache_get_size (self->cache);
}
