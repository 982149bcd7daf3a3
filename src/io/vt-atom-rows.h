/* The atom lines of one frame, parsed in the file's order. */
#pragma once

#include "vt-byte-source.h"
#include "vt-row-layout.h"

G_BEGIN_DECLS

/**
 * VtAtomRows:
 * @id, @type, @image: NULL where the layout has no such field
 * @element: names packed into eight bytes, so that they compare as numbers; NULL likewise
 * @position: as written
 * @columns: one array for each of @names
 */
typedef struct
{
  gsize      n;
  gint64    *id;
  gint64    *type;
  guint64   *element;
  double    *mass;
  double    *position[3];
  gint64    *image[3];
  guint      n_columns;
  char     **names;
  double   **columns;
} VtAtomRows;

/**
 * VtRowsPlace:
 * @offset, @length: where in the source the lines are
 * @n: how many
 * @frame, @line: for messages; the first atom's line
 */
typedef struct
{
  guint64 offset;
  guint64 length;
  gsize   n;
  gint64  frame;
  gint64  line;
} VtRowsPlace;

/* Reads and parses, in parallel, a few MiB at a time. A VT_ROW_COLUMN that is no number on the first line is text, and
 * passed over. */
VtAtomRows *vt_atom_rows_read (VtByteSource      *source,
                               const VtRowLayout *layout,
                               const VtRowsPlace *place,
                               GCancellable      *cancellable,
                               GError           **error);
void        vt_atom_rows_free (VtAtomRows *rows);

/* A packed name as text: 9 bytes. */
void        vt_atom_rows_unpack (guint64 packed, char name[9]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtAtomRows, vt_atom_rows_free)

G_END_DECLS
