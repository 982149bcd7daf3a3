/* Unwrapping by minimum image.
 *
 * With f_k an atom's unwrapped fractional coordinates in frame k and g its written ones in frame k + 1, both in the
 * basis that continues the first frame's (vt_frame_follow_wrapped()), the shift is n = −rint (g − f_k) along each periodic axis
 * and f_{k+1} = g + n. Fractions take the homogeneous strain out: a cell that grows moves nobody.
 *
 * That is right as long as no atom really moves by half a width between two frames. Nobody can see this from one
 * atom; but among many the steps are distributed smoothly, and where some pass one half, others are seen between 0.45
 * and one half. So one step above 0.45 refuses the frame.
 *
 * The shifts change rarely: of each frame only the changes are kept, with all shifts anew every 64 frames (and where
 * the atoms change), so that any frame is restored in O(n) without reading another. An atom that was not in the frame
 * before starts where it is written. */
#include "vt-unwrapper.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-frame-follow.h"
#include "vt-i18n.h"

#define KEY_INTERVAL 64

typedef struct
{
  guint32 atom;
  gint8   change[3];
} ShiftChange;

typedef struct
{
  VtCell       cell;    /* in the continued basis */
  gint32      *key;     /* [3][n], or NULL: then @changes on the frame before */
  gsize        n_key;
  ShiftChange *changes;
  gsize        n_changes;
} Record;

struct _VtUnwrapper
{
  char        *file;
  GArray      *records;
  VtAtomTable *atoms;      /* of the last frame followed */
  double      *fractional; /* [3][n], unwrapped, of the last frame */
  gint32      *shift;      /* [3][n], of the last frame */
  gsize        size;
};

static void
record_clear (gpointer data)
{
  Record *record = data;

  g_free (record->key);
  g_free (record->changes);
}

VtUnwrapper *
vt_unwrapper_new (const char *file)
{
  VtUnwrapper *unwrapper;

  g_return_val_if_fail (file != NULL, NULL);

  unwrapper = g_new0 (VtUnwrapper, 1);
  unwrapper->file = g_strdup (file);
  unwrapper->records = g_array_new (FALSE, TRUE, sizeof (Record));
  g_array_set_clear_func (unwrapper->records, record_clear);
  return unwrapper;
}

void
vt_unwrapper_free (VtUnwrapper *unwrapper)
{
  if (unwrapper == NULL)
    return;
  g_array_unref (unwrapper->records);
  g_clear_pointer (&unwrapper->atoms, vt_atom_table_unref);
  g_free (unwrapper->fractional);
  g_free (unwrapper->shift);
  g_free (unwrapper->file);
  g_free (unwrapper);
}

guint
vt_unwrapper_get_n_followed (const VtUnwrapper *unwrapper)
{
  g_return_val_if_fail (unwrapper != NULL, 0);
  return unwrapper->records->len;
}

static gboolean
fail_step (const VtUnwrapper *unwrapper, VtFrame *frame, gsize atom, guint axis, double step, GError **error)
{
  const VtPlace place = { unwrapper->file, unwrapper->records->len, 0,
                          _("Write unwrapped coordinates (xu yu zu) or image flags (ix iy iz), or frames more often") };

  vt_set_error_at (error, VT_ERROR_INPUT, &place,
                   _("atom %" PRId64 " lies %.2f of the cell's width along %c from where it was: too far to "
                     "tell through which side it went"),
                   vt_atom_table_get_ids (vt_frame_get_atoms (frame))[atom], fabs (step), "abc"[axis]);
  return FALSE;
}

/* One atom: @previous and @last_shift are those of the frame before, or NULL for a newcomer. */
static gboolean
follow_atom (const VtUnwrapper *unwrapper, VtFrame *frame, const VtCell *cell, gsize atom, gint64 from,
             double fractional[3], gint32 shift[3], GError **error)
{
  gsize n_from = unwrapper->atoms != NULL ? vt_atom_table_get_n (unwrapper->atoms) : 0;
  double position[3];

  vt_frame_get_position (frame, atom, position);
  vt_cell_to_fractional (cell, position, fractional);
  for (guint axis = 0; axis < 3; axis++)
    {
      double step;

      shift[axis] = 0;
      if (from < 0 || !cell->periodic[axis])
        continue;
      step = fractional[axis] - unwrapper->fractional[axis * n_from + (gsize) from];
      if (!(fabs (step) < 1e9))
        continue;
      shift[axis] = (gint32) -rint (step);
      step += shift[axis];
      fractional[axis] += shift[axis];
      if (fabs (step) > VT_UNWRAPPER_MAX_STEP)
        return fail_step (unwrapper, frame, atom, axis, step, error);
    }
  return TRUE;
}

/* FALSE where a change does not fit the compact form. */
static gboolean
collect_changes (const VtUnwrapper *unwrapper, const gint32 *shift, gsize n, GArray *changes)
{
  for (gsize i = 0; i < n; i++)
    {
      ShiftChange entry = { .atom = (guint32) i };
      gboolean changed = FALSE;

      for (guint axis = 0; axis < 3; axis++)
        {
          gint64 change = (gint64) shift[axis * n + i] - unwrapper->shift[axis * n + i];

          if (change < G_MININT8 || change > G_MAXINT8)
            return FALSE;
          entry.change[axis] = (gint8) change;
          changed |= change != 0;
        }
      if (changed)
        g_array_append_val (changes, entry);
    }
  /* Where nearly all change, all anew is shorter. */
  return changes->len * sizeof (ShiftChange) < n * 3 * sizeof (gint32);
}

static void
add_record (VtUnwrapper *unwrapper, const VtCell *cell, const gint32 *shift, gsize n, gboolean same_atoms)
{
  Record record = { .cell = *cell };

  if (same_atoms && unwrapper->records->len % KEY_INTERVAL != 0)
    {
      g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (ShiftChange));

      if (collect_changes (unwrapper, shift, n, changes))
        {
          record.n_changes = changes->len;
          record.changes = g_memdup2 (changes->data, changes->len * sizeof (ShiftChange));
          unwrapper->size += sizeof record + record.n_changes * sizeof (ShiftChange);
          g_array_append_val (unwrapper->records, record);
          return;
        }
    }
  record.n_key = 3 * n;
  record.key = g_memdup2 (shift, 3 * n * sizeof (gint32));
  unwrapper->size += sizeof record + record.n_key * sizeof (gint32);
  g_array_append_val (unwrapper->records, record);
}

gboolean
vt_unwrapper_follow (VtUnwrapper *unwrapper, VtFrame *frame, GError **error)
{
  g_autofree gint64 *map = NULL;
  g_autofree double *fractional = NULL;
  g_autofree gint32 *shift = NULL;
  gboolean same_atoms;
  VtCell cell;
  gsize n;

  g_return_val_if_fail (unwrapper != NULL && frame != NULL, FALSE);

  n = vt_frame_get_n_atoms (frame);
  cell = *vt_frame_get_cell (frame);
  same_atoms = unwrapper->atoms != NULL && vt_atom_table_equal (unwrapper->atoms, vt_frame_get_atoms (frame));
  if (unwrapper->atoms != NULL)
    {
      g_autoptr (VtFrame) known = vt_frame_on_table (frame, unwrapper->atoms);

      vt_frame_follow_wrapped (&g_array_index (unwrapper->records, Record, unwrapper->records->len - 1).cell,
                               unwrapper->fractional, known, &cell);
      if (!same_atoms)
        map = vt_atom_table_map (unwrapper->atoms, vt_frame_get_atoms (frame));
    }
  fractional = g_new (double, 3 * n);
  shift = g_new (gint32, 3 * n);
  for (gsize i = 0; i < n; i++)
    {
      double f[3];
      gint32 s[3];

      if (!follow_atom (unwrapper, frame, &cell, i, same_atoms ? (gint64) i : map != NULL ? map[i] : -1, f, s, error))
        return FALSE;
      for (guint axis = 0; axis < 3; axis++)
        {
          fractional[axis * n + i] = f[axis];
          shift[axis * n + i] = s[axis];
        }
    }
  add_record (unwrapper, &cell, shift, n, same_atoms);
  g_clear_pointer (&unwrapper->atoms, vt_atom_table_unref);
  unwrapper->atoms = vt_atom_table_ref (vt_frame_get_atoms (frame));
  g_free (unwrapper->fractional);
  g_free (unwrapper->shift);
  unwrapper->fractional = g_steal_pointer (&fractional);
  unwrapper->shift = g_steal_pointer (&shift);
  return TRUE;
}

/* The shifts of a frame: (transfer full), [3][n]. */
static gint32 *
restore_shifts (const VtUnwrapper *unwrapper, guint index)
{
  const Record *record;
  guint key = index;
  gint32 *shift;
  gsize n;

  while (g_array_index (unwrapper->records, Record, key).n_key == 0 && key > 0)
    key--;
  record = &g_array_index (unwrapper->records, Record, key);
  n = record->n_key / 3;
  shift = g_memdup2 (record->key, record->n_key * sizeof (gint32));
  for (guint k = key + 1; k <= index; k++)
    {
      record = &g_array_index (unwrapper->records, Record, k);
      for (gsize c = 0; c < record->n_changes; c++)
        for (guint axis = 0; axis < 3; axis++)
          shift[axis * n + record->changes[c].atom] += record->changes[c].change[axis];
    }
  return shift;
}

static GPtrArray *
share_columns (VtFrame *frame)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);

  for (guint c = 0; c < vt_frame_get_n_columns (frame); c++)
    g_ptr_array_add (columns, vt_column_ref (vt_frame_get_column (frame, c)));
  return columns;
}

VtFrame *
vt_unwrapper_apply (const VtUnwrapper *unwrapper, guint index, VtFrame *frame)
{
  g_autofree gint32 *shift = NULL;
  const VtCell *cell;
  double *positions;
  gsize n;

  g_return_val_if_fail (unwrapper != NULL && frame != NULL, NULL);
  g_return_val_if_fail (index < unwrapper->records->len, NULL);

  n = vt_frame_get_n_atoms (frame);
  shift = restore_shifts (unwrapper, index);
  cell = &g_array_index (unwrapper->records, Record, index).cell;
  positions = g_new (double, 3 * n);
  for (guint d = 0; d < 3; d++)
    {
      const double *written = vt_frame_get_axis (frame, d);

      for (gsize i = 0; i < n; i++)
        positions[d * n + i] = written[i] + shift[i] * cell->vectors[0][d] + shift[n + i] * cell->vectors[1][d]
                               + shift[2 * n + i] * cell->vectors[2][d];
    }
  return vt_frame_new_take (vt_frame_get_atoms (frame), vt_frame_get_cell (frame), positions,
                            vt_frame_get_time (frame), vt_frame_get_step (frame), share_columns (frame));
}
