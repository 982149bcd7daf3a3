/* What the paper states, panel by panel: the few facts and numbers a report sets beside one's own. */
#pragma once

#include "vt-units.h"

G_BEGIN_DECLS

/* Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20, doi 10.20517/jmi.2022.29. */
#define VT_PAPER_NAME "Liu et al., J. Mater. Inf. 2022;2:20"

/**
 * VtPaperFact:
 * @panel: "5A"
 * @key: names the quantity within this program: "df_la:Pd"
 * @sign: −1 or 1 where the paper states or shows which it is, else 0
 * @value: where the text has a number, else NaN
 * @says: what it states, in our words; translatable markup
 * @source: where that stands; translatable
 */
typedef struct
{
  const char *panel;
  const char *key;
  int         sign;
  double      value;
  VtUnit      unit;
  const char *says;
  const char *source;
} VtPaperFact;

guint              vt_paper_get_n_facts (void);
const VtPaperFact *vt_paper_get_fact (guint index);
/* (nullable): NULL where the paper's text, as far as it is recorded here, does not state it. */
const VtPaperFact *vt_paper_find (const char *panel, const char *key);

G_END_DECLS
