#include "vt-sequence-dialog.h"

void
vt_sequence_choice_init (VtSequenceChoice *choice, const VtState *state, guint n_frames)
{
  const VtParameter *background = vt_parameter_get ((guint) vt_parameter_find ("sequence.background"));

  g_return_if_fail (choice != NULL && state != NULL && n_frames > 0);

  *choice = (VtSequenceChoice){ .last = n_frames - 1,
                                .step = (guint) vt_state_get_integer (state, "sequence.step"),
                                .turn = vt_state_get_real (state, "sequence.turn"),
                                .pictures = (guint) vt_state_get_integer (state, "sequence.pictures"),
                                .own_range = vt_state_get_boolean (state, "sequence.own-range"),
                                .width = (int) vt_state_get_integer (state, "sequence.width"),
                                .height = (int) vt_state_get_integer (state, "sequence.height"),
                                .legend = vt_state_get_boolean (state, "sequence.legend") };
  for (guint i = 0; background->choices[i].nick != NULL; i++)
    if (vt_state_is (state, "sequence.background", background->choices[i].nick))
      choice->background = (VtStillBackground) i;
}

void
vt_sequence_choice_remember (const VtSequenceChoice *choice, VtDocument *document)
{
  const VtParameter *background = vt_parameter_get ((guint) vt_parameter_find ("sequence.background"));

  g_return_if_fail (choice != NULL && VT_IS_DOCUMENT (document));

  vt_document_set_integer (document, "sequence.step", choice->step);
  /* A slice is not turned: what was chosen in space stays. */
  if (choice->pictures > 0)
    {
      vt_document_set_real (document, "sequence.turn", choice->turn);
      vt_document_set_integer (document, "sequence.pictures", choice->pictures);
    }
  vt_document_set_boolean (document, "sequence.own-range", choice->own_range);
  vt_document_set_integer (document, "sequence.width", choice->width);
  vt_document_set_integer (document, "sequence.height", choice->height);
  vt_document_set_boolean (document, "sequence.legend", choice->legend);
  vt_document_set_text (document, "sequence.background", background->choices[choice->background].nick);
}

GArray *
vt_sequence_choice_list_frames (const VtSequenceChoice *choice)
{
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean one = choice->first == choice->last;

  g_return_val_if_fail (choice->step > 0 && choice->first <= choice->last, frames);

  for (guint64 frame = choice->first; frame <= choice->last && !one; frame += choice->step)
    {
      guint number = (guint) frame;

      g_array_append_val (frames, number);
    }
  for (guint i = 0; one && i < (choice->turn != 0 ? choice->pictures : 1); i++)
    g_array_append_val (frames, choice->first);
  return frames;
}
