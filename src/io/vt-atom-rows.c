/* Lines to numbers. A segment of some MiB is read, cut at line ends into pieces of some 64 KiB, and these are parsed
 * in parallel: each knows from a count of newlines which atom its first line is. One pass over the text, about a
 * nanosecond a character and core; memory beside the result is one segment. */
#include "vt-atom-rows.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-line-scanner.h"
#include "vt-number-padded.h"
#include "vt-parallel.h"

#define SEGMENT (4 * 1024 * 1024)
#define PIECE 65536

typedef enum
{
  PARSE_SKIP,
  PARSE_REAL,    /* NaN and inf are numbers too */
  PARSE_FINITE,
  PARSE_INTEGER,
  PARSE_NAME
} ParseKind;

/* One field: how it is parsed and the array it goes to. */
typedef struct
{
  ParseKind kind;
  union
  {
    double  *real;
    gint64  *integer;
    guint64 *name;
  } target;
} Plan;

typedef enum
{
  ROW_FINE,
  ROW_MISSING,
  ROW_SURPLUS,
  ROW_NOT_A_NUMBER,
  ROW_NOT_AN_INTEGER,
  ROW_NOT_FINITE,
  ROW_LONG_NAME
} RowFault;

typedef struct
{
  const char *begin;
  const char *end;
  gsize       first_row;
  gsize       n_lines;
  RowFault    fault;
  gsize       fault_row;
  guint       fault_field;
  const char *fault_word;
  const char *fault_end;
} Piece;

typedef struct
{
  const char        *file;
  const VtRowLayout *layout;
  const VtRowsPlace *place;
  VtAtomRows        *rows;
  Plan              *plan;
  GArray            *pieces;
  gsize              n_rows; /* parsed by now */
} Job;

void
vt_atom_rows_free (VtAtomRows *rows)
{
  if (rows == NULL)
    return;
  g_free (rows->id);
  g_free (rows->type);
  g_free (rows->element);
  g_free (rows->mass);
  for (guint d = 0; d < 3; d++)
    {
      g_free (rows->position[d]);
      g_free (rows->image[d]);
    }
  for (guint c = 0; c < rows->n_columns; c++)
    {
      g_free (rows->names[c]);
      g_free (rows->columns[c]);
    }
  g_free (rows->names);
  g_free (rows->columns);
  g_free (rows);
}

void
vt_atom_rows_unpack (guint64 packed, char name[9])
{
  memcpy (name, &packed, 8);
  name[8] = '\0';
}

static inline const char *
skip_blanks (const char *text, const char *end)
{
  while (text < end && vt_number_is_blank (*text))
    text++;
  return text;
}

static inline const char *
parse_name (const char *text, const char *end, guint64 *packed)
{
  const char *stop = text;
  char name[8] = { 0 };

  while (stop < end && !vt_number_is_blank (*stop) && stop - text < 8)
    {
      name[stop - text] = *stop;
      stop++;
    }
  memcpy (packed, name, sizeof name);
  return stop == end || vt_number_is_blank (*stop) ? stop : NULL;
}

/* The text is padded, see vt-number-padded.h. */
static inline const char *
parse_field (const Plan *plan, const char *text, const char *end, gsize row, RowFault *fault)
{
  const char *stop = NULL;

  switch (plan->kind)
    {
    case PARSE_SKIP:
      return vt_number_skip_word (text, end);
    case PARSE_REAL:
    case PARSE_FINITE:
      stop = vt_number_parse_padded (text, end, plan->target.real + row);
      *fault = ROW_NOT_A_NUMBER;
      if (stop != NULL && plan->kind == PARSE_FINITE && !isfinite (plan->target.real[row]))
        {
          *fault = ROW_NOT_FINITE;
          return NULL;
        }
      return stop;
    case PARSE_INTEGER:
      *fault = ROW_NOT_AN_INTEGER;
      return vt_number_parse_integer_padded (text, end, plan->target.integer + row);
    case PARSE_NAME:
      *fault = ROW_LONG_NAME;
      return parse_name (text, end, plan->target.name + row);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
fail_row (Piece *piece, RowFault fault, gsize row, guint field, const char *word, const char *end)
{
  piece->fault = fault;
  piece->fault_row = row;
  piece->fault_field = field;
  piece->fault_word = word;
  piece->fault_end = vt_number_skip_word (word, end);
  return FALSE;
}

static gboolean
parse_row (const Job *job, Piece *piece, const char *text, const char *end, gsize row)
{
  for (guint i = 0; i < job->layout->n_fields; i++)
    {
      RowFault fault = ROW_FINE;
      const char *stop;

      text = skip_blanks (text, end);
      if (text == end)
        return fail_row (piece, ROW_MISSING, row, i, text, end);
      stop = parse_field (&job->plan[i], text, end, row, &fault);
      if (stop == NULL)
        return fail_row (piece, fault, row, i, text, end);
      text = stop;
    }
  text = skip_blanks (text, end);
  return text == end || fail_row (piece, ROW_SURPLUS, row, job->layout->n_fields, text, end);
}

static void
parse_piece (const VtChunk *chunk, gpointer data)
{
  const Job *job = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      Piece *piece = &g_array_index (job->pieces, Piece, i);
      const char *text = piece->begin;

      for (gsize row = piece->first_row; row < piece->first_row + piece->n_lines; row++)
        {
          const char *newline = memchr (text, '\n', (gsize) (piece->end - text));

          if (!parse_row (job, piece, text, newline, row))
            break;
          text = newline + 1;
        }
    }
}

static gboolean
report_fault (const Job *job, const Piece *piece, GError **error)
{
  const char *field = piece->fault_field < job->layout->n_fields ? job->layout->fields[piece->fault_field].name : "";
  g_autofree char *word = vt_text_quote (piece->fault_word, piece->fault_end);
  VtPlace place = { job->file, job->place->frame, job->place->line + (gint64) piece->fault_row, NULL };

  switch (piece->fault)
    {
    case ROW_MISSING:
      place.hint = _("Every atom needs a line with all the columns that the header names");
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the line ends before the column “%s”"), field);
      break;
    case ROW_SURPLUS:
      place.hint = _("Every atom needs a line with the columns that the header names");
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("“%s” stands behind the last of %u columns"), word,
                       job->layout->n_fields);
      break;
    case ROW_NOT_FINITE:
      place.hint = _("The simulation may have failed before this frame");
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the coordinate “%s” is “%s”"), field, word);
      break;
    case ROW_LONG_NAME:
      place.hint = _("An element's name has at most eight characters");
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("“%s” in the column “%s” is too long"), word, field);
      break;
    case ROW_NOT_AN_INTEGER:
      place.hint = _("A whole number belongs there");
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("“%s” in the column “%s” is no whole number"), word, field);
      break;
    case ROW_NOT_A_NUMBER:
    case ROW_FINE:
    default:
      place.hint = _("A number belongs there");
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("“%s” in the column “%s” is no number"), word, field);
      break;
    }
  return FALSE;
}

static gboolean
fail_changed (const Job *job, GError **error)
{
  const VtPlace place = { job->file, job->place->frame, 0, _("Open it again") };

  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("the file has changed since it was opened"));
  return FALSE;
}

/* @length bytes ending with a newline. */
static gboolean
parse_segment (Job *job, const char *text, gsize length, GCancellable *cancellable, GError **error)
{
  const char *end = text + length;

  g_array_set_size (job->pieces, 0);
  while (text < end)
    {
      gsize left = (gsize) (end - text);
      const char *last = left > PIECE ? memchr (text + PIECE, '\n', left - PIECE) : NULL;
      Piece piece = { text, last != NULL ? last + 1 : end, job->n_rows, 0, ROW_FINE, 0, 0, NULL, NULL };

      piece.n_lines = vt_number_count_lines (piece.begin, (gsize) (piece.end - piece.begin));
      job->n_rows += piece.n_lines;
      text = piece.end;
      g_array_append_val (job->pieces, piece);
    }
  if (job->n_rows > job->place->n)
    return fail_changed (job, error);
  if (!vt_parallel_for (job->pieces->len, 1, parse_piece, job, NULL, cancellable, error))
    return FALSE;
  for (guint i = 0; i < job->pieces->len; i++)
    if (g_array_index (job->pieces, Piece, i).fault != ROW_FINE)
      return report_fault (job, &g_array_index (job->pieces, Piece, i), error);
  return TRUE;
}

static gboolean
allocate (gsize n, gpointer array)
{
  gpointer memory = n <= G_MAXSIZE / sizeof (double) ? g_try_malloc (MAX (n, 1) * sizeof (double)) : NULL;

  memcpy (array, &memory, sizeof memory);
  return memory != NULL;
}

/* Where the fields of one role go; all arrays have eight bytes an atom. */
static gboolean
plan_role (VtAtomRows *rows, VtRowRole role, Plan *plan)
{
  switch (role)
    {
    case VT_ROW_ID:
    case VT_ROW_TYPE:
    case VT_ROW_IMAGE_X:
    case VT_ROW_IMAGE_Y:
    case VT_ROW_IMAGE_Z:
      {
        gint64 **array = role == VT_ROW_ID     ? &rows->id
                         : role == VT_ROW_TYPE ? &rows->type
                                               : &rows->image[role - VT_ROW_IMAGE_X];

        plan->kind = PARSE_INTEGER;
        return allocate (rows->n, array) && (plan->target.integer = *array) != NULL;
      }
    case VT_ROW_X:
    case VT_ROW_Y:
    case VT_ROW_Z:
      plan->kind = PARSE_FINITE;
      return allocate (rows->n, &rows->position[role - VT_ROW_X])
             && (plan->target.real = rows->position[role - VT_ROW_X]) != NULL;
    case VT_ROW_ELEMENT:
      plan->kind = PARSE_NAME;
      return allocate (rows->n, &rows->element) && (plan->target.name = rows->element) != NULL;
    case VT_ROW_MASS:
      plan->kind = PARSE_REAL;
      return allocate (rows->n, &rows->mass) && (plan->target.real = rows->mass) != NULL;
    case VT_ROW_COLUMN:
      plan->kind = PARSE_REAL;
      return allocate (rows->n, &rows->columns[rows->n_columns])
             && (plan->target.real = rows->columns[rows->n_columns]) != NULL;
    case VT_ROW_SKIP:
    default:
      plan->kind = PARSE_SKIP;
      return TRUE;
    }
}

/* What is no number on the first line is text for the whole frame. */
static VtRowRole
settle_role (VtRowRole role, const char *word, const char *end)
{
  double value;

  if (role == VT_ROW_COLUMN && (word == end || vt_number_parse (word, end, &value) == NULL))
    return VT_ROW_SKIP;
  return role;
}

static gboolean
make_plan (Job *job, const char *text, const char *end, GError **error)
{
  VtAtomRows *rows = job->rows;
  const VtPlace place = { job->file, job->place->frame, 0, _("Close other programs, or keep fewer atoms") };

  rows->names = g_new0 (char *, job->layout->n_fields);
  rows->columns = g_new0 (double *, job->layout->n_fields);
  for (guint i = 0; i < job->layout->n_fields; i++)
    {
      const VtRowField *field = &job->layout->fields[i];
      VtRowRole role;

      text = vt_number_skip_blanks (text, end);
      role = settle_role (field->role, text, end);
      text = vt_number_skip_word (text, end);
      if (!plan_role (rows, role, &job->plan[i]))
        {
          vt_set_error_at (error, VT_ERROR_LIMIT, &place, _("no memory for %zu atoms"), rows->n);
          return FALSE;
        }
      if (role == VT_ROW_COLUMN)
        rows->names[rows->n_columns++] = g_strdup (field->name);
    }
  return TRUE;
}

static gboolean
read_segments (Job *job, VtByteSource *source, GCancellable *cancellable, GError **error)
{
  gsize capacity = (gsize) MIN (job->place->length, SEGMENT);
  g_autofree char *buffer = g_malloc (capacity + VT_NUMBER_PADDING);
  guint64 done = 0;

  while (done < job->place->length)
    {
      gsize wanted = (gsize) MIN (job->place->length - done, capacity);
      gssize got = vt_byte_source_read (source, job->place->offset + done, buffer, wanted, error);
      const char *newline;

      if (got < 0)
        return FALSE;
      memset (buffer + got, 0, VT_NUMBER_PADDING);
      newline = memrchr (buffer, '\n', (gsize) got);
      if ((gsize) got < wanted || newline == NULL)
        return fail_changed (job, error);
      if (done == 0 && !make_plan (job, buffer, memchr (buffer, '\n', (gsize) got), error))
        return FALSE;
      if (!parse_segment (job, buffer, (gsize) (newline + 1 - buffer), cancellable, error))
        return FALSE;
      done += (guint64) (newline + 1 - buffer);
    }
  return TRUE;
}

VtAtomRows *
vt_atom_rows_read (VtByteSource *source, const VtRowLayout *layout, const VtRowsPlace *place,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (VtAtomRows) rows = NULL;
  g_autofree Plan *plan = NULL;
  g_autoptr (GArray) pieces = NULL;

  g_return_val_if_fail (source != NULL && layout != NULL && place != NULL, NULL);

  rows = g_new0 (VtAtomRows, 1);
  rows->n = place->n;
  plan = g_new0 (Plan, layout->n_fields);
  pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  {
    Job job = { vt_byte_source_get_name (source), layout, place, rows, plan, pieces, 0 };

    if (place->n == 0 && !make_plan (&job, "", "", error))
      return NULL;
    if (!read_segments (&job, source, cancellable, error))
      return NULL;
    if (job.n_rows != place->n)
      {
        fail_changed (&job, error);
        return NULL;
      }
  }
  return g_steal_pointer (&rows);
}
