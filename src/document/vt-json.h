/* JSON for files that people read and compare: indented by two, each number as short as it can be. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The text of @root, with a newline at its end. A double keeps a point or an exponent ("100.0", "0.0025") and so stays
 * a double when it is read; one that is not finite becomes null. Arrays of plain values stand on one line.
 * (transfer full) */
char *vt_json_to_text (JsonNode *root);

G_END_DECLS
