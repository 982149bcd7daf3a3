#include "vt-state.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"

/* One value a row of the parameter table; immutable once it is handed out. */
struct _VtState
{
  gatomicrefcount references;
  guint           n;
  GVariant       *values[];
};

G_DEFINE_BOXED_TYPE (VtState, vt_state, vt_state_ref, vt_state_unref)

static VtState *
state_alloc (void)
{
  guint n = vt_parameter_get_count ();
  VtState *state = g_malloc0 (sizeof (VtState) + n * sizeof (GVariant *));

  g_atomic_ref_count_init (&state->references);
  state->n = n;
  return state;
}

VtState *
vt_state_new (void)
{
  VtState *state = state_alloc ();

  for (guint i = 0; i < state->n; i++)
    state->values[i] = vt_parameter_get_default (vt_parameter_get (i));
  return state;
}

static VtState *
state_copy (const VtState *state)
{
  VtState *copy = state_alloc ();

  for (guint i = 0; i < copy->n; i++)
    copy->values[i] = g_variant_ref (state->values[i]);
  return copy;
}

VtState *
vt_state_ref (VtState *state)
{
  g_return_val_if_fail (state != NULL, NULL);
  g_atomic_ref_count_inc (&state->references);
  return state;
}

void
vt_state_unref (VtState *state)
{
  g_return_if_fail (state != NULL);

  if (!g_atomic_ref_count_dec (&state->references))
    return;
  for (guint i = 0; i < state->n; i++)
    g_variant_unref (state->values[i]);
  g_free (state);
}

/* g_variant_equal() compares the bytes, so that NaN ("not set") equals itself. */
gboolean
vt_state_equal (const VtState *a, const VtState *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < a->n; i++)
    if (a->values[i] != b->values[i] && !g_variant_equal (a->values[i], b->values[i]))
      return FALSE;
  return TRUE;
}

static guint
index_of (const char *key)
{
  int index = vt_parameter_find (key);

  if (index < 0)
    g_error ("the parameter table has no row “%s”", key);
  return index;
}

GVariant *
vt_state_get (const VtState *state, const char *key)
{
  g_return_val_if_fail (state != NULL && key != NULL, NULL);
  return state->values[index_of (key)];
}

gboolean
vt_state_differs (const VtState *state, const VtState *before, const char *key)
{
  return before == NULL || !g_variant_equal (vt_state_get (before, key), vt_state_get (state, key));
}

gboolean
vt_state_differs_in (const VtState *state, const VtState *before, const char *const *keys)
{
  g_return_val_if_fail (keys != NULL, FALSE);

  for (; *keys != NULL; keys++)
    if (vt_state_differs (state, before, *keys))
      return TRUE;
  return FALSE;
}

gboolean
vt_state_get_boolean (const VtState *state, const char *key)
{
  return g_variant_get_boolean (vt_state_get (state, key));
}

gint64
vt_state_get_integer (const VtState *state, const char *key)
{
  return g_variant_get_int64 (vt_state_get (state, key));
}

double
vt_state_get_real (const VtState *state, const char *key)
{
  return g_variant_get_double (vt_state_get (state, key));
}

const char *
vt_state_get_text (const VtState *state, const char *key)
{
  return g_variant_get_string (vt_state_get (state, key), NULL);
}

const double *
vt_state_get_reals (const VtState *state, const char *key, gsize *n)
{
  return g_variant_get_fixed_array (vt_state_get (state, key), n, sizeof (double));
}

const gint64 *
vt_state_get_ids (const VtState *state, const char *key, gsize *n)
{
  return g_variant_get_fixed_array (vt_state_get (state, key), n, sizeof (gint64));
}

gboolean
vt_state_is (const VtState *state, const char *key, const char *nick)
{
  return strcmp (vt_state_get_text (state, key), nick) == 0;
}

VtState *
vt_state_with (const VtState *state, const char *key, GVariant *value, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  VtState *changed;
  guint index;

  g_return_val_if_fail (state != NULL && key != NULL, NULL);

  index = index_of (key);
  if (!vt_parameter_check (vt_parameter_get (index), owned, error))
    return NULL;

  changed = state_copy (state);
  g_variant_unref (changed->values[index]);
  changed->values[index] = g_steal_pointer (&owned);
  return changed;
}

/* For values known to be allowed: a refusal is a programming error. */
static VtState *
with_certain (const VtState *state, const char *key, GVariant *value)
{
  g_autoptr (GError) error = NULL;
  VtState *changed = vt_state_with (state, key, value, &error);

  if (changed == NULL)
    g_error ("%s: %s", key, error->message);
  return changed;
}

VtState *
vt_state_with_real (const VtState *state, const char *key, double value)
{
  return with_certain (state, key, g_variant_new_double (value));
}

VtState *
vt_state_with_integer (const VtState *state, const char *key, gint64 value)
{
  return with_certain (state, key, g_variant_new_int64 (value));
}

VtState *
vt_state_with_text (const VtState *state, const char *key, const char *value)
{
  return with_certain (state, key, g_variant_new_string (value));
}

char *
vt_state_digest (const VtState *state, const char *const *keys, const char *salt)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (state != NULL && keys != NULL && salt != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) salt, strlen (salt) + 1);
  for (; *keys != NULL; keys++)
    {
      g_autofree char *text = g_variant_print (vt_state_get (state, *keys), TRUE);
      g_checksum_update (checksum, (const guchar *) *keys, strlen (*keys) + 1);
      g_checksum_update (checksum, (const guchar *) text, strlen (text) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
