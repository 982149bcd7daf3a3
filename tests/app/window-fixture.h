/* A window to be used by a test as a person would, and the main loop turned for it. */
#pragma once

#include "vt-application.h"
#include "vt-viewport.h"
#include "vt-window.h"

G_BEGIN_DECLS

typedef struct
{
  VtApplication *application;
  VtWindow      *window;
  VtDocument    *document;
} Fixture;

#define PATIENCE_SECONDS 15

/* 0 where the tests can run; otherwise what main() returns. */
int         fixture_init (int *argc, char ***argv, VtApplication **application);
void        set_up (Fixture *fixture, gconstpointer application);
void        tear_down (Fixture *fixture, gconstpointer application);
/* Turns the main loop for a while. */
void        spin (guint milliseconds);
void        wait_until_idle (Fixture *fixture);
GFile      *fixture_file (const char *name);
void        open_fixture (Fixture *fixture, const char *name);
void        act (Fixture *fixture, const char *action);
void        act_on (Fixture *fixture, const char *action, const char *target);
VtState    *get_state (Fixture *fixture);
char       *make_directory (void);
/* (nullable): the first widget in it, or itself, of a type */
GtkWidget  *find_by_type (GtkWidget *widget, const char *type);
/* (nullable): the first button of that label in it, or itself */
GtkWidget  *find_button (GtkWidget *widget, const char *label);
/* The 3D page. */
VtViewport *get_viewport (Fixture *fixture);
/* The controller of that name; there must be one. (transfer full) */
gpointer    find_controller (GtkWidget *widget, const char *name);
/* (transfer full) (nullable): what the widget looks like now; %NULL: it draws nothing yet */
GdkTexture *take_texture (GtkWidget *widget);
/* Pixels that are clearly coloured: chrome and background are grey. */
guint       count_colored (GdkTexture *texture);

G_END_DECLS
