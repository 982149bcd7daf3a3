#include "vt-output-format.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* RFC 4180 */
static void
append_field (GString *text, const char *value)
{
  if (strpbrk (value, ",\"\r\n") == NULL)
    {
      g_string_append (text, value);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static void
write_header (const VtOutput *output, GString *text)
{
  g_string_append (text, "id,element,x,y,z");
  for (guint c = 0; c < output->n_columns; c++)
    {
      g_string_append_c (text, ',');
      append_field (text, vt_column_get_name (output->columns[c].column));
    }
  g_string_append_c (text, '\n');
}

static void
append_number (GString *text, double value)
{
  g_string_append_c (text, ',');
  if (!isnan (value))
    vt_output_append_number (text, value);
}

static void
write_row (const VtOutput *output, gsize atom, GString *text)
{
  double position[3];

  vt_frame_get_position (output->frame, atom, position);
  g_string_append_printf (text, "%" PRId64 ",", vt_output_get_id (output, atom));
  append_field (text, vt_output_get_element (output, atom));
  for (guint d = 0; d < 3; d++)
    append_number (text, position[d]);
  for (guint c = 0; c < output->n_columns; c++)
    {
      const VtOutputColumn *column = &output->columns[c];
      const char *category = vt_output_column_get_text (column, atom);

      if (column->categories == NULL)
        {
          append_number (text, vt_column_get_values (column->column)[atom]);
          continue;
        }
      g_string_append_c (text, ',');
      append_field (text, category != NULL ? category : "");
    }
  g_string_append_c (text, '\n');
}

const VtOutputFormat vt_output_format_csv = { write_header, write_row };
