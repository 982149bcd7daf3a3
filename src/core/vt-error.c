#include "vt-error.h"

#include <inttypes.h>
#include "vt-i18n.h"

G_DEFINE_QUARK (vt-error-quark, vt_error)

static gboolean names_options;

static void
append_place (GString *text, const VtPlace *place)
{
  if (place->file != NULL)
    g_string_append_printf (text, "%s: ", place->file);
  if (place->frame >= 0)
    {
      g_string_append_printf (text, _("frame %" PRId64), place->frame);
      g_string_append (text, place->line > 0 ? ", " : ": ");
    }
  if (place->line > 0)
    {
      g_string_append_printf (text, _("line %" PRId64), place->line);
      g_string_append (text, ": ");
    }
}

void
vt_set_error_at (GError **error, VtErrorCode code, const VtPlace *place, const char *format, ...)
{
  g_autoptr (GString) text = g_string_new (NULL);
  va_list arguments;

  if (error == NULL)
    return;

  if (place != NULL)
    append_place (text, place);
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
  if (place != NULL && place->hint != NULL)
    g_string_append_printf (text, ". %s", place->hint);

  g_set_error_literal (error, VT_ERROR, code, text->str);
}

void
vt_error_name_options (gboolean named)
{
  names_options = named;
}

void
vt_error_add_option (GError **error, const char *format, ...)
{
  g_autofree char *option = NULL, *message = NULL;
  va_list arguments;

  if (!names_options || error == NULL || *error == NULL)
    return;

  va_start (arguments, format);
  option = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  message = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strdup_printf ("%s (%s)", message, option);
}
