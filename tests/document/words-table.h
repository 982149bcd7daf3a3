/* Tables written down in words, for tests of what is drawn from them. */
#pragma once

#include "vt-table.h"

G_BEGIN_DECLS

/**
 * words_table_new:
 * @columns: their names in words
 * @texts: a bit for each column that holds texts; the others hold numbers
 * @rows: (array zero-terminated=1): rows of words: "Cu 1.5 nan"; "." is an empty text
 *
 * Returns: (transfer full)
 */
VtTable *words_table_new (const char *name, const char *columns, guint texts, const char *const *rows);

G_END_DECLS
