/* Asks which pictures an image sequence has, frames and a turn, and how they are: size, background, key. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"
#include "vt-still.h"

G_BEGIN_DECLS

/**
 * VtSequenceChoice:
 * @first, @last, @step: frames, counted from 0
 * @turn: degrees over all pictures; 0: none
 * @pictures: how many, where the turn is about one frame; 0 of a slice, which is not turned
 * @own_range: each picture has its own range of colours
 * @width, @height: pixels; 0: as the view is seen
 * @legend: with the colours' key
 * @resume: pictures of this sequence that are there already stay
 */
typedef struct
{
  guint    first;
  guint    last;
  guint    step;
  double   turn;
  guint    pictures;
  gboolean own_range;
  int      width;
  int      height;
  VtStillBackground background;
  gboolean legend;
  gboolean resume;
} VtSequenceChoice;

/* All frames of @n_frames, and what was chosen last. */
void    vt_sequence_choice_init (VtSequenceChoice *choice, const VtState *state, guint n_frames);
/* For the next time, and for the session; no edit that would be undone. */
void    vt_sequence_choice_remember (const VtSequenceChoice *choice, VtDocument *document);

/* The frame of each picture. (transfer full) (element-type guint) */
GArray *vt_sequence_choice_list_frames (const VtSequenceChoice *choice);

#define VT_TYPE_SEQUENCE_DIALOG (vt_sequence_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtSequenceDialog, vt_sequence_dialog, VT, SEQUENCE_DIALOG, AdwWindow)

/* ::chosen: asked for, by its button. @choice: what it begins with; @space: a picture in space, which can be turned;
 * @seen: width and height of a picture that is as large as the view */
GtkWidget *vt_sequence_dialog_new (GtkWindow              *parent,
                                   const VtSequenceChoice *choice,
                                   guint                   n_frames,
                                   gboolean                space,
                                   const int               seen[2]);
void       vt_sequence_dialog_get_choice (VtSequenceDialog *dialog, VtSequenceChoice *choice);

G_END_DECLS
