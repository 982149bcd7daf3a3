#include "vt-pdf.h"

#include <cairo-pdf.h>
#include <string.h>

void
vt_pdf_set_fields (cairo_surface_t *surface, const VtExportField *fields, guint n_fields)
{
  g_autoptr (GString) subject = g_string_new (NULL);

  g_return_if_fail (surface != NULL);
  g_return_if_fail (fields != NULL || n_fields == 0);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Vitrine " VT_VERSION);
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "Title"))
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, fields[i].value);
    else if (g_str_equal (fields[i].key, "Author"))
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, fields[i].value);
    else
      g_string_append_printf (subject, "%s%s: %s", subject->len > 0 ? "\n" : "", fields[i].key, fields[i].value);
  if (subject->len > 0)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, subject->str);
}

void
vt_pdf_forget_date (GByteArray *pdf)
{
  static const char key[] = "/CreationDate (";
  char *start, *found = NULL, *end;

  g_return_if_fail (pdf != NULL);

  start = (char *) pdf->data;
  /* The dictionary comes last; bytes before it are compressed and could spell anything. g_strrstr_len() would stop at a
   * NUL among them. */
  for (gsize i = pdf->len; i >= strlen (key) && found == NULL; i--)
    if (memcmp (start + i - strlen (key), key, strlen (key)) == 0)
      found = start + i - strlen (key);
  if (found == NULL)
    return;
  end = memchr (found, ')', pdf->len - (found - start));
  if (end != NULL)
    memset (found, ' ', end + 1 - found);
}
