/* One error domain. A message names the file, the frame and the line, and says what would be right. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VT_ERROR (vt_error_quark ())

/**
 * VtErrorCode:
 * @VT_ERROR_FORMAT: the bytes are not what their format promises
 * @VT_ERROR_INPUT: readable, but it cannot serve: a lag, an element, a temperature is missing
 * @VT_ERROR_MODEL: a model file that cannot be used
 * @VT_ERROR_SESSION: a session file that cannot be used
 * @VT_ERROR_OUTPUT: a result that could not be written
 * @VT_ERROR_LIMIT: more memory or more atoms than can be had
 * @VT_ERROR_UNAVAILABLE: this machine lacks something, OpenGL for one
 * @VT_ERROR_USAGE: an option or a value that makes no sense
 */
typedef enum
{
  VT_ERROR_FORMAT,
  VT_ERROR_INPUT,
  VT_ERROR_MODEL,
  VT_ERROR_SESSION,
  VT_ERROR_OUTPUT,
  VT_ERROR_LIMIT,
  VT_ERROR_UNAVAILABLE,
  VT_ERROR_USAGE
} VtErrorCode;

/**
 * VtPlace:
 * @file: display name of the file, or %NULL
 * @frame: frame number counted from 0, or -1
 * @line: line number counted from 1, or 0
 * @hint: what would be right, a whole sentence, or %NULL
 */
typedef struct
{
  const char *file;
  gint64      frame;
  gint64      line;
  const char *hint;
} VtPlace;

GQuark vt_error_quark (void);

/* "FILE: frame F, line L: MESSAGE. HINT", on one line. A %NULL @place gives MESSAGE alone. */
void vt_set_error_at (GError       **error,
                      VtErrorCode    code,
                      const VtPlace *place,
                      const char    *format,
                      ...) G_GNUC_PRINTF (4, 5);

/* Whether errors name the options of the command line that would help: in the window nobody can give one. At first
 * FALSE; to be set before there are threads. */
void vt_error_name_options (gboolean named);
/* " (OPTION)" after the message, where options are named: "--timestep". */
void vt_error_add_option (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
