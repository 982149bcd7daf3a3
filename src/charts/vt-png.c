/* A PNG file is a signature and chunks: length, type, data, CRC-32 over type and data, all big-endian (W3C PNG, 2003).
 * Cairo writes IHDR first; resolution (pHYs, pixels a metre) and texts (tEXt in Latin-1, iTXt in UTF-8) go behind it.
 * O(bytes). */
#include "vt-png.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

#include "vt-error.h"
#include "vt-i18n.h"

#define SIGNATURE_LENGTH 8
#define IHDR_LENGTH (4 + 4 + 13 + 4)
#define KEYWORD_MAX 79
#define INCH 0.0254 /* m */

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
append_number (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *bytes, const char *type, const GByteArray *data)
{
  uLong crc = crc32 (0L, (const Bytef *) type, 4);

  append_number (bytes, data->len);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  if (data->len > 0)
    {
      g_byte_array_append (bytes, data->data, data->len);
      crc = crc32 (crc, data->data, data->len);
    }
  append_number (bytes, (guint32) crc);
}

static void
append_resolution (GByteArray *bytes, double dpi)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 metre = 1;

  append_number (data, (guint32) lround (dpi / INCH));
  append_number (data, (guint32) lround (dpi / INCH));
  g_byte_array_append (data, &metre, 1);
  append_chunk (bytes, "pHYs", data);
}

/* The registry's keywords are Latin-1 of 1 to 79 bytes; ours are ASCII. */
static void
append_text (GByteArray *bytes, const VtExportField *field)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gsize length = MIN (strlen (field->key), KEYWORD_MAX);

  if (length == 0)
    return;
  g_byte_array_append (data, (const guint8 *) field->key, (guint) length);
  g_byte_array_append (data, (const guint8 *) "", 1);
  if (g_str_is_ascii (field->value))
    {
      g_byte_array_append (data, (const guint8 *) field->value, (guint) strlen (field->value));
      append_chunk (bytes, "tEXt", data);
      return;
    }
  /* Not compressed, no language, no translated keyword. */
  g_byte_array_append (data, (const guint8 *) "\0\0\0\0", 4);
  g_byte_array_append (data, (const guint8 *) field->value, (guint) strlen (field->value));
  append_chunk (bytes, "iTXt", data);
}

GByteArray *
vt_png_encode (cairo_surface_t     *surface,
               double               dpi,
               const VtExportField *fields,
               guint                n_fields,
               GError             **error)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  GByteArray *bytes;
  cairo_status_t status;

  g_return_val_if_fail (surface != NULL, NULL);
  g_return_val_if_fail (fields != NULL || n_fields == 0, NULL);

  status = cairo_surface_write_to_png_stream (surface, collect, plain);
  if (status != CAIRO_STATUS_SUCCESS || plain->len < SIGNATURE_LENGTH + IHDR_LENGTH)
    {
      vt_set_error_at (error, VT_ERROR_OUTPUT, NULL, _("the picture could not be encoded: %s"),
                       cairo_status_to_string (status));
      return NULL;
    }

  bytes = g_byte_array_sized_new (plain->len + 1024);
  g_byte_array_append (bytes, plain->data, SIGNATURE_LENGTH + IHDR_LENGTH);
  append_resolution (bytes, dpi);
  for (guint i = 0; i < n_fields; i++)
    append_text (bytes, &fields[i]);
  g_byte_array_append (bytes, plain->data + SIGNATURE_LENGTH + IHDR_LENGTH,
                       plain->len - SIGNATURE_LENGTH - IHDR_LENGTH);
  return bytes;
}
