/* The window's parts, for the files that make it up. */
#pragma once

#include "vt-analyses-panel.h"
#include "vt-color-button.h"
#include "vt-compare-page.h"
#include "vt-data-panel.h"
#include "vt-legend-view.h"
#include "vt-model-page.h"
#include "vt-picture.h"
#include "vt-selection-panel.h"
#include "vt-sequence-dialog.h"
#include "vt-slice-view.h"
#include "vt-timeline.h"
#include "vt-viewport.h"
#include "vt-window.h"

G_BEGIN_DECLS

struct _VtWindow
{
  AdwApplicationWindow parent_instance;

  VtDocument   *document;
  VtPicture    *picture;
  VtState      *opened; /* as it was when it was opened or saved last: what closing would lose */
  char         *wanted; /* the list that was asked for last */
  GCancellable *opening;
  GFile        *opening_file;
  GCancellable *writing; /* of all that is being written */
  guint         n_jobs; /* saves and exports under way */
  guint         loading_id;
  guint         reveal_id;
  guint         n_revealed; /* parts of the work page that are there */
  guint         autosave_id;
  gboolean      autosaved; /* the kept session is this window's: its to forget */
  gboolean      close_anyway;
  gboolean      close_after_save;
  gboolean      training;      /* what the model page was at last */
  gboolean      discard_model; /* the person has said that the trained model, or its training, may go */

  AdwToastOverlay  *toasts;
  AdwWindowTitle   *title;
  AdwSplitButton   *open_button;
  GtkWidget        *edit_buttons;
  GtkWidget        *undo_button;
  GtkWidget        *redo_button;
  GtkWidget        *page_buttons;
  GtkWidget        *left_button;
  GtkWidget        *right_button;
  GtkMenuButton    *export_button;
  GMenu            *figures_section;
  GtkRevealer      *message_revealer;
  GtkLabel         *message;
  GtkStack         *stack;
  GtkWidget        *sample_button;
  GtkWidget        *restore_button;
  GtkLabel         *loading_title;
  GtkProgressBar   *loading_progress;
  AdwFlap          *left;
  AdwFlap          *right;
  GtkPaned         *right_paned;
  int               charts_height; /* of the pane's upper half, while charts have more; 0: they have not */
  GtkFlowBox       *chart_buttons;
  GtkStack         *charts;
  AdwBin           *inspector_bin;
  VtDataPanel      *data_panel;
  VtSelectionPanel *selection_panel;
  VtAnalysesPanel  *analyses_panel;
  GtkWidget        *color_label;
  VtColorButton    *color_button;
  GtkMenuButton    *settings_button;
  GtkWidget        *view_busy; /* stands still: what turns has the whole window drawn for it all the time */
  GtkLabel         *view_status;
  GtkBox           *slice_bar;
  GtkLabel         *slice_place;
  GtkWidget        *fit_button;
  GtkStack         *pages;
  VtViewport       *viewport;
  VtLegendView     *legend;
  VtLegendView     *slice_legend;
  VtSliceView      *slice;
  VtComparePage    *compare;
  VtTimeline       *timeline;
  VtModelPage      *model_page;
};

/* vt-window-actions.c */
void vt_window_install_actions (GtkWidgetClass *class);
void vt_window_update_actions (VtWindow *self);
/* vt-window-wants.c: after anything that tells what is to be seen. */
void vt_window_update_wants (VtWindow *self);

/* vt-window-files.c */
void     vt_window_choose_open (VtWindow *self);
void     vt_window_choose_model (VtWindow *self);
void     vt_window_choose_save (VtWindow *self);
void     vt_window_save (VtWindow *self);
void     vt_window_open_sample (VtWindow *self);
void     vt_window_restore (VtWindow *self);
gboolean vt_window_can_restore (void);
gboolean vt_window_has_unsaved_work (VtWindow *self);
void     vt_window_ask_before_close (VtWindow *self);
void     vt_window_update_recent (VtWindow *self);
/* Every half minute what has changed is kept, until the window is closed in peace. */
void     vt_window_start_autosave (VtWindow *self);
void     vt_window_forget_autosave (VtWindow *self);

/* Of files one may open: @sessions: with sessions among them. */
void     vt_window_add_trajectory_filters (GtkFileChooser *chooser, gboolean sessions);
void     vt_window_add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns);

/* vt-window-model.c */

/* What the model is saved for. */
typedef enum
{
  VT_AFTER_SAVE_NOTHING,
  VT_AFTER_SAVE_USE,
  VT_AFTER_SAVE_CLOSE
} VtAfterSave;

/* @key: "training.runs" or "training.test-runs" */
void     vt_window_choose_runs (VtWindow *self, const char *key);
void     vt_window_choose_save_model (VtWindow *self, VtAfterSave then);
void     vt_window_choose_export_report (VtWindow *self);
/* In passing: it is over, and where to look. */
void     vt_window_tell_of_training (VtWindow *self);
/* A model that is being trained, too. */
gboolean vt_window_has_unsaved_model (VtWindow *self);
void     vt_window_ask_about_model (VtWindow *self);

/* vt-window-export.c */
void vt_window_choose_export (VtWindow *self, const char *what);
void vt_window_copy_picture (VtWindow *self);

/* vt-window-sequence.c */
void vt_window_choose_sequence (VtWindow *self);
/* Of the view, which is 3D or the slice, into a folder. */
void vt_window_export_sequence (VtWindow *self, const VtSequenceChoice *choice, GFile *folder);
/* The same as from the dialog: remembers the choice, and where such files are there already asks what becomes of them. */
void vt_window_begin_sequence (VtWindow *self, const VtSequenceChoice *choice, GFile *folder);

/* vt-window-view.c */
void vt_window_install_view_actions (GtkWidgetClass *class);

/* vt-window-parts.c */
/* Once, when the template and the document are there. */
void vt_window_make_parts (VtWindow *self);
/* Those that the first view does not need. */
void vt_window_reveal_late_parts (VtWindow *self);
/* Pages of several charts have the room that the inspector leaves while no atom is picked. */
void vt_window_update_room (VtWindow *self);

/* vt-window-picking.c */
/* Once: the rectangle that picks, over both views, and its button. */
void vt_window_add_picking (VtWindow *self);

/* vt-window-writing.c */

/* On a thread of its own. */
typedef gboolean (*VtWriteFunc) (gpointer data, GCancellable *cancellable, GError **error);
typedef void (*VtWrittenFunc) (VtWindow *self, gpointer data);

/* @file: what is written, by name; @written: (nullable): told of success, else a toast tells; @data: freed at the end
 * by @free_data. A failure is shown as the window's message. */
void vt_window_write (VtWindow      *self,
                      GFile         *file,
                      VtWriteFunc    write,
                      VtWrittenFunc  written,
                      gpointer       data,
                      GDestroyNotify free_data);
/* The same, telling how far it is. */
void vt_window_write_watched (VtWindow      *self,
                              GFile         *file,
                              VtProgress    *progress,
                              VtWriteFunc    write,
                              VtWrittenFunc  written,
                              gpointer       data,
                              GDestroyNotify free_data);
/* Whatever is being written. */
void vt_window_cancel_writing (VtWindow *self);

/* vt-window-shown.c: each after anything that it tells of */
void vt_window_update_title (VtWindow *self);
void vt_window_update_page (VtWindow *self);
void vt_window_update_status (VtWindow *self);
/* Which of start, loading, work and model is seen, with the buttons that belong to it. */
void vt_window_update_stack (VtWindow *self);

/* vt-window-follow.c */
/* Once, when the parts are there. */
void vt_window_connect (VtWindow *self);
/* Light or dark. */
void vt_window_follow_colors (VtWindow *self);

/* vt-window.c */
/* Of the properties that are windows onto the state, those that differ. */
void vt_window_notify_state (VtWindow *self, const VtState *before);
void vt_window_begin_job (VtWindow *self);
void vt_window_end_job (VtWindow *self);
/* A sentence that goes away by itself. */
void vt_window_toast (VtWindow *self, const char *text);

G_END_DECLS
