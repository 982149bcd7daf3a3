#include "vt-comparison-places.h"

#include "vt-parameter.h"

/* compare.places is the text of a dictionary from panels' ids to dictionaries from keys to values. */
#define TYPE "a{sa{sv}}"
/* Panels whose places are remembered. */
#define MAX_PLACES 64

static gboolean
is_of_place (const char *key)
{
  return g_str_has_prefix (key, "slice.");
}

/* What a session holds may be anything: then no panel has a place of its own. (transfer full) */
static GVariant *
read_places (const VtState *state)
{
  const char *text = vt_state_get_text (state, "compare.places");
  GVariant *places = *text != '\0' ? g_variant_parse (G_VARIANT_TYPE (TYPE), text, NULL, NULL, NULL) : NULL;

  return places != NULL ? places : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sa{sv}}"), NULL, 0));
}

/* (transfer full) (nullable) */
static GVariant *
read_place (const VtState *state, const char *id)
{
  g_autoptr (GVariant) places = read_places (state);

  return g_variant_lookup_value (places, id, G_VARIANT_TYPE ("a{sv}"));
}

/* A value that the table does not allow is left as it was. */
static void
change (VtState **state, const char *key, GVariant *value)
{
  VtState *next = vt_parameter_find (key) >= 0 && is_of_place (key) ? vt_state_with (*state, key, value, NULL) : NULL;

  if (next == NULL)
    return;
  vt_state_unref (*state);
  *state = next;
}

VtState *
vt_comparison_place (const VtState *state, const char *id)
{
  VtState *placed = vt_state_ref ((VtState *) state);
  g_autoptr (GVariant) place = NULL;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_return_val_if_fail (state != NULL && id != NULL, placed);

  place = vt_state_get_boolean (state, "compare.share-camera") ? NULL : read_place (state, id);
  if (place == NULL)
    return placed;
  g_variant_iter_init (&iter, place);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    change (&placed, key, value);
  return placed;
}

gboolean
vt_comparison_has_place (const VtState *state, const char *id)
{
  g_autoptr (GVariant) place = NULL;

  g_return_val_if_fail (state != NULL && id != NULL, FALSE);

  place = read_place (state, id);
  return place != NULL && g_variant_n_children (place) > 0;
}

VtState *
vt_comparison_take_place (const VtState *state, const VtState *place)
{
  VtState *taken = vt_state_ref ((VtState *) state);

  g_return_val_if_fail (state != NULL && place != NULL, taken);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (is_of_place (key) && !g_variant_equal (vt_state_get (taken, key), vt_state_get (place, key)))
        change (&taken, key, vt_state_get (place, key));
    }
  return taken;
}

static GVariant *
list_differences (const VtState *state, const VtState *placed)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a{sv}"));
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (is_of_place (key) && !g_variant_equal (vt_state_get (state, key), vt_state_get (placed, key)))
        g_variant_builder_add (&list, "{sv}", key, vt_state_get (placed, key));
    }
  return g_variant_builder_end (&list);
}

/* The others in their order, and that one last: it is the newest, unless it is where all are. @place: (nullable) */
static GVariant *
print_places (const VtState *state, const char *id, GVariant *place)
{
  g_autoptr (GVariant) places = read_places (state);
  g_autoptr (GVariant) after = NULL;
  gsize n = g_variant_n_children (places);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE (TYPE));
  for (gsize i = n >= MAX_PLACES ? n - MAX_PLACES + 1 : 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (places, i);
      const char *name;

      g_variant_get_child (entry, 0, "&s", &name);
      if (!g_str_equal (name, id))
        g_variant_builder_add_value (&list, entry);
    }
  if (place != NULL && g_variant_n_children (place) > 0)
    g_variant_builder_add (&list, "{s@a{sv}}", id, place);
  after = g_variant_ref_sink (g_variant_builder_end (&list));
  return g_variant_new_take_string (g_variant_n_children (after) > 0 ? g_variant_print (after, FALSE) : g_strdup (""));
}

GVariant *
vt_comparison_with_place (const VtState *state, const char *id, const VtState *placed)
{
  g_autoptr (GVariant) place = NULL;

  g_return_val_if_fail (state != NULL && id != NULL && placed != NULL, NULL);

  place = g_variant_ref_sink (list_differences (state, placed));
  return print_places (state, id, place);
}

GVariant *
vt_comparison_without_place (const VtState *state, const char *id)
{
  g_return_val_if_fail (state != NULL && id != NULL, NULL);

  return print_places (state, id, NULL);
}
