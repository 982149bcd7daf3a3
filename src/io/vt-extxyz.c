#include "vt-extxyz.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-number.h"
#include "vt-text-reader.h"

#define DEFAULT_PROPERTIES "species:S:1:pos:R:3"

/* A file while its frames are looked for. */
typedef struct
{
  VtTextFrames *frames;
  VtRowLayout  *layout;     /* of the last frame, shared by frames with the same properties */
  char         *properties; /* their text */
} Extxyz;

static void
extxyz_clear (Extxyz *xyz)
{
  g_clear_pointer (&xyz->frames, vt_text_frames_free);
  g_clear_pointer (&xyz->layout, vt_row_layout_unref);
  g_free (xyz->properties);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Extxyz, extxyz_clear)

static gboolean
is_comment (const VtTextLine *line)
{
  gsize length = (gsize) (line->end - line->text);

  return memmem (line->text, length, "Lattice=", 8) != NULL || memmem (line->text, length, "Properties=", 11) != NULL;
}

static VtTextStatus
fail (Extxyz *xyz, gint64 line, const char *hint, GError **error, const char *message)
{
  const VtPlace place = { vt_byte_source_get_name (vt_text_frames_get_source (xyz->frames)),
                          vt_text_frames_get_n (xyz->frames), line, hint };

  vt_set_error_at (error, VT_ERROR_FORMAT, &place, "%s", message);
  return VT_TEXT_FAILED;
}

/* A word, or what stands between quotes; backslashes before quotes are taken away. (transfer full) */
static char *
parse_value (const char **cursor)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *p = *cursor;
  char closing = *p == '"' ? '"' : *p == '\'' ? '\'' : *p == '{' ? '}' : '\0';

  if (closing != '\0')
    p++;
  while (*p != '\0' && (closing != '\0' ? *p != closing : !g_ascii_isspace (*p)))
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (value, *p++);
    }
  if (closing != '\0' && *p == closing)
    p++;
  *cursor = p;
  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* Keys in lower case, for "Time" and "time" mean the same. */
static GHashTable *
parse_pairs (const char *text)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *p = text;

  while (*p != '\0')
    {
      const char *key;

      while (g_ascii_isspace (*p))
        p++;
      key = p;
      while (*p != '\0' && *p != '=' && !g_ascii_isspace (*p))
        p++;
      if (*p == '=')
        {
          char *name = g_ascii_strdown (key, p - key);

          p++;
          g_hash_table_insert (pairs, name, parse_value (&p));
        }
    }
  return pairs;
}

static gboolean
parse_numbers (const char *text, double *numbers, guint n)
{
  const char *end = text + strlen (text), *p = vt_number_skip_blanks (text, end);

  for (guint i = 0; i < n; i++)
    {
      p = vt_number_parse (p, end, &numbers[i]);
      if (p == NULL)
        return FALSE;
      p = vt_number_skip_blanks (p, end);
    }
  return p == end;
}

static gboolean
parse_periodicity (const char *text, gboolean periodic[3])
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t,", -1);
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (n == 3 || strchr ("TtFf10", **word) == NULL)
        return FALSE;
      periodic[n++] = strchr ("Tt1", **word) != NULL;
    }
  return n == 3;
}

static VtTextStatus
take_cell (Extxyz *xyz, VtTextFrame *frame, GHashTable *pairs, gint64 line, GError **error)
{
  const char *lattice = g_hash_table_lookup (pairs, "lattice");
  const char *pbc = g_hash_table_lookup (pairs, "pbc");
  const char *corner = g_hash_table_lookup (pairs, "origin");
  double vectors[3][3], origin[3] = { 0.0, 0.0, 0.0 };
  gboolean periodic[3] = { TRUE, TRUE, TRUE };
  g_autoptr (GError) reason = NULL;

  if (lattice == NULL || !parse_numbers (lattice, &vectors[0][0], 9))
    return fail (xyz, line, _("Lattice=\"ax ay az bx by bz cx cy cz\" is needed"), error,
                 _("the cell's nine numbers are not there"));
  if (pbc != NULL && !parse_periodicity (pbc, periodic))
    return fail (xyz, line, _("Right would be pbc=\"T T F\""), error,
                 _("which directions are periodic is not understood"));
  if (corner != NULL && !parse_numbers (corner, origin, 3))
    return fail (xyz, line, _("Right would be Origin=\"0 0 0\""), error, _("the cell's origin is not understood"));
  if (!vt_cell_init (&frame->cell, origin, vectors, periodic, &reason))
    return fail (xyz, line, NULL, error, reason->message);
  return VT_TEXT_WHOLE;
}

static VtTextStatus
take_time (Extxyz *xyz, VtTextFrame *frame, GHashTable *pairs, gint64 line, GError **error)
{
  const char *time = g_hash_table_lookup (pairs, "time");
  const char *step = g_hash_table_lookup (pairs, "step");

  if (step == NULL)
    step = g_hash_table_lookup (pairs, "timestep");
  if (time != NULL && (!parse_numbers (time, &frame->time, 1) || !isfinite (frame->time)))
    return fail (xyz, line, _("A number of ps belongs there"), error, _("the time is no number"));
  /* ASE puts all sorts of things into "timestep": what is no whole number is no step. */
  if (step != NULL && (vt_number_parse_integer (step, step + strlen (step), &frame->step) == NULL || frame->step < 0))
    frame->step = -1;
  return VT_TEXT_WHOLE;
}

typedef struct
{
  const char *name;
  guint       count;
  VtRowRole   role;
} KnownProperty;

static const KnownProperty known_properties[] = {
  { "id", 1, VT_ROW_ID },           { "species", 1, VT_ROW_ELEMENT }, { "element", 1, VT_ROW_ELEMENT },
  { "type", 1, VT_ROW_TYPE },       { "mass", 1, VT_ROW_MASS },       { "masses", 1, VT_ROW_MASS },
  { "pos", 3, VT_ROW_X },           { "image", 3, VT_ROW_IMAGE_X },   { "images", 3, VT_ROW_IMAGE_X },
  { "ix", 1, VT_ROW_IMAGE_X },      { "iy", 1, VT_ROW_IMAGE_Y },      { "iz", 1, VT_ROW_IMAGE_Z },
};

static VtRowRole
role_of_property (const VtRowLayout *layout, const char *name, char type, guint count)
{
  if (type == 'S' || type == 'L')
    return g_str_equal (name, "species") || g_str_equal (name, "element") ? VT_ROW_ELEMENT : VT_ROW_SKIP;
  for (gsize i = 0; i < G_N_ELEMENTS (known_properties); i++)
    {
      const KnownProperty *known = &known_properties[i];
      gboolean whole = known->role != VT_ROW_X && known->role != VT_ROW_MASS;

      if (g_str_equal (known->name, name) && known->count == count && known->role != VT_ROW_ELEMENT
          && (!whole || type == 'I') && vt_row_layout_find (layout, known->role) < 0)
        return known->role;
    }
  return VT_ROW_COLUMN;
}

static gboolean
is_unwrapped_name (const char *name)
{
  return g_str_equal (name, "unwrapped_pos") || g_str_equal (name, "pos_unwrapped")
         || g_str_equal (name, "unwrapped_position");
}

static void
add_property (VtRowLayout *layout, const char *name, char type, guint count, gboolean unwrapped)
{
  VtRowRole role = role_of_property (layout, name, type, count);

  if (role == VT_ROW_ELEMENT && (count != 1 || vt_row_layout_find (layout, VT_ROW_ELEMENT) >= 0))
    role = VT_ROW_SKIP;
  if (unwrapped && role == VT_ROW_X)
    role = VT_ROW_SKIP;
  else if (unwrapped && role >= VT_ROW_IMAGE_X && role <= VT_ROW_IMAGE_Z)
    role = VT_ROW_COLUMN;
  else if (unwrapped && type == 'R' && count == 3 && is_unwrapped_name (name))
    role = VT_ROW_X;
  for (guint k = 0; k < count; k++)
    {
      g_autofree char *numbered = count > 1 ? g_strdup_printf ("%s_%u", name, k + 1) : g_strdup (name);
      gboolean triple = count == 3 && (role == VT_ROW_X || role == VT_ROW_IMAGE_X);

      vt_row_layout_add (layout, numbered, triple ? (VtRowRole) (role + k) : role);
    }
}

static gboolean
add_properties (VtRowLayout *layout, char **words)
{
  gboolean unwrapped = FALSE;
  guint n = g_strv_length (words);

  if (n == 0 || n % 3 != 0)
    return FALSE;
  for (guint i = 0; i < n; i += 3)
    unwrapped |= is_unwrapped_name (words[i]) && g_str_equal (words[i + 1], "R") && g_str_equal (words[i + 2], "3");
  for (guint i = 0; i < n; i += 3)
    {
      gint64 count;

      if (strlen (words[i + 1]) != 1 || strchr ("SRIL", *words[i + 1]) == NULL
          || vt_number_parse_integer (words[i + 2], words[i + 2] + strlen (words[i + 2]), &count) == NULL || count < 1
          || count > 1000)
        return FALSE;
      add_property (layout, words[i], *words[i + 1], (guint) count, unwrapped);
    }
  layout->wrapped = !unwrapped;
  return vt_row_layout_find (layout, VT_ROW_X) >= 0;
}

/* One or two image flags of three tell nothing. */
static void
settle_images (VtRowLayout *layout)
{
  gboolean complete = vt_row_layout_find (layout, VT_ROW_IMAGE_X) >= 0
                      && vt_row_layout_find (layout, VT_ROW_IMAGE_Y) >= 0
                      && vt_row_layout_find (layout, VT_ROW_IMAGE_Z) >= 0;

  if (complete)
    layout->wrapped = FALSE;
  for (guint i = 0; !complete && i < layout->n_fields; i++)
    if (layout->fields[i].role >= VT_ROW_IMAGE_X && layout->fields[i].role <= VT_ROW_IMAGE_Z)
      layout->fields[i].role = VT_ROW_COLUMN;
}

static VtTextStatus
take_properties (Extxyz *xyz, VtTextFrame *frame, GHashTable *pairs, gint64 line, GError **error)
{
  const char *text = g_hash_table_lookup (pairs, "properties");
  g_autoptr (VtRowLayout) layout = NULL;
  g_auto (GStrv) words = NULL;

  text = text != NULL ? text : DEFAULT_PROPERTIES;
  if (xyz->properties != NULL && g_str_equal (xyz->properties, text))
    {
      frame->layout = vt_row_layout_ref (xyz->layout);
      return VT_TEXT_WHOLE;
    }
  layout = vt_row_layout_new ();
  words = g_strsplit (text, ":", -1);
  if (!add_properties (layout, words))
    return fail (xyz, line, _("Right would be Properties=species:S:1:pos:R:3"), error,
                 _("the columns' description is not understood"));
  settle_images (layout);
  g_clear_pointer (&xyz->layout, vt_row_layout_unref);
  g_free (xyz->properties);
  xyz->layout = vt_row_layout_ref (layout);
  xyz->properties = g_strdup (text);
  frame->layout = g_steal_pointer (&layout);
  return VT_TEXT_WHOLE;
}

/* The count, blank lines before it passed over. */
static VtTextStatus
read_count (Extxyz *xyz, VtLineScanner *scanner, VtTextFrame *frame, gint64 *number, GError **error)
{
  for (;;)
    {
      VtTextLine line;
      VtLineStatus status = vt_line_scanner_next (scanner, &line, error);
      const char *p;
      gint64 count;

      if (status == VT_LINE_FAILED)
        return VT_TEXT_FAILED;
      if (status == VT_LINE_END)
        return VT_TEXT_END;
      *number = line.number;
      p = vt_number_skip_blanks (line.text, line.end);
      if (p == line.end)
        continue;
      if (status == VT_LINE_CUT)
        return VT_TEXT_CUT;
      p = vt_number_parse_integer (p, line.end, &count);
      if (p == NULL || vt_number_skip_blanks (p, line.end) != line.end || count < 0)
        return vt_text_frames_fail_header (xyz->frames, &line, _("The number of atoms is expected"), error);
      frame->n_atoms = (guint64) count;
      return VT_TEXT_WHOLE;
    }
}

static VtTextStatus
read_header (Extxyz *xyz, VtLineScanner *scanner, VtTextFrame *frame, gint64 *number, GError **error)
{
  VtTextStatus status = read_count (xyz, scanner, frame, number, error);
  g_autoptr (GHashTable) pairs = NULL;
  g_autofree char *comment = NULL;
  VtLineStatus read;
  VtTextLine line;

  if (status != VT_TEXT_WHOLE)
    return status;
  read = vt_line_scanner_next (scanner, &line, error);
  if (read != VT_LINE_WHOLE)
    return read == VT_LINE_FAILED ? VT_TEXT_FAILED : VT_TEXT_CUT;
  *number = line.number;
  comment = g_utf8_make_valid (line.text, line.end - line.text);
  pairs = parse_pairs (comment);
  status = take_cell (xyz, frame, pairs, *number, error);
  if (status == VT_TEXT_WHOLE)
    status = take_time (xyz, frame, pairs, *number, error);
  return status == VT_TEXT_WHOLE ? take_properties (xyz, frame, pairs, *number, error) : status;
}

static gboolean
index_frames (Extxyz *xyz, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (vt_text_frames_get_source (xyz->frames), 0, 1);
  VtTextStatus status = VT_TEXT_WHOLE;

  while (status == VT_TEXT_WHOLE)
    {
      VtTextFrame frame = { .time = NAN, .step = -1 };
      gint64 line = 1;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      status = read_header (xyz, scanner, &frame, &line, error);
      if (status == VT_TEXT_CUT)
        status = vt_text_frames_cut_header (xyz->frames, line, error);
      else if (status == VT_TEXT_WHOLE)
        status = vt_text_frames_add (xyz->frames, scanner, &frame, progress, cancellable, error);
    }
  return status != VT_TEXT_FAILED && vt_text_frames_finish (xyz->frames, error);
}

VtReader *
vt_extxyz_new (VtByteSource *source, const char *elements, VtProgress *progress, GCancellable *cancellable,
               GError **error)
{
  g_auto (Extxyz) xyz = { NULL };
  const char *format;

  g_return_val_if_fail (source != NULL, NULL);

  format = vt_byte_source_is_compressed (source) ? _("extended XYZ, gzip") : _("extended XYZ");
  xyz.frames = vt_text_frames_new (source, elements, is_comment, error);
  if (xyz.frames == NULL || !index_frames (&xyz, progress, cancellable, error))
    return NULL;
  return vt_text_reader_new (g_steal_pointer (&xyz.frames), format, NULL);
}

/* A whole number alone on the first line. */
gboolean
vt_extxyz_sniff (const char *text, gsize length)
{
  const char *newline, *p;
  gint64 count;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  newline = length > 0 ? memchr (text, '\n', length) : NULL;
  if (newline == NULL)
    return FALSE;
  p = vt_number_parse_integer (vt_number_skip_blanks (text, newline), newline, &count);
  return p != NULL && vt_number_skip_blanks (p, newline) == newline;
}
