#include "vt-reader.h"

#include <math.h>

G_DEFINE_INTERFACE (VtReader, vt_reader, G_TYPE_OBJECT)

static void
vt_reader_default_init (VtReaderInterface *iface)
{
}

guint
vt_reader_get_n_frames (VtReader *reader)
{
  g_return_val_if_fail (VT_IS_READER (reader), 0);
  return VT_READER_GET_IFACE (reader)->get_n_frames (reader);
}

gint64
vt_reader_get_step (VtReader *reader, guint frame)
{
  g_return_val_if_fail (VT_IS_READER (reader), -1);
  return VT_READER_GET_IFACE (reader)->get_step (reader, frame);
}

double
vt_reader_get_time (VtReader *reader, guint frame)
{
  g_return_val_if_fail (VT_IS_READER (reader), NAN);
  return VT_READER_GET_IFACE (reader)->get_time (reader, frame);
}

gsize
vt_reader_get_n_atoms (VtReader *reader, guint frame)
{
  g_return_val_if_fail (VT_IS_READER (reader), 0);
  return VT_READER_GET_IFACE (reader)->get_n_atoms (reader, frame);
}

gboolean
vt_reader_is_wrapped (VtReader *reader)
{
  g_return_val_if_fail (VT_IS_READER (reader), FALSE);
  return VT_READER_GET_IFACE (reader)->is_wrapped (reader);
}

VtFrame *
vt_reader_read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (VT_IS_READER (reader), NULL);
  return VT_READER_GET_IFACE (reader)->read_frame (reader, frame, cancellable, error);
}

const char *
vt_reader_get_format (VtReader *reader)
{
  g_return_val_if_fail (VT_IS_READER (reader), "");
  return VT_READER_GET_IFACE (reader)->get_format != NULL ? VT_READER_GET_IFACE (reader)->get_format (reader) : "";
}

const char *
vt_reader_get_units (VtReader *reader)
{
  g_return_val_if_fail (VT_IS_READER (reader), NULL);
  return VT_READER_GET_IFACE (reader)->get_units != NULL ? VT_READER_GET_IFACE (reader)->get_units (reader) : NULL;
}

const char *const *
vt_reader_get_warnings (VtReader *reader)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (VT_IS_READER (reader), none);
  return VT_READER_GET_IFACE (reader)->get_warnings != NULL ? VT_READER_GET_IFACE (reader)->get_warnings (reader)
                                                            : none;
}
