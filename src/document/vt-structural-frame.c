#include "vt-structural-frame.h"

#include <math.h>

#include "vt-i18n.h"

gboolean
vt_structural_frame_is_start (const VtState *state)
{
  g_return_val_if_fail (state != NULL, TRUE);

  return vt_state_get_real (state, "structure.lag") == 0 && vt_state_get_real (state, "structure.average") == 0;
}

char *
vt_structural_frame_describe (const VtState *state)
{
  char lag_text[G_ASCII_DTOSTR_BUF_SIZE], span_text[G_ASCII_DTOSTR_BUF_SIZE];
  double lag, span;

  g_return_val_if_fail (state != NULL, NULL);

  lag = vt_state_get_real (state, "structure.lag");
  span = vt_state_get_real (state, "structure.average");
  g_ascii_formatd (lag_text, sizeof lag_text, "%.9g", fabs (lag));
  g_ascii_formatd (span_text, sizeof span_text, "%.9g", span);
  if (span > 0 && lag == 0)
    return g_strdup_printf (_ ("the mean positions over %s ps from the window’s first frame on"), span_text);
  if (span > 0)
    return g_strdup_printf (lag > 0 ? _ ("the mean positions over %s ps from %s ps after the window’s first frame on")
                                    : _ ("the mean positions over %s ps from %s ps before the window’s first frame on"),
                            span_text, lag_text);
  if (lag == 0)
    return g_strdup (_ ("the window’s first frame"));
  return g_strdup_printf (lag > 0 ? _ ("the frame %s ps after the window’s first")
                                  : _ ("the frame %s ps before the window’s first"),
                          lag_text);
}
