/* The interface every trajectory format implements. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

#define VT_TYPE_READER (vt_reader_get_type ())
G_DECLARE_INTERFACE (VtReader, vt_reader, VT, READER, GObject)

/**
 * VtReaderInterface:
 * @get_n_frames: frames found by now
 * @get_step: MD step of a frame, or -1 where the file does not tell
 * @get_time: time in ps, NaN where the file does not tell
 * @get_n_atoms: atoms of a frame, known from the index alone
 * @read_frame: (transfer full): parses one frame; positions unwrapped where the file says how, else as they stand
 *   (then @is_wrapped is TRUE). Called from one thread at a time.
 * @is_wrapped: whether positions are only known modulo the cell
 * @get_format: (nullable): "LAMMPS dump, gzip"
 * @get_units: (nullable): LAMMPS's name of the units the file was written in, NULL where it does not tell; whatever
 *   they were, frames are in Å and ps, but for "lj", which stays reduced
 * @get_warnings: (nullable): sentences about what was left out, NULL-terminated
 */
struct _VtReaderInterface
{
  GTypeInterface parent;

  guint      (*get_n_frames) (VtReader *reader);
  gint64     (*get_step) (VtReader *reader, guint frame);
  double     (*get_time) (VtReader *reader, guint frame);
  gsize      (*get_n_atoms) (VtReader *reader, guint frame);
  gboolean   (*is_wrapped) (VtReader *reader);
  VtFrame   *(*read_frame) (VtReader *reader, guint frame, GCancellable *cancellable, GError **error);
  const char        *(*get_format) (VtReader *reader);
  const char        *(*get_units) (VtReader *reader);
  const char *const *(*get_warnings) (VtReader *reader);
};

guint    vt_reader_get_n_frames (VtReader *reader);
gint64   vt_reader_get_step (VtReader *reader, guint frame);
double   vt_reader_get_time (VtReader *reader, guint frame);
gsize    vt_reader_get_n_atoms (VtReader *reader, guint frame);
gboolean vt_reader_is_wrapped (VtReader *reader);
VtFrame *vt_reader_read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error);
/* "" where the reader does not tell. */
const char        *vt_reader_get_format (VtReader *reader);
/* (nullable) */
const char        *vt_reader_get_units (VtReader *reader);
/* Never NULL. */
const char *const *vt_reader_get_warnings (VtReader *reader);

G_END_DECLS
