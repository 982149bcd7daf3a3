/* Numbers as people read them in the window: thin spaces in large counts, a true minus, the unit behind. */
#pragma once

#include "vt-property.h"
#include "vt-table.h"

G_BEGIN_DECLS

/* "4 000", with narrow no-break spaces. (transfer full) */
char *vt_format_count (gint64 n);
/* A number with @digits significant digits, below one so many decimals, plain text: "612", "−0.03", "1.2×10⁻⁵"; "–" for
 * NaN. (transfer full) */
char *vt_format_number (double value, int digits);
/* The same with its unit: "612 K". (transfer full) */
char *vt_format_quantity (double value, VtUnit unit, int digits);
/* What a person has set, as it was typed: "5 ps", "0.25 ps". (transfer full) */
char *vt_format_setting (double value, VtUnit unit);
/* A value of a property: counts without decimals, categories by name. (transfer full) */
char *vt_format_property (const VtProperty *property, double value);
/* Pango markup of what a property id stands for: its symbol, "Element", or a file's column as it is named. (transfer
 * full) */
char *vt_format_symbol (const char *property_id);
/* What it is called: "Machine-learned temperature (K)". (transfer full) */
char *vt_format_label (const char *property_id);
/* Plain text as markup in which T_ML, T_g, D²min and Δt are set as they are printed. (transfer full) */
char *vt_format_science (const char *text);
/* The same text in which no tag is left, for accessible names. (transfer full) */
char *vt_format_plain (const char *markup);

G_END_DECLS
