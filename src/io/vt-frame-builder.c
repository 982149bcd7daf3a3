#include "vt-frame-builder.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-number.h"

#define MAX_KINDS 255 /* a species is a guint8 */
#define NAME_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-"

/* One combination of type and element's name, as the rows have it. */
typedef struct
{
  gint64  type;
  guint64 element;
  char   *name;
  guint8  species;
} Kind;

struct _VtFrameBuilder
{
  char        *file;
  GHashTable  *mapping; /* gint64 type → name */
  VtAtomTable *last;    /* the table of the frame built last, shared while the atoms stay the same */
};

static void
kind_clear (gpointer data)
{
  g_free (((Kind *) data)->name);
}

static gboolean
add_mapping (VtFrameBuilder *builder, const char *pair, GError **error)
{
  const char *equals = strchr (pair, '=');
  gint64 type, *key;

  if (equals == NULL || vt_number_parse_integer (pair, equals, &type) != equals || equals[1] == '\0'
      || strlen (equals + 1) > 8 || equals[1 + strspn (equals + 1, NAME_CHARACTERS)] != '\0')
    {
      const VtPlace place = { NULL, -1, 0, _("Right would be 1=Cu,2=Zr") };

      vt_set_error_at (error, VT_ERROR_USAGE, &place, _("“%s” does not say which element a type is"), pair);
      return FALSE;
    }
  key = g_new (gint64, 1);
  *key = type;
  g_hash_table_insert (builder->mapping, key, g_strdup (equals + 1));
  return TRUE;
}

VtFrameBuilder *
vt_frame_builder_new (const char *file, const char *elements, GError **error)
{
  g_autoptr (VtFrameBuilder) builder = NULL;
  g_auto (GStrv) pairs = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  builder = g_new0 (VtFrameBuilder, 1);
  builder->file = g_strdup (file);
  builder->mapping = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  pairs = g_strsplit_set (elements != NULL ? elements : "", ", ", -1);
  for (char **pair = pairs; *pair != NULL; pair++)
    if (**pair != '\0' && !add_mapping (builder, *pair, error))
      return NULL;
  return g_steal_pointer (&builder);
}

void
vt_frame_builder_free (VtFrameBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->last, vt_atom_table_unref);
  g_clear_pointer (&builder->mapping, g_hash_table_unref);
  g_free (builder->file);
  g_free (builder);
}

static char *
name_kind (VtFrameBuilder *builder, const VtAtomRows *rows, gsize row)
{
  const char *mapped = rows->type != NULL ? g_hash_table_lookup (builder->mapping, &rows->type[row]) : NULL;
  const VtElement *element = rows->mass != NULL ? vt_element_lookup_mass (rows->mass[row]) : NULL;

  if (mapped != NULL)
    return g_strdup (mapped);
  if (rows->element != NULL)
    {
      char name[9];

      vt_atom_rows_unpack (rows->element[row], name);
      return g_utf8_make_valid (name, -1);
    }
  if (element != NULL)
    return g_strdup (element->symbol);
  return rows->type != NULL ? g_strdup_printf ("%" PRId64, rows->type[row]) : g_strdup ("1");
}

/* The kind of a row; without type and name its mass in mg/mol stands for them. */
static inline void
kind_key (const VtAtomRows *rows, gsize row, gint64 *type, guint64 *element)
{
  *element = rows->element != NULL ? rows->element[row] : 0;
  *type = rows->type != NULL ? rows->type[row] : 0;
  if (rows->type == NULL && rows->element == NULL && rows->mass != NULL && fabs (rows->mass[row]) < 1e9)
    *type = llround (rows->mass[row] * 1000.0);
}

/* Fills @kind_of [n] and @kinds. */
static gboolean
find_kinds (VtFrameBuilder *builder, const VtAtomRows *rows, const VtFrameHead *head, guint8 *kind_of, GArray *kinds,
            GError **error)
{
  guint last = 0;

  for (gsize row = 0; row < rows->n; row++)
    {
      gint64 type;
      guint64 element;
      guint k = last;

      kind_key (rows, row, &type, &element);
      for (guint tried = 0; tried < kinds->len; tried++, k = k + 1 < kinds->len ? k + 1 : 0)
        if (g_array_index (kinds, Kind, k).type == type && g_array_index (kinds, Kind, k).element == element)
          break;
      if (kinds->len == 0 || g_array_index (kinds, Kind, k).type != type
          || g_array_index (kinds, Kind, k).element != element)
        {
          Kind kind = { type, element, NULL, 0 };

          if (kinds->len == MAX_KINDS)
            {
              const VtPlace place = { builder->file, head->frame, head->line + (gint64) row, NULL };

              vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("more than %d kinds of atoms"), MAX_KINDS);
              return FALSE;
            }
          kind.name = name_kind (builder, rows, row);
          k = kinds->len;
          g_array_append_val (kinds, kind);
        }
      last = k;
      kind_of[row] = (guint8) k;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  gint64 x, y;

  if (vt_number_parse_integer (first, first + strlen (first), &x) != NULL
      && vt_number_parse_integer (second, second + strlen (second), &y) != NULL && x != y)
    return x < y ? -1 : 1;
  return strcmp (first, second);
}

/* Sorted names without repetition, borrowed from @kinds; tells each kind its species. */
static GPtrArray *
sort_species (GArray *kinds)
{
  GPtrArray *names = g_ptr_array_new ();
  guint n = 0;

  for (guint k = 0; k < kinds->len; k++)
    g_ptr_array_add (names, g_array_index (kinds, Kind, k).name);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (n == 0 || strcmp (names->pdata[i], names->pdata[n - 1]) != 0)
      names->pdata[n++] = names->pdata[i];
  g_ptr_array_set_size (names, (int) n);
  for (guint k = 0; k < kinds->len; k++)
    for (guint s = 0; s < n; s++)
      if (strcmp (g_array_index (kinds, Kind, k).name, names->pdata[s]) == 0)
        g_array_index (kinds, Kind, k).species = (guint8) s;
  g_ptr_array_add (names, NULL);
  return names;
}

typedef struct
{
  gint64 id;
  gsize  row;
} Numbered;

static int
compare_numbered (const void *a, const void *b)
{
  const Numbered *x = a, *y = b;

  return x->id != y->id ? (x->id < y->id ? -1 : 1) : (x->row < y->row ? -1 : 1);
}

/* Ids from a narrow range, each once: a slot for each, O(n). NULL where that is not so. */
static gsize *
order_by_slots (const gint64 *id, gsize n)
{
  g_autofree gsize *slots = NULL;
  gint64 lowest = id[0], highest = id[0];
  guint64 range;
  gsize *order, k = 0;

  for (gsize i = 1; i < n; i++)
    {
      lowest = MIN (lowest, id[i]);
      highest = MAX (highest, id[i]);
    }
  range = (guint64) highest - (guint64) lowest;
  if (range / 4 >= n)
    return NULL;
  slots = g_new0 (gsize, range + 1);
  for (gsize i = 0; i < n; i++)
    {
      gsize *slot = &slots[(guint64) id[i] - (guint64) lowest];

      if (*slot != 0)
        return NULL;
      *slot = i + 1;
    }
  order = g_new (gsize, n);
  for (gsize s = 0; s <= range; s++)
    if (slots[s] != 0)
      order[k++] = slots[s] - 1;
  return order;
}

/* Which row the i-th atom is; NULL where the rows ascend already. */
static gsize *
order_rows (const gint64 *id, gsize n)
{
  g_autofree Numbered *numbered = NULL;
  gsize *order, i = 1;

  while (i < n && id[i - 1] < id[i])
    i++;
  if (i >= n)
    return NULL;
  order = order_by_slots (id, n);
  if (order != NULL)
    return order;
  numbered = g_new (Numbered, n);
  for (i = 0; i < n; i++)
    numbered[i] = (Numbered) { id[i], i };
  qsort (numbered, n, sizeof *numbered, compare_numbered);
  order = g_new (gsize, n);
  for (i = 0; i < n; i++)
    order[i] = numbered[i].row;
  return order;
}

static gboolean
check_duplicates (VtFrameBuilder *builder, const VtFrameHead *head, const gint64 *ids, const gsize *order, gsize n,
                  GError **error)
{
  for (gsize i = 1; i < n; i++)
    if (ids[i] == ids[i - 1])
      {
        const VtPlace place = { builder->file, head->frame, head->line + (gint64) (order != NULL ? order[i] : i),
                                _("Every atom needs an id of its own") };

        vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the id %" PRId64 " occurs twice"), ids[i]);
        return FALSE;
      }
  return TRUE;
}

static VtAtomTable *
make_table (VtFrameBuilder *builder, const VtAtomRows *rows, const VtFrameHead *head, const gsize *order,
            GError **error)
{
  g_autofree gint64 *ids = g_new (gint64, rows->n);
  g_autofree guint8 *species = g_new (guint8, rows->n), *kind_of = g_new (guint8, rows->n);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
  g_autoptr (GPtrArray) names = NULL;
  VtAtomTable *table;

  g_array_set_clear_func (kinds, kind_clear);
  if (!find_kinds (builder, rows, head, kind_of, kinds, error))
    return NULL;
  names = sort_species (kinds);
  for (gsize i = 0; i < rows->n; i++)
    {
      gsize row = order != NULL ? order[i] : i;

      ids[i] = rows->id != NULL ? rows->id[row] : (gint64) i + 1;
      species[i] = g_array_index (kinds, Kind, kind_of[row]).species;
    }
  if (!check_duplicates (builder, head, ids, order, rows->n, error))
    return NULL;
  table = vt_atom_table_new_take (rows->n, g_steal_pointer (&ids), g_steal_pointer (&species),
                                  (const char *const *) names->pdata);
  if (builder->last != NULL && vt_atom_table_equal (builder->last, table))
    {
      vt_atom_table_unref (table);
      return vt_atom_table_ref (builder->last);
    }
  g_clear_pointer (&builder->last, vt_atom_table_unref);
  builder->last = vt_atom_table_ref (table);
  return table;
}

static void
place_atom (const VtAtomRows *rows, const VtFrameHead *head, gsize row, double position[3])
{
  const VtCell *cell = &head->cell;
  double written[3] = { rows->position[0][row], rows->position[1][row], rows->position[2][row] };

  if (head->layout->scaled)
    vt_cell_to_cartesian (cell, written, position);
  else
    memcpy (position, written, sizeof written);
  for (guint axis = 0; axis < 3; axis++)
    if (rows->image[axis] != NULL && rows->image[axis][row] != 0)
      for (guint d = 0; d < 3; d++)
        position[d] += (double) rows->image[axis][row] * cell->vectors[axis][d];
}

static double *
place_atoms (VtFrameBuilder *builder, const VtAtomRows *rows, const VtFrameHead *head, const gsize *order,
             GError **error)
{
  /* Not NULL for no atoms: NULL means failure. */
  g_autofree double *positions = g_new (double, MAX (3 * rows->n, 1));

  for (gsize i = 0; i < rows->n; i++)
    {
      gsize row = order != NULL ? order[i] : i;
      double position[3];

      place_atom (rows, head, row, position);
      if (!isfinite (position[0]) || !isfinite (position[1]) || !isfinite (position[2]))
        {
          const VtPlace place = { builder->file, head->frame, head->line + (gint64) row, NULL };

          vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the atom lies farther away than a number can tell"));
          return NULL;
        }
      for (guint d = 0; d < 3; d++)
        positions[d * rows->n + i] = position[d];
    }
  return g_steal_pointer (&positions);
}

static GPtrArray *
order_columns (VtAtomRows *rows, const gsize *order)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);

  for (guint c = 0; c < rows->n_columns; c++)
    {
      double *values = g_steal_pointer (&rows->columns[c]);

      if (order != NULL)
        {
          double *ordered = g_new (double, rows->n);

          for (gsize i = 0; i < rows->n; i++)
            ordered[i] = values[order[i]];
          g_free (values);
          values = ordered;
        }
      g_ptr_array_add (columns, vt_column_new_take (rows->names[c], VT_UNIT_NONE, values, rows->n));
    }
  return columns;
}

VtFrame *
vt_frame_builder_build (VtFrameBuilder *builder, VtAtomRows *rows, const VtFrameHead *head, GError **error)
{
  g_autofree gsize *order = NULL;
  g_autoptr (VtAtomTable) table = NULL;
  double *positions;

  g_return_val_if_fail (builder != NULL && rows != NULL && head != NULL, NULL);

  order = rows->id != NULL ? order_rows (rows->id, rows->n) : NULL;
  table = make_table (builder, rows, head, order, error);
  if (table == NULL)
    return NULL;
  positions = place_atoms (builder, rows, head, order, error);
  if (positions == NULL)
    return NULL;
  return vt_frame_new_take (table, &head->cell, positions, head->time, head->step, order_columns (rows, order));
}
