/* The document's state: one immutable value for every row of the parameter table. */
#pragma once

#include <json-glib/json-glib.h>
#include "vt-parameter.h"

G_BEGIN_DECLS

#define VT_TYPE_STATE (vt_state_get_type ())

typedef struct _VtState VtState;

GType    vt_state_get_type (void);
/* All defaults. */
VtState *vt_state_new (void);
VtState *vt_state_ref (VtState *state);
void     vt_state_unref (VtState *state);
gboolean vt_state_equal (const VtState *a, const VtState *b);

/* Reading: a key that the table lacks is a programming error. All returns are owned by the state. */
GVariant     *vt_state_get (const VtState *state, const char *key);
gboolean      vt_state_get_boolean (const VtState *state, const char *key);
gint64        vt_state_get_integer (const VtState *state, const char *key);
double        vt_state_get_real (const VtState *state, const char *key);
/* Choices, texts and files. */
const char   *vt_state_get_text (const VtState *state, const char *key);
const double *vt_state_get_reals (const VtState *state, const char *key, gsize *n);
const gint64 *vt_state_get_ids (const VtState *state, const char *key, gsize *n);
/* TRUE where the choice is @nick. */
gboolean      vt_state_is (const VtState *state, const char *key, const char *nick);
/* Whether @state has another value there than @before; where that is %NULL everything is new. */
gboolean      vt_state_differs (const VtState *state, const VtState *before, const char *key);
/* The same of any of @keys, which end with %NULL. */
gboolean      vt_state_differs_in (const VtState *state, const VtState *before, const char *const *keys);

/* A new state with one value changed (a floating @value is sunk), or %NULL with VT_ERROR_USAGE where it is not
 * allowed. */
VtState *vt_state_with (const VtState *state, const char *key, GVariant *value, GError **error);
VtState *vt_state_with_real (const VtState *state, const char *key, double value);
VtState *vt_state_with_integer (const VtState *state, const char *key, gint64 value);
VtState *vt_state_with_text (const VtState *state, const char *key, const char *value);

/* SHA-256, hex, of the values of these keys (NULL-terminated) after @salt: the key of what is computed from them. */
char *vt_state_digest (const VtState *state, const char *const *keys, const char *salt);

/* Nested by the dots of the keys. Only what differs from the default is written; unknown fields are refused by name. */
JsonNode *vt_state_to_json (const VtState *state);
VtState  *vt_state_from_json (JsonNode *node, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtState, vt_state_unref)

G_END_DECLS
