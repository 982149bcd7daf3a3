/* How errors of contrasts are estimated, as the state has it: resamples, blocks, seed. */
#pragma once

#include "vt-contrast.h"
#include "vt-frame.h"
#include "vt-state.h"

G_BEGIN_DECLS

/* For the .parameters of an analysis that uses them. */
#define VT_ERROR_SETTINGS_KEYS "errors.samples", "errors.blocks", "errors.seed"

/**
 * VtErrorSettings:
 * @contrast: labels within elements, blocks over the frame's cell; lives as long as this and the frame
 */
typedef struct
{
  VtContrastErrors contrast;
  guint32         *blocks;
} VtErrorSettings;

void vt_error_settings_init (VtErrorSettings *settings, const VtState *state, VtFrame *frame);
void vt_error_settings_clear (VtErrorSettings *settings);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VtErrorSettings, vt_error_settings_clear)

G_END_DECLS
