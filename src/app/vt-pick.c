#include "vt-pick.h"

#include <inttypes.h>

#include "vt-format.h"

#define MAX_PICKED 64

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
      if (before[i] != id && n < MAX_PICKED)
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

char *
vt_pick_describe (VtPicture *picture, gsize atom)
{
  const VtDepiction *depiction;
  VtAtomTable *atoms;
  const char *name;
  g_autofree char *value = NULL;

  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  depiction = vt_picture_get_depiction (picture);
  if (depiction == NULL || atom >= vt_frame_get_n_atoms (depiction->frame))
    return NULL;
  atoms = vt_frame_get_atoms (depiction->frame);
  name = vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom]);
  if (g_str_equal (vt_picture_get_property_id (picture), "element"))
    return g_markup_printf_escaped ("<b>%s %" PRId64 "</b>", name, vt_atom_table_get_ids (atoms)[atom]);
  /* While numbers are on their way, there is nothing to say about one that is missing. */
  if (vt_picture_is_pending (picture))
    value = g_strdup ("…");
  else
    value = vt_format_property (depiction->coloring->property, vt_column_get_values (depiction->values)[atom]);
  return g_strdup_printf ("<b>%s %" PRId64 "</b> · %s %s", name, vt_atom_table_get_ids (atoms)[atom],
                          depiction->coloring->label, value);
}

gboolean
vt_pick_show_tooltip (VtPicture *picture, gssize atom, int x, int y, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  g_return_val_if_fail (VT_IS_PICTURE (picture), FALSE);
  g_return_val_if_fail (GTK_IS_TOOLTIP (tooltip), FALSE);

  text = atom >= 0 ? vt_pick_describe (picture, (gsize) atom) : NULL;
  if (text == NULL)
    return FALSE;
  /* The tooltip's own label wraps, and where the window is resized under it, at every word. */
  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), text);
  gtk_tooltip_set_custom (tooltip, label);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - 4, y - 4, 8, 8 });
  return TRUE;
}
