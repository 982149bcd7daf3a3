#include "vt-cli-output.h"

#include <errno.h>
#include <math.h>
#include <unistd.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-output-file.h"

gboolean
vt_cli_check_file (GFile *file, GError **error)
{
  g_autoptr (VtOutputFile) trial = vt_output_file_begin (file, error);

  return trial != NULL;
}

gboolean
vt_cli_check_directory (GFile *directory, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (directory);
  g_autoptr (GFile) ancestor = g_object_ref (directory);
  g_autofree char *path = NULL;

  while (ancestor != NULL && !g_file_query_exists (ancestor, NULL))
    {
      g_autoptr (GFile) child = g_steal_pointer (&ancestor);
      ancestor = g_file_get_parent (child);
    }
  path = ancestor != NULL ? g_file_get_path (ancestor) : NULL;
  errno = ENOTDIR;
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR) && access (path, W_OK | X_OK) == 0)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_OUTPUT, &(VtPlace){ name, -1, 0, NULL }, _("nothing can be written there: %s"),
                   g_strerror (errno));
  return FALSE;
}

/* ---- tables ---- */

/* None where the whole column is whole. */
static int
decimals_of (const VtTable *table, guint column, int decimals)
{
  for (guint row = 0; !vt_table_column_is_text (table, column) && row < vt_table_get_n_rows (table); row++)
    {
      double number = vt_table_get_number (table, row, column);
      if (!isnan (number) && number != rint (number))
        return decimals;
    }
  return 0;
}

static char *
format_cell (const VtTable *table, guint row, guint column, int decimals)
{
  char format[16], text[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  if (vt_table_column_is_text (table, column))
    return g_strdup (vt_table_get_text (table, row, column));
  number = vt_table_get_number (table, row, column);
  if (isnan (number))
    return g_strdup ("–");
  g_snprintf (format, sizeof format, "%%.%df", decimals_of (table, column, decimals));
  return g_strdup (g_ascii_formatd (text, sizeof text, format, number));
}

static char *
format_header (const VtTable *table, guint column)
{
  return vt_unit_label (vt_table_get_column_name (table, column), vt_table_get_column_unit (table, column));
}

/* Texts to the left, numbers to the right. */
static void
print_cell (const char *text, glong width, gboolean left)
{
  glong pad = MAX (0, width - g_utf8_strlen (text, -1));

  g_print ("%*s%s%*s", left ? 0 : (int) pad, "", text, left ? (int) pad : 0, "");
}

static glong
measure_column (const VtTable *table, guint column, int decimals)
{
  g_autofree char *header = format_header (table, column);
  glong width = g_utf8_strlen (header, -1);

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      g_autofree char *cell = format_cell (table, row, column, decimals);
      width = MAX (width, g_utf8_strlen (cell, -1));
    }
  return width;
}

void
vt_cli_print_table (const VtTable *table, int decimals)
{
  guint n = vt_table_get_n_columns (table);
  g_autofree glong *widths = g_new (glong, n);

  g_return_if_fail (table != NULL);

  for (guint c = 0; c < n; c++)
    widths[c] = measure_column (table, c, decimals);
  for (guint row = 0; row <= vt_table_get_n_rows (table); row++)
    {
      for (guint c = 0; c < n; c++)
        {
          g_autofree char *cell = row == 0 ? format_header (table, c) : format_cell (table, row - 1, c, decimals);
          g_print (c > 0 ? "  " : "");
          print_cell (cell, widths[c], vt_table_column_is_text (table, c));
        }
      g_print ("\n");
    }
}
