#include "vt-text-reader.h"

struct _VtTextReader
{
  GObject       parent_instance;
  VtTextFrames *frames;
  char         *format;
  char         *units;
};

static void vt_text_reader_reader_init (VtReaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VtTextReader, vt_text_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VT_TYPE_READER, vt_text_reader_reader_init))

VtReader *
vt_text_reader_new (VtTextFrames *frames, const char *format, const char *units)
{
  VtTextReader *self;

  g_return_val_if_fail (frames != NULL && format != NULL, NULL);

  self = g_object_new (VT_TYPE_TEXT_READER, NULL);
  self->frames = frames;
  self->format = g_strdup (format);
  self->units = g_strdup (units);
  return VT_READER (self);
}

static guint
get_n_frames (VtReader *reader)
{
  return vt_text_frames_get_n (VT_TEXT_READER (reader)->frames);
}

static gint64
get_step (VtReader *reader, guint frame)
{
  return vt_text_frames_get (VT_TEXT_READER (reader)->frames, frame)->step;
}

static double
get_time (VtReader *reader, guint frame)
{
  return vt_text_frames_get (VT_TEXT_READER (reader)->frames, frame)->time;
}

static gsize
get_n_atoms (VtReader *reader, guint frame)
{
  return (gsize) vt_text_frames_get (VT_TEXT_READER (reader)->frames, frame)->n_atoms;
}

static gboolean
is_wrapped (VtReader *reader)
{
  return vt_text_frames_is_wrapped (VT_TEXT_READER (reader)->frames);
}

static VtFrame *
read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error)
{
  return vt_text_frames_read (VT_TEXT_READER (reader)->frames, frame, cancellable, error);
}

static const char *
get_format (VtReader *reader)
{
  return VT_TEXT_READER (reader)->format;
}

static const char *
get_units (VtReader *reader)
{
  return VT_TEXT_READER (reader)->units;
}

static const char *const *
get_warnings (VtReader *reader)
{
  return vt_text_frames_get_warnings (VT_TEXT_READER (reader)->frames);
}

static void
vt_text_reader_reader_init (VtReaderInterface *iface)
{
  iface->get_n_frames = get_n_frames;
  iface->get_step = get_step;
  iface->get_time = get_time;
  iface->get_n_atoms = get_n_atoms;
  iface->is_wrapped = is_wrapped;
  iface->read_frame = read_frame;
  iface->get_format = get_format;
  iface->get_units = get_units;
  iface->get_warnings = get_warnings;
}

static void
vt_text_reader_finalize (GObject *object)
{
  VtTextReader *self = VT_TEXT_READER (object);

  g_clear_pointer (&self->frames, vt_text_frames_free);
  g_free (self->format);
  g_free (self->units);
  G_OBJECT_CLASS (vt_text_reader_parent_class)->finalize (object);
}

static void
vt_text_reader_class_init (VtTextReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vt_text_reader_finalize;
}

static void
vt_text_reader_init (VtTextReader *self)
{
}
