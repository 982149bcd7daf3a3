/* Facts alone, each with its place. Only what the text or a caption says was taken down; what can merely be read off a
 * curve was not, and a quantity that is missing here is "not stated" in a report rather than guessed. Pages are those
 * of the article, 1 to 12. */
#include "vt-report-paper.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"

#define NONE NAN, VT_UNIT_NONE

static const VtPaperFact facts[] = {
  { "1F", "instances", 0, 350000, VT_UNIT_NONE, N_("350 000 instances in the final dataset"), N_("p. 4") },
  { "1F", "lags", 0, 17, VT_UNIT_NONE, N_("17 features; those below 5 ps were dropped for their low ReliefF weights"),
    N_("p. 4") },
  { "1F", "k", 0, 50, VT_UNIT_NONE, N_("50 neighbours vote"), N_("p. 4") },
  { "1F", "classes", 0, 7, VT_UNIT_NONE, N_("seven classes: each has a prior probability of 1/7"), N_("p. 4") },
  { "1F", "excess:100", 1, 200, VT_UNIT_KELVIN, N_("too hot for cold samples: about 300 K at 100 K"),
    N_("text to Fig. 1") },

  { "2B", "activation-volume", 1, NONE,
    N_("smaller than those of conventional metallic glasses; printed in nm³, which can only be Å³"),
    N_("abstract, text to Fig. 2") },
  { "2C", "mean-shift", 1, NONE, N_("stress makes the atoms’ dynamics heterogeneous: hot, active atoms appear"),
    N_("abstract") },
  { "2C", "tail-shift", 1, NONE, N_("stress makes the atoms’ dynamics heterogeneous: hot, active atoms appear"),
    N_("abstract") },

  { "3F", "zeta:5", 1, 0.24, VT_UNIT_NONE, N_("ζ begins at 0.24"), N_("text to Fig. 3") },
  { "3F", "zeta:100", 1, 0.49, VT_UNIT_NONE, N_("ζ rises to 0.49"), N_("text to Fig. 3") },
  { "3F", "slope", 1, 0.0025, VT_UNIT_PER_PICOSECOND, N_("ζ rises by 0.49 − 0.24 over 5 to 100 ps"),
    N_("text to Fig. 3") },

  { "4A", "df_la:<0 0 12 0>", -1, NONE, N_("active atoms avoid five-fold symmetric coordination, and so icosahedra"),
    N_("p. 9") },
  { "4B", "lffs_la", -1, NONE, N_("active atoms have a low five-fold symmetry"), N_("abstract") },
  { "4B", "trend", -1, NONE, N_("active atoms have a low five-fold symmetry"), N_("abstract") },

  { "5A", "df_la:Pd", 1, NONE, N_("active atoms are slightly rich in Pd"), N_("p. 9, text to Fig. 5A") },
  { "5A", "df_la:Ti", 1, NONE, N_("active atoms are slightly rich in Ti"), N_("p. 9, text to Fig. 5A") },
  { "5A", "df_la:Zr", 1, NONE, N_("active atoms are slightly rich in Zr"), N_("p. 9, text to Fig. 5A") },
  { "5A", "df_la:Cu", -1, NONE, N_("active atoms are poor in Cu"), N_("p. 9, text to Fig. 5A") },
  { "5A", "df_la:Ni", -1, NONE, N_("active atoms are poor in Ni"), N_("p. 9, text to Fig. 5A") },
  { "5B", "dcn_la:all", -1, NONE, N_("negative for all active atoms"), N_("p. 9, text to Fig. 5B") },
  { "5B", "dcn_la:Cu", -1, NONE, N_("negative for all active atoms"), N_("p. 9, text to Fig. 5B") },
  { "5B", "dcn_la:Zr", -1, NONE, N_("negative for all active atoms"), N_("p. 9, text to Fig. 5B") },
  { "5B", "dcn_la:Ni", -1, NONE, N_("negative for all active atoms"), N_("p. 9, text to Fig. 5B") },
  { "5B", "dcn_la:Ti", -1, NONE, N_("negative for all active atoms"), N_("p. 9, text to Fig. 5B") },
  { "5B", "dcn_la:Pd", -1, NONE, N_("negative for all active atoms"), N_("p. 9, text to Fig. 5B") },
  { "5C", "pairs", 0, NONE, N_("obvious chemical short-range order of active atoms"), N_("abstract") },
};

guint
vt_paper_get_n_facts (void)
{
  return G_N_ELEMENTS (facts);
}

const VtPaperFact *
vt_paper_get_fact (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (facts), NULL);

  return &facts[index];
}

const VtPaperFact *
vt_paper_find (const char *panel, const char *key)
{
  g_return_val_if_fail (panel != NULL && key != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (strcmp (facts[i].panel, panel) == 0 && strcmp (facts[i].key, key) == 0)
      return &facts[i];
  return NULL;
}
