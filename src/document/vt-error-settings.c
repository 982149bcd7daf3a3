#include "vt-error-settings.h"

#include "vt-bootstrap.h"

void
vt_error_settings_init (VtErrorSettings *settings, const VtState *state, VtFrame *frame)
{
  g_return_if_fail (settings != NULL && state != NULL && frame != NULL);

  settings->blocks = g_new (guint32, vt_frame_get_n_atoms (frame) + 1);
  settings->contrast = (VtContrastErrors){
    .groups = vt_atom_table_get_species (vt_frame_get_atoms (frame)),
    .blocks = settings->blocks,
    .n_blocks = vt_bootstrap_blocks (frame, (guint) vt_state_get_integer (state, "errors.blocks"), settings->blocks),
    .n_samples = (guint) vt_state_get_integer (state, "errors.samples"),
    .seed = (guint64) vt_state_get_integer (state, "errors.seed"),
  };
}

void
vt_error_settings_clear (VtErrorSettings *settings)
{
  g_return_if_fail (settings != NULL);

  g_clear_pointer (&settings->blocks, g_free);
}
