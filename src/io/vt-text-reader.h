/* The reader of every text format, over the frames that were found in its file. */
#pragma once

#include "vt-reader.h"
#include "vt-text-frames.h"

G_BEGIN_DECLS

#define VT_TYPE_TEXT_READER (vt_text_reader_get_type ())
G_DECLARE_FINAL_TYPE (VtTextReader, vt_text_reader, VT, TEXT_READER, GObject)

/**
 * vt_text_reader_new:
 * @frames: (transfer full): finished
 * @format: as vt_reader_get_format() gives it
 * @units: (nullable): as vt_reader_get_units() gives it
 */
VtReader *vt_text_reader_new (VtTextFrames *frames, const char *format, const char *units);

G_END_DECLS
