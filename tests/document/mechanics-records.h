/* Records of mechanical tests, written and evaluated: what their tests share. */
#pragma once

#include "vt-mechanics.h"

G_BEGIN_DECLS

/* A folder of a test's own. */
typedef struct
{
  char *folder;
} Records;

void records_set_up (Records *records, gconstpointer data);
void records_tear_down (Records *records, gconstpointer data);

/* @n doubles on a line. */
void   records_append_row (GString *text, guint n, ...);
/* (transfer full) */
GFile *records_write (const Records *records, const char *name, const GString *text);

/* @state, and the files, are used up. (transfer full) */
VtMechanics *records_run (VtState *state, GFile **creep, const double *stresses, guint n_creep, GFile **quench,
                          guint n_quench);
/* @before is used up. (transfer full) */
VtState     *records_with_real (VtState *before, const char *key, double value);

double      records_get (const VtTable *table, guint row, const char *column);
const char *records_get_text (const VtTable *table, guint row, const char *column);
/* But for what a number loses in a record; NaN is NaN. */
void        records_assert_number (const VtTable *table, guint row, const char *column, double expected);
/* Whether one of the sentences has that part. */
gboolean    records_is_said (const char *const *sentences, const char *part);

#define ADD(name, function) g_test_add (name, Records, NULL, records_set_up, function, records_tear_down)

G_END_DECLS
