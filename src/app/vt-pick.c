#include "vt-pick.h"

#include <inttypes.h>
#include <string.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-tip.h"

/* The picked ids after a click: the newest last, which is the one the inspector shows. */
static GVariant *
picked_after (VtState *state, gint64 id, gboolean extend)
{
  gsize n = 0;
  const gint64 *before = vt_state_get_ids (state, "selection.picked", &n);
  GVariantBuilder builder;
  gboolean known = FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  for (gsize i = 0; extend && i < n; i++)
    {
      known |= before[i] == id;
      if (before[i] != id)
        g_variant_builder_add (&builder, "x", before[i]);
    }
  if (!known)
    g_variant_builder_add (&builder, "x", id);
  return g_variant_builder_end (&builder);
}

void
vt_pick_atom (VtPicture *picture, gssize atom, gboolean extend)
{
  VtDocument *document;
  VtFrame *frame;

  g_return_if_fail (VT_IS_PICTURE (picture));

  document = vt_picture_get_document (picture);
  frame = vt_picture_get_frame (picture);
  /* What is pointed at may belong to a picture that is about to be replaced. */
  if (atom < 0 || frame == NULL || (gsize) atom >= vt_frame_get_n_atoms (frame))
    {
      gsize n = 0;

      vt_state_get_ids (vt_document_get_state (document), "selection.picked", &n);
      if (n > 0 && !extend)
        vt_document_set (document, "selection.picked", g_variant_new_array (G_VARIANT_TYPE_INT64, NULL, 0), NULL);
    }
  else
    vt_document_set (document, "selection.picked",
                     picked_after (vt_document_get_state (document),
                                   vt_atom_table_get_ids (vt_frame_get_atoms (frame))[atom], extend),
                     NULL);
  vt_document_seal (document);
}

/* @marks: [n of the table], 1 for the new ones; those that stay of the old get 2. (transfer full) */
static GArray *
keep_picked (VtState *state, VtAtomTable *table, VtPickMode mode, guint8 *marks)
{
  gsize n = 0;
  const gint64 *before = vt_state_get_ids (state, "selection.picked", &n);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; mode != VT_PICK_REPLACE && i < n; i++)
    {
      gssize atom = vt_atom_table_find (table, before[i]);

      if (atom >= 0 && marks[atom] != 0)
        {
          if (mode == VT_PICK_REMOVE)
            continue;
          marks[atom] = 2;
        }
      g_array_append_val (ids, before[i]);
    }
  return ids;
}

void
vt_pick_atoms (VtPicture *picture, const gsize *atoms, gsize n, VtPickMode mode)
{
  VtDocument *document;
  VtState *state;
  VtAtomTable *table;
  g_autofree guint8 *marks = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GVariant) picked = NULL;

  g_return_if_fail (VT_IS_PICTURE (picture));
  g_return_if_fail (n == 0 || atoms != NULL);

  if (vt_picture_get_frame (picture) == NULL)
    return;
  document = vt_picture_get_document (picture);
  state = vt_document_get_state (document);
  table = vt_frame_get_atoms (vt_picture_get_frame (picture));
  marks = g_new0 (guint8, MAX (vt_atom_table_get_n (table), 1));
  for (gsize i = 0; i < n; i++)
    marks[atoms[i]] = 1;
  ids = keep_picked (state, table, mode, marks);
  for (gsize i = 0; mode != VT_PICK_REMOVE && i < n; i++)
    if (marks[atoms[i]] == 1)
      g_array_append_val (ids, vt_atom_table_get_ids (table)[atoms[i]]);
  picked = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64)));
  if (!g_variant_equal (picked, vt_state_get (state, "selection.picked")))
    vt_document_set_many (document, _ ("Pick Atoms"), "selection.picked", picked, NULL);
  vt_document_seal (document);
}

/* " · T_ML 612 K", where that is known of the frame that is shown. */
static void
append_quantity (GString *text, VtPicture *picture, const char *id, gsize atom)
{
  VtDocument *document = vt_picture_get_document (picture);
  VtColumn *column = vt_document_peek_column (document, id);
  g_autofree char *value = NULL;
  g_autofree char *symbol = NULL;

  if (column == NULL || vt_document_peek_frame (document) != vt_picture_get_frame (picture)
      || atom >= vt_column_get_n (column) || g_str_equal (vt_picture_get_property_id (picture), id))
    return;
  value = vt_format_property (vt_analysis_find_property (id, NULL), vt_column_get_values (column)[atom]);
  symbol = vt_format_symbol (id);
  g_string_append_printf (text, " · %s %s", symbol, value);
}

char *
vt_pick_describe (VtPicture *picture, gsize atom)
{
  const VtDepiction *depiction;
  VtAtomTable *atoms;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  depiction = vt_picture_get_depiction (picture);
  if (depiction == NULL || atom >= vt_frame_get_n_atoms (depiction->frame))
    return NULL;
  atoms = vt_frame_get_atoms (depiction->frame);
  g_string_append_printf (text, "<b>%s %" PRId64 "</b>",
                          vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom]),
                          vt_atom_table_get_ids (atoms)[atom]);
  if (!g_str_equal (vt_picture_get_property_id (picture), "element"))
    {
      g_autofree char *value = NULL;

      /* While numbers are on their way, there is nothing to say about one that is missing. */
      if (vt_picture_is_pending (picture))
        value = g_strdup ("…");
      /* Why an atom alone may have none is not why all have none. */
      else if (vt_document_peek_column (vt_picture_get_document (picture), vt_picture_get_property_id (picture)) == NULL)
        value = g_strdup (_ ("not computed for this frame"));
      else
        value = vt_format_property (depiction->coloring->property, vt_column_get_values (depiction->values)[atom]);
      g_string_append_printf (text, " · %s %s", depiction->coloring->label, value);
    }
  append_quantity (text, picture, "t_ml", atom);
  append_quantity (text, picture, "d2min", atom);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
vt_pick_show_tooltip (VtPicture *picture, GtkWidget *view, gssize atom, int x, int y, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (VT_IS_PICTURE (picture), FALSE);

  text = atom >= 0 ? vt_pick_describe (picture, (gsize) atom) : NULL;
  return text != NULL && vt_tip_show (view, tooltip, text, x, y);
}
