#include "vt-frame.h"

#include <math.h>
#include <string.h>

struct _VtFrame
{
  gatomicrefcount  references;
  VtAtomTable     *atoms;
  VtCell           cell;
  gsize            n;
  double          *positions;
  double           time;
  gint64           step;
  GPtrArray       *columns;
};

G_DEFINE_BOXED_TYPE (VtFrame, vt_frame, vt_frame_ref, vt_frame_unref)

static gboolean
columns_fit (GPtrArray *columns, gsize n)
{
  for (guint c = 0; columns != NULL && c < columns->len; c++)
    if (vt_column_get_n (g_ptr_array_index (columns, c)) != n)
      return FALSE;
  return TRUE;
}

VtFrame *
vt_frame_new_take (VtAtomTable *atoms, const VtCell *cell, double *positions, double time, gint64 step,
                   GPtrArray *columns)
{
  VtFrame *frame;

  g_return_val_if_fail (atoms != NULL, NULL);
  g_return_val_if_fail (cell != NULL, NULL);
  g_return_val_if_fail (positions != NULL || vt_atom_table_get_n (atoms) == 0, NULL);
  g_return_val_if_fail (columns_fit (columns, vt_atom_table_get_n (atoms)), NULL);

  frame = g_new0 (VtFrame, 1);
  g_atomic_ref_count_init (&frame->references);
  frame->atoms = vt_atom_table_ref (atoms);
  frame->cell = *cell;
  frame->n = vt_atom_table_get_n (atoms);
  frame->positions = positions;
  frame->time = time;
  frame->step = step;
  frame->columns = columns;
  return frame;
}

VtFrame *
vt_frame_ref (VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  g_atomic_ref_count_inc (&frame->references);
  return frame;
}

void
vt_frame_unref (VtFrame *frame)
{
  g_return_if_fail (frame != NULL);

  if (!g_atomic_ref_count_dec (&frame->references))
    return;
  vt_atom_table_unref (frame->atoms);
  g_free (frame->positions);
  g_clear_pointer (&frame->columns, g_ptr_array_unref);
  g_free (frame);
}

gsize
vt_frame_get_n_atoms (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return frame->n;
}

VtAtomTable *
vt_frame_get_atoms (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  return frame->atoms;
}

const VtCell *
vt_frame_get_cell (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  return &frame->cell;
}

const double *
vt_frame_get_axis (const VtFrame *frame, guint axis)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (axis < 3, NULL);

  /* A frame without atoms may hold no array at all. */
  return frame->n > 0 ? frame->positions + axis * frame->n : frame->positions;
}

void
vt_frame_get_position (const VtFrame *frame, gsize atom, double position[3])
{
  g_return_if_fail (frame != NULL);
  g_return_if_fail (atom < frame->n);

  for (guint d = 0; d < 3; d++)
    position[d] = frame->positions[d * frame->n + atom];
}

double
vt_frame_get_time (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NAN);

  return frame->time;
}

gint64
vt_frame_get_step (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return frame->step;
}

guint
vt_frame_get_n_columns (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return frame->columns != NULL ? frame->columns->len : 0;
}

VtColumn *
vt_frame_get_column (const VtFrame *frame, guint index)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (index < vt_frame_get_n_columns (frame), NULL);

  return g_ptr_array_index (frame->columns, index);
}

VtColumn *
vt_frame_find_column (const VtFrame *frame, const char *name)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint c = 0; c < vt_frame_get_n_columns (frame); c++)
    {
      VtColumn *column = g_ptr_array_index (frame->columns, c);

      if (strcmp (vt_column_get_name (column), name) == 0)
        return column;
    }
  return NULL;
}

gsize
vt_frame_get_size (const VtFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return sizeof *frame + frame->n * sizeof (double) * (3 + vt_frame_get_n_columns (frame));
}

static void
gather (const double *from, const gint64 *map, gsize n, double *onto)
{
  for (gsize i = 0; i < n; i++)
    onto[i] = map[i] >= 0 ? from[map[i]] : NAN;
}

static GPtrArray *
gather_columns (const VtFrame *frame, const gint64 *map, gsize n)
{
  GPtrArray *columns;

  if (frame->columns == NULL)
    return NULL;

  columns = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);
  for (guint c = 0; c < frame->columns->len; c++)
    {
      const VtColumn *column = g_ptr_array_index (frame->columns, c);
      double *values = g_new (double, n);

      gather (vt_column_get_values (column), map, n, values);
      g_ptr_array_add (columns,
                       vt_column_new_take (vt_column_get_name (column), vt_column_get_unit (column), values, n));
    }
  return columns;
}

VtFrame *
vt_frame_on_table (VtFrame *frame, VtAtomTable *atoms)
{
  g_autofree gint64 *map = NULL;
  double *positions;
  gsize n;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (atoms != NULL, NULL);

  if (vt_atom_table_equal (frame->atoms, atoms))
    return vt_frame_ref (frame);

  n = vt_atom_table_get_n (atoms);
  map = vt_atom_table_map (frame->atoms, atoms);
  positions = g_new (double, 3 * n);
  for (guint d = 0; d < 3; d++)
    gather (vt_frame_get_axis (frame, d), map, n, positions + d * n);

  return vt_frame_new_take (atoms, &frame->cell, positions, frame->time, frame->step, gather_columns (frame, map, n));
}
