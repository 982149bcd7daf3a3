#include "vt-output-format.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "vt-number.h"

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, g_ascii_iscntrl (*p) ? ' ' : *p);
    }
  g_string_append_c (text, '"');
}

/* A key may not be one that the format itself gives a meaning, nor hold blanks or signs. */
static void
append_metadata (GString *text, const char *const *metadata)
{
  for (; metadata != NULL && metadata[0] != NULL && metadata[1] != NULL; metadata += 2)
    {
      g_autofree char *key = g_strdup (metadata[0]);

      g_strcanon (key, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-", '_');
      g_string_append_printf (text, " vitrine_%s=", key);
      append_quoted (text, metadata[1]);
    }
}

static void
append_cell (GString *text, const VtCell *cell)
{
  g_string_append (text, "Lattice=\"");
  for (guint i = 0; i < 9; i++)
    {
      g_string_append (text, i > 0 ? " " : "");
      vt_output_append_number (text, cell->vectors[i / 3][i % 3]);
    }
  g_string_append (text, "\" Origin=\"");
  for (guint d = 0; d < 3; d++)
    {
      g_string_append (text, d > 0 ? " " : "");
      vt_output_append_number (text, cell->origin[d]);
    }
  g_string_append_printf (text, "\" pbc=\"%s %s %s\"", cell->periodic[0] ? "T" : "F", cell->periodic[1] ? "T" : "F",
                          cell->periodic[2] ? "T" : "F");
}

static void
write_header (const VtOutput *output, GString *text)
{
  VtFrame *frame = output->frame;

  g_string_append_printf (text, "%zu\n", vt_frame_get_n_atoms (frame));
  append_cell (text, vt_frame_get_cell (frame));
  g_string_append (text, " Properties=id:I:1:species:S:1:pos:R:3");
  for (guint c = 0; c < output->n_columns; c++)
    {
      g_autofree char *word = vt_output_column_get_word (&output->columns[c]);

      g_string_append_printf (text, ":%s:%c:1", word, output->columns[c].categories != NULL ? 'S' : 'R');
    }
  if (!isnan (vt_frame_get_time (frame)))
    {
      g_string_append (text, " Time=");
      vt_output_append_number (text, vt_frame_get_time (frame));
    }
  if (vt_frame_get_step (frame) >= 0)
    g_string_append_printf (text, " Step=%" PRId64, vt_frame_get_step (frame));
  append_metadata (text, output->metadata);
  g_string_append_c (text, '\n');
}

static void
write_row (const VtOutput *output, gsize atom, GString *text)
{
  double position[3];

  vt_frame_get_position (output->frame, atom, position);
  g_string_append_printf (text, "%" PRId64 " %s", vt_output_get_id (output, atom),
                          vt_output_get_element (output, atom));
  for (guint d = 0; d < 3; d++)
    {
      g_string_append_c (text, ' ');
      vt_output_append_number (text, position[d]);
    }
  for (guint c = 0; c < output->n_columns; c++)
    {
      const VtOutputColumn *column = &output->columns[c];
      const char *category = vt_output_column_get_text (column, atom);

      g_string_append_c (text, ' ');
      if (column->categories != NULL)
        g_string_append (text, category != NULL ? category : "-");
      else
        vt_output_append_number (text, vt_column_get_values (column->column)[atom]);
    }
  g_string_append_c (text, '\n');
}

const VtOutputFormat vt_output_format_extxyz = { write_header, write_row };
