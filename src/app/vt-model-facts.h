/* What a model is, in words: elements, classes, lags, k, where it came from. */
#pragma once

#include <adwaita.h>
#include "vt-model.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_FACTS (vt_model_facts_get_type ())
G_DECLARE_FINAL_TYPE (VtModelFacts, vt_model_facts, VT, MODEL_FACTS, AdwBin)

GtkWidget *vt_model_facts_new (void);
/* @model: (nullable) */
void       vt_model_facts_set_model (VtModelFacts *facts, VtModel *model);
/* The same as plain text, a fact a line; (transfer full). */
char      *vt_model_facts_get_text (VtModelFacts *facts);

/* "100, 800, 1000 and 2000 K": as few words as say it. (transfer full) */
char *vt_model_describe_temperatures (const double *temperatures, guint n);
/* "17, from 5 ps to 200 ps". (transfer full) */
char *vt_model_describe_lags (const double *lags, guint n);

G_END_DECLS
