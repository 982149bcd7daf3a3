/* How a file is recognised: its length, its time, and the SHA-256 of its first and of its last MiB. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  goffset length;
  char   *modified; /* ISO 8601, UTC */
  char   *first;
  char   *last;
} VtFingerprint;

/* Reads the first and the last MiB. (transfer full) */
VtFingerprint *vt_fingerprint_take (GFile *file, GCancellable *cancellable, GError **error);
void           vt_fingerprint_free (VtFingerprint *fingerprint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFingerprint, vt_fingerprint_free)

/* Same content; the time does not matter. */
gboolean       vt_fingerprint_same_content (const VtFingerprint *a, const VtFingerprint *b);
JsonNode      *vt_fingerprint_to_json (const VtFingerprint *fingerprint);
/* %NULL where the node is none. */
VtFingerprint *vt_fingerprint_from_json (JsonNode *node);

G_END_DECLS
