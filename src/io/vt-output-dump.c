#include "vt-output-format.h"

#include <inttypes.h>
#include <math.h>

/* A cell whose first vector lies along x and whose second lies in xy can be written in the form all programs read. */
static gboolean
is_restricted (const VtCell *cell)
{
  return cell->vectors[0][1] == 0.0 && cell->vectors[0][2] == 0.0 && cell->vectors[1][2] == 0.0
         && cell->vectors[0][0] > 0.0 && cell->vectors[1][1] > 0.0 && cell->vectors[2][2] > 0.0;
}

static void
append_numbers (GString *text, const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      vt_output_append_number (text, numbers[i]);
      g_string_append_c (text, i + 1 < n ? ' ' : '\n');
    }
}

static void
append_restricted (GString *text, const VtCell *cell, const char *boundary)
{
  double xy = cell->vectors[1][0], xz = cell->vectors[2][0], yz = cell->vectors[2][1];
  double lines[3][3];

  for (guint d = 0; d < 3; d++)
    {
      lines[d][0] = cell->origin[d];
      lines[d][1] = cell->origin[d] + cell->vectors[d][d];
    }
  lines[0][0] += MIN (MIN (0.0, xy), MIN (xz, xy + xz));
  lines[0][1] += MAX (MAX (0.0, xy), MAX (xz, xy + xz));
  lines[1][0] += MIN (0.0, yz);
  lines[1][1] += MAX (0.0, yz);
  lines[0][2] = xy;
  lines[1][2] = xz;
  lines[2][2] = yz;
  g_string_append_printf (text, "ITEM: BOX BOUNDS%s %s\n", vt_cell_is_orthogonal (cell) ? "" : " xy xz yz", boundary);
  for (guint d = 0; d < 3; d++)
    append_numbers (text, lines[d], vt_cell_is_orthogonal (cell) ? 2 : 3);
}

static void
append_general (GString *text, const VtCell *cell, const char *boundary)
{
  g_string_append_printf (text, "ITEM: BOX BOUNDS abc origin %s\n", boundary);
  for (guint i = 0; i < 3; i++)
    {
      const double line[4] = { cell->vectors[i][0], cell->vectors[i][1], cell->vectors[i][2], cell->origin[i] };

      append_numbers (text, line, 4);
    }
}

static void
write_header (const VtOutput *output, GString *text)
{
  VtFrame *frame = output->frame;
  const VtCell *cell = vt_frame_get_cell (frame);
  g_autofree char *boundary = g_strdup_printf ("%s %s %s", cell->periodic[0] ? "pp" : "ff",
                                               cell->periodic[1] ? "pp" : "ff", cell->periodic[2] ? "pp" : "ff");

  g_string_append_printf (text, "ITEM: UNITS\n%s\n", g_strcmp0 (output->units, "lj") == 0 ? "lj" : "metal");
  if (!isnan (vt_frame_get_time (frame)))
    {
      g_string_append (text, "ITEM: TIME\n");
      vt_output_append_number (text, vt_frame_get_time (frame));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, "ITEM: TIMESTEP\n%" PRId64 "\nITEM: NUMBER OF ATOMS\n%zu\n",
                          MAX (vt_frame_get_step (frame), 0), vt_frame_get_n_atoms (frame));
  if (is_restricted (cell))
    append_restricted (text, cell, boundary);
  else
    append_general (text, cell, boundary);
  g_string_append (text, "ITEM: ATOMS id element xu yu zu");
  for (guint c = 0; c < output->n_columns; c++)
    {
      g_autofree char *word = vt_output_column_get_word (&output->columns[c]);

      g_string_append_printf (text, " %s", word);
    }
  g_string_append_c (text, '\n');
}

static void
write_row (const VtOutput *output, gsize atom, GString *text)
{
  vt_output_format_extxyz.row (output, atom, text);
}

const VtOutputFormat vt_output_format_dump = { write_header, write_row };
