/* The few numbers by which one run is compared with another, as JSON. */
#pragma once

#include <json-glib/json-glib.h>

#include "vt-results.h"

G_BEGIN_DECLS

#define VT_SUMMARY_VERSION 1

/**
 * vt_summary_new:
 *
 * format, version, software, file, frame, time_ps, parameters, model (name, sha256), n_atoms, elements, quantities,
 * undefined (atoms, by analysis), warnings. What was not computed is left out, what is not defined is null.
 *
 * Returns: (transfer full)
 */
JsonNode *vt_summary_new (const VtResults *results);
gboolean  vt_summary_write (const VtResults *results, GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
