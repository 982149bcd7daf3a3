/* Asks which pictures an image sequence has: frames, a turn. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VtSequenceChoice:
 * @first, @last, @step: frames, counted from 0
 * @turn: degrees over all pictures; 0: none
 * @pictures: how many, where the turn is about one frame
 * @own_range: each picture has its own range of colours
 */
typedef struct
{
  guint    first;
  guint    last;
  guint    step;
  double   turn;
  guint    pictures;
  gboolean own_range;
} VtSequenceChoice;

/* The frame of each picture. (transfer full) (element-type guint) */
GArray *vt_sequence_choice_list_frames (const VtSequenceChoice *choice);

#define VT_TYPE_SEQUENCE_DIALOG (vt_sequence_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtSequenceDialog, vt_sequence_dialog, VT, SEQUENCE_DIALOG, AdwWindow)

/* ::chosen: asked for, by its button. @space: a picture in space, which can be turned */
GtkWidget *vt_sequence_dialog_new (GtkWindow *parent, guint n_frames, gboolean space);
void       vt_sequence_dialog_get_choice (VtSequenceDialog *dialog, VtSequenceChoice *choice);

G_END_DECLS
