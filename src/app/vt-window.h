/* A window over one document. Behind each of its dialogs stands a function that takes a file. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_WINDOW (vt_window_get_type ())
G_DECLARE_FINAL_TYPE (VtWindow, vt_window, VT, WINDOW, AdwApplicationWindow)

GtkWidget  *vt_window_new (AdwApplication *application);
VtDocument *vt_window_get_document (VtWindow *window);
/* Nothing is open and nothing is being opened: a file can go in here. */
gboolean    vt_window_is_empty (VtWindow *window);

/* A trajectory or a session, on a worker; what is open stays where that fails, and a message says why. */
void vt_window_open_file (VtWindow *window, GFile *file);
/* Shows the window once what is being opened is there, at the latest after a quarter of a second: a page that only
 * flashes by costs a person more time than it tells. */
void vt_window_present_opened (VtWindow *window);
/* The session as @file. */
void vt_window_save_file (VtWindow *window, GFile *file);
/* The page that is shown: PNG, SVG or PDF by the name; the 3D view PNG alone. On a worker. */
void vt_window_export_view (VtWindow *window, GFile *file);
/* @name: of vt_figure_get_kind() */
void vt_window_export_figure (VtWindow *window, const char *name, GFile *file);
/* All computed columns; extended XYZ, LAMMPS dump, CSV or HDF5 by the name. */
void vt_window_export_data (VtWindow *window, GFile *file);

/* Trains on the runs of the model page, where it can; asks first where that would cost a trained model. */
void vt_window_train (VtWindow *window);
/* The trained model as @file, on a worker; nothing where there is none. */
void vt_window_save_model (VtWindow *window, GFile *file);
/* The document's model is the trained one from now on; undoable. One that has no file is saved first. */
void vt_window_use_model (VtWindow *window);
/* All figures and tables of the training, on a worker. */
void vt_window_export_report (VtWindow *window, GFile *directory);

/* What is said above the view, %NULL where nothing is. */
const char *vt_window_get_message (VtWindow *window);
void        vt_window_show_message (VtWindow *window, const char *message);
/* Whether something is being opened, saved or exported: for tests. */
gboolean    vt_window_is_busy (VtWindow *window);

G_END_DECLS
