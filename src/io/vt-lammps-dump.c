#include "vt-lammps-dump.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-number.h"
#include "vt-text-reader.h"

typedef enum
{
  BOX_ORTHOGONAL,
  BOX_RESTRICTED, /* xy xz yz: the first vector along x, the second in xy */
  BOX_GENERAL     /* abc origin */
} BoxKind;

/* A dump while its frames are looked for. */
typedef struct
{
  VtTextFrames *frames;
  VtRowLayout  *layout;  /* of the last header, shared by frames with the same */
  char         *columns; /* its text */
  char         *units;   /* NULL until the file tells */
} Dump;

/* A header while it is read. */
typedef struct
{
  VtTextFrame frame;
  gint64      frame_number;
  gint64      line;
  gboolean    has_step;
  gboolean    has_count;
  gboolean    has_box;
} Header;

static void
dump_clear (Dump *dump)
{
  g_clear_pointer (&dump->frames, vt_text_frames_free);
  g_clear_pointer (&dump->layout, vt_row_layout_unref);
  g_free (dump->columns);
  g_free (dump->units);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dump, dump_clear)

static gboolean
is_item (const VtTextLine *line)
{
  return vt_text_line_starts_with (line, "ITEM:");
}

G_GNUC_PRINTF (5, 6)
static VtTextStatus
fail (Dump *dump, const Header *header, const char *hint, GError **error, const char *format, ...)
{
  const VtPlace place = { vt_byte_source_get_name (vt_text_frames_get_source (dump->frames)), header->frame_number,
                          header->line, hint };
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  vt_set_error_at (error, VT_ERROR_FORMAT, &place, "%s", text);
  return VT_TEXT_FAILED;
}

/* The line below an ITEM. */
static VtTextStatus
next_line (VtLineScanner *scanner, Header *header, VtTextLine *line, GError **error)
{
  VtLineStatus status = vt_line_scanner_next (scanner, line, error);

  if (status == VT_LINE_FAILED)
    return VT_TEXT_FAILED;
  header->line = status == VT_LINE_END ? vt_line_scanner_get_line (scanner) : line->number;
  return status == VT_LINE_WHOLE ? VT_TEXT_WHOLE : VT_TEXT_CUT;
}

/* @n numbers and nothing else. */
static gboolean
parse_numbers (const VtTextLine *line, double *numbers, guint n)
{
  const char *p = vt_number_skip_blanks (line->text, line->end);

  for (guint i = 0; i < n; i++)
    {
      p = vt_number_parse (p, line->end, &numbers[i]);
      if (p == NULL)
        return FALSE;
      p = vt_number_skip_blanks (p, line->end);
    }
  return p == line->end;
}

static VtTextStatus
read_integer (Dump *dump, VtLineScanner *scanner, Header *header, gint64 *value, GError **error)
{
  VtTextLine line;
  VtTextStatus status = next_line (scanner, header, &line, error);
  g_autofree char *found = NULL;
  const char *p;

  if (status != VT_TEXT_WHOLE)
    return status;
  p = vt_number_skip_blanks (line.text, line.end);
  p = vt_number_parse_integer (p, line.end, value);
  if (p != NULL && vt_number_skip_blanks (p, line.end) == line.end && *value >= 0)
    return VT_TEXT_WHOLE;
  found = vt_text_quote (line.text, line.end);
  return fail (dump, header, _("A whole number that is not negative belongs there"), error,
               _("“%s” is no count"), found);
}

static VtTextStatus
read_time (Dump *dump, VtLineScanner *scanner, Header *header, GError **error)
{
  VtTextLine line;
  VtTextStatus status = next_line (scanner, header, &line, error);
  g_autofree char *found = NULL;

  if (status != VT_TEXT_WHOLE)
    return status;
  if (parse_numbers (&line, &header->frame.time, 1) && isfinite (header->frame.time))
    return VT_TEXT_WHOLE;
  found = vt_text_quote (line.text, line.end);
  return fail (dump, header, _("A number belongs there"), error, _("“%s” is no time"), found);
}

static VtTextStatus
read_units (Dump *dump, VtLineScanner *scanner, Header *header, GError **error)
{
  VtTextLine line;
  VtTextStatus status = next_line (scanner, header, &line, error);
  g_autofree char *found = NULL;

  if (status != VT_TEXT_WHOLE)
    return status;
  found = g_strstrip (vt_text_quote (line.text, line.end));
  if (!g_str_equal (found, "metal") && !g_str_equal (found, "real") && !g_str_equal (found, "lj"))
    return fail (dump, header, _("Lengths in Å are needed: metal, real; or lj"), error,
                 _("units “%s” are not understood"), found);
  if (dump->units != NULL && !g_str_equal (dump->units, found))
    return fail (dump, header, _("One file can have one set of units"), error,
                 _("the units change from %s to %s"), dump->units, found);
  g_free (dump->units);
  dump->units = g_steal_pointer (&found);
  return VT_TEXT_WHOLE;
}

/* "xy xz yz pp pp ff", "abc origin pp pp pp", "pp pp pp", or nothing: then it is periodic, as in dumps before 2010. */
static gboolean
parse_box_words (const char *text, BoxKind *kind, gboolean periodic[3])
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  guint axis = 0;

  *kind = BOX_ORTHOGONAL;
  periodic[0] = periodic[1] = periodic[2] = TRUE;
  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0' || g_str_equal (*word, "xz") || g_str_equal (*word, "yz") || g_str_equal (*word, "origin"))
        continue;
      if (g_str_equal (*word, "xy"))
        *kind = BOX_RESTRICTED;
      else if (g_str_equal (*word, "abc"))
        *kind = BOX_GENERAL;
      else if (axis < 3 && strlen (*word) <= 2 && strspn (*word, "pfsm") == strlen (*word))
        periodic[axis++] = **word == 'p';
      else
        return FALSE;
    }
  return axis == 0 || axis == 3;
}

/* LAMMPS writes the bounding box of a tilted cell: take off what the tilt adds (its manual's "Howto triclinic"). */
static gboolean
restricted_box (double line[3][4], BoxKind kind, double origin[3], double vectors[3][3])
{
  double xy = kind == BOX_RESTRICTED ? line[0][2] : 0.0;
  double xz = kind == BOX_RESTRICTED ? line[1][2] : 0.0;
  double yz = kind == BOX_RESTRICTED ? line[2][2] : 0.0;
  double low[3] = { line[0][0] - MIN (MIN (0.0, xy), MIN (xz, xy + xz)), line[1][0] - MIN (0.0, yz), line[2][0] };
  double high[3] = { line[0][1] - MAX (MAX (0.0, xy), MAX (xz, xy + xz)), line[1][1] - MAX (0.0, yz), line[2][1] };

  memset (vectors, 0, 9 * sizeof (double));
  for (guint d = 0; d < 3; d++)
    {
      origin[d] = low[d];
      vectors[d][d] = high[d] - low[d];
    }
  vectors[1][0] = xy;
  vectors[2][0] = xz;
  vectors[2][1] = yz;
  return high[0] > low[0] && high[1] > low[1] && high[2] > low[2];
}

static VtTextStatus
read_box (Dump *dump, VtLineScanner *scanner, Header *header, const char *words, GError **error)
{
  double numbers[3][4] = { { 0 } }, origin[3], vectors[3][3];
  gboolean periodic[3];
  g_autoptr (GError) reason = NULL;
  BoxKind kind;

  if (!parse_box_words (words, &kind, periodic))
    return fail (dump, header, _("Right would be “ITEM: BOX BOUNDS pp pp pp”"), error,
                 _("“%s” does not say which kind of box it is"), words);
  for (guint i = 0; i < 3; i++)
    {
      VtTextLine line;
      VtTextStatus status = next_line (scanner, header, &line, error);

      if (status != VT_TEXT_WHOLE)
        return status;
      if (!parse_numbers (&line, numbers[i], 2 + (guint) kind))
        return fail (dump, header, NULL, error, _("%u numbers of the box belong there"), 2 + (guint) kind);
    }
  if (kind == BOX_GENERAL)
    for (guint i = 0; i < 3; i++)
      {
        memcpy (vectors[i], numbers[i], sizeof vectors[i]);
        origin[i] = numbers[i][3];
      }
  else if (!restricted_box (numbers, kind, origin, vectors))
    return fail (dump, header, _("The upper bound must lie above the lower"), error, _("the box has no extent"));
  if (!vt_cell_init (&header->frame.cell, origin, vectors, periodic, &reason))
    return fail (dump, header, NULL, error, "%s", reason->message);
  return VT_TEXT_WHOLE;
}

/* Those of the columns that tell who an atom is. */
static VtRowRole
role_of_name (const VtRowLayout *layout, const char *name)
{
  gboolean has_element = vt_row_layout_find (layout, VT_ROW_ELEMENT) >= 0;

  if (g_str_equal (name, "id") && vt_row_layout_find (layout, VT_ROW_ID) < 0)
    return VT_ROW_ID;
  if (g_str_equal (name, "type") && vt_row_layout_find (layout, VT_ROW_TYPE) < 0)
    return VT_ROW_TYPE;
  if ((g_str_equal (name, "element") || g_str_equal (name, "typelabel")) && !has_element)
    return VT_ROW_ELEMENT;
  if (g_str_equal (name, "mass") && vt_row_layout_find (layout, VT_ROW_MASS) < 0)
    return VT_ROW_MASS;
  return VT_ROW_COLUMN;
}

/* Gives three fields their roles if all are there. */
static gboolean
take_triple (VtRowLayout *layout, const char *x, const char *y, const char *z, VtRowRole first)
{
  int fields[3] = { vt_row_layout_find_name (layout, x), vt_row_layout_find_name (layout, y),
                    vt_row_layout_find_name (layout, z) };

  if (fields[0] < 0 || fields[1] < 0 || fields[2] < 0)
    return FALSE;
  for (guint d = 0; d < 3; d++)
    layout->fields[fields[d]].role = first + d;
  return TRUE;
}

static gboolean
choose_coordinates (VtRowLayout *layout)
{
  if (take_triple (layout, "xu", "yu", "zu", VT_ROW_X))
    return TRUE;
  if (take_triple (layout, "xsu", "ysu", "zsu", VT_ROW_X))
    return layout->scaled = TRUE;
  if (!take_triple (layout, "x", "y", "z", VT_ROW_X))
    {
      if (!take_triple (layout, "xs", "ys", "zs", VT_ROW_X))
        return FALSE;
      layout->scaled = TRUE;
    }
  layout->wrapped = !take_triple (layout, "ix", "iy", "iz", VT_ROW_IMAGE_X);
  return TRUE;
}

static VtTextStatus
take_columns (Dump *dump, Header *header, const char *text, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (VtRowLayout) layout = NULL;

  if (dump->columns != NULL && g_str_equal (dump->columns, text))
    {
      header->frame.layout = vt_row_layout_ref (dump->layout);
      return VT_TEXT_WHOLE;
    }
  layout = vt_row_layout_new ();
  names = g_strsplit_set (text, " \t", -1);
  for (char **name = names; *name != NULL; name++)
    if (**name != '\0')
      vt_row_layout_add (layout, *name, role_of_name (layout, *name));
  if (!choose_coordinates (layout))
    return fail (dump, header, _("x y z, xs ys zs, xu yu zu or xsu ysu zsu are read, with or without ix iy iz"), error,
                 _("no complete coordinates are among the columns “%s”"), text);
  g_clear_pointer (&dump->layout, vt_row_layout_unref);
  g_free (dump->columns);
  dump->layout = vt_row_layout_ref (layout);
  dump->columns = g_strdup (text);
  header->frame.layout = g_steal_pointer (&layout);
  return VT_TEXT_WHOLE;
}

static VtTextStatus
read_atoms_item (Dump *dump, Header *header, const char *columns, GError **error)
{
  if (!header->has_step || !header->has_count || !header->has_box)
    return fail (dump, header, _("TIMESTEP, NUMBER OF ATOMS and BOX BOUNDS come before ATOMS"), error,
                 _("the header is incomplete"));
  return take_columns (dump, header, columns, error);
}

static const char *
text_behind (const char *item, const char *prefix)
{
  const char *text = item + strlen (prefix);

  return text + strspn (text, " \t");
}

/* The section a line begins. Leaves the layout set behind the last one. */
static VtTextStatus
read_item (Dump *dump, VtLineScanner *scanner, Header *header, const char *item, GError **error)
{
  VtTextStatus status;
  gint64 count = 0;

  if (g_str_equal (item, "UNITS"))
    return read_units (dump, scanner, header, error);
  if (g_str_equal (item, "TIME"))
    return read_time (dump, scanner, header, error);
  if (g_str_equal (item, "TIMESTEP") && !header->has_step)
    {
      header->has_step = TRUE;
      return read_integer (dump, scanner, header, &header->frame.step, error);
    }
  if (g_str_equal (item, "NUMBER OF ATOMS") && !header->has_count)
    {
      header->has_count = TRUE;
      status = read_integer (dump, scanner, header, &count, error);
      header->frame.n_atoms = (guint64) count;
      return status;
    }
  if (g_str_has_prefix (item, "BOX BOUNDS") && !header->has_box)
    {
      header->has_box = TRUE;
      return read_box (dump, scanner, header, text_behind (item, "BOX BOUNDS"), error);
    }
  if (g_str_has_prefix (item, "ATOMS"))
    return read_atoms_item (dump, header, text_behind (item, "ATOMS"), error);
  return fail (dump, header, _("Dumps of style atom or custom are read"), error,
               _("the section “%s” is not expected here"), item);
}

/* The first line of a header, blank lines before it passed over. */
static VtTextStatus
first_line (Dump *dump, VtLineScanner *scanner, Header *header, VtTextLine *line, GError **error)
{
  for (;;)
    {
      VtLineStatus status = vt_line_scanner_next (scanner, line, error);

      if (status == VT_LINE_FAILED)
        return VT_TEXT_FAILED;
      if (status == VT_LINE_END)
        return VT_TEXT_END;
      header->line = line->number;
      if (vt_number_skip_blanks (line->text, line->end) == line->end)
        continue;
      if (status == VT_LINE_CUT)
        return VT_TEXT_CUT;
      if (vt_text_line_starts_with (line, "ITEM: TIME") || vt_text_line_starts_with (line, "ITEM: UNITS"))
        return VT_TEXT_WHOLE;
      return vt_text_frames_fail_header (dump->frames, line, _("“ITEM: TIMESTEP” is expected"), error);
    }
}

static VtTextStatus
read_header (Dump *dump, VtLineScanner *scanner, Header *header, GError **error)
{
  VtTextLine line;
  VtTextStatus status = first_line (dump, scanner, header, &line, error);

  while (status == VT_TEXT_WHOLE)
    {
      g_autofree char *item = NULL;

      if (!is_item (&line))
        {
          g_autofree char *found = vt_text_quote (line.text, line.end);

          return fail (dump, header, _("A line that begins with “ITEM:” is expected"), error,
                       _("“%s” does not belong into a header"), found);
        }
      item = g_strndup (line.text + strlen ("ITEM:"), (gsize) (line.end - line.text) - strlen ("ITEM:"));
      if (!g_utf8_validate (item, -1, NULL))
        return fail (dump, header, NULL, error, _("the header is no text"));
      status = read_item (dump, scanner, header, g_strstrip (item), error);
      if (status != VT_TEXT_WHOLE || header->frame.layout != NULL)
        break;
      status = next_line (scanner, header, &line, error);
    }
  return status;
}

static gboolean
index_frames (Dump *dump, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (vt_text_frames_get_source (dump->frames), 0, 1);
  VtTextStatus status = VT_TEXT_WHOLE;

  while (status == VT_TEXT_WHOLE)
    {
      Header header = { .frame = { .time = NAN }, .frame_number = vt_text_frames_get_n (dump->frames) };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      status = read_header (dump, scanner, &header, error);
      if (status == VT_TEXT_CUT)
        {
          status = vt_text_frames_cut_header (dump->frames, header.line, error);
          break;
        }
      if (status != VT_TEXT_WHOLE)
        break;
      if (g_strcmp0 (dump->units, "real") == 0)
        header.frame.time *= 1e-3;
      status = vt_text_frames_add (dump->frames, scanner, &header.frame, progress, cancellable, error);
    }
  return status != VT_TEXT_FAILED && vt_text_frames_finish (dump->frames, error);
}

VtReader *
vt_lammps_dump_new (VtByteSource *source, const char *elements, VtProgress *progress, GCancellable *cancellable,
                    GError **error)
{
  g_auto (Dump) dump = { NULL };
  const char *format;

  g_return_val_if_fail (source != NULL, NULL);

  format = vt_byte_source_is_compressed (source) ? _("LAMMPS dump, gzip") : _("LAMMPS dump");
  dump.frames = vt_text_frames_new (source, elements, is_item, error);
  if (dump.frames == NULL || !index_frames (&dump, progress, cancellable, error))
    return NULL;
  return vt_text_reader_new (g_steal_pointer (&dump.frames), format, dump.units);
}

gboolean
vt_lammps_dump_sniff (const char *text, gsize length)
{
  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  return length >= strlen ("ITEM:") && memcmp (text, "ITEM:", strlen ("ITEM:")) == 0;
}
