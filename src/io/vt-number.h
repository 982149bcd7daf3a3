/* Numbers in text files, C locale: read exactly and fast. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * vt_number_parse:
 * @text: first character of the number
 * @end: one past the last character that may be looked at
 * @value: (out): the double nearest to the decimal, "nan" and "inf" included
 *
 * Returns: (nullable): where the number ends (a blank or @end); %NULL where the word is no number
 */
const char *vt_number_parse (const char *text, const char *end, double *value);
/* The same for a whole number; %NULL also where it does not fit 64 bits. */
const char *vt_number_parse_integer (const char *text, const char *end, gint64 *value);

/* First character of the next word, or @end. Blank, tab and carriage return part words. */
const char *vt_number_skip_blanks (const char *text, const char *end);
/* One past the last character of the word at @text. */
const char *vt_number_skip_word (const char *text, const char *end);
/* Newlines in @length bytes. */
gsize       vt_number_count_lines (const char *text, gsize length);

G_END_DECLS
