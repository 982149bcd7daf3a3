/* A trajectory or a session with the command line's parameters over it: what all commands but training begin with. */
#pragma once

#include "vt-cli.h"
#include "vt-source.h"

G_BEGIN_DECLS

typedef struct
{
  VtState  *state;
  VtSource *source;
  double    seconds;
} VtCliOpened;

void vt_cli_opened_free (VtCliOpened *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCliOpened, vt_cli_opened_free)

/* The command's one file; --frame and --time are checked, notices become warnings. */
VtCliOpened *vt_cli_open (VtCli *cli, GFile *file, GError **error);
/* Sets the number of threads from --threads. */
gboolean     vt_cli_set_threads (VtCli *cli, GError **error);

#define VT_CLI_OPTION_TIME \
  { "time", "PS", N_ ("Time of the window’s first frame, instead of --frame"), FALSE, NULL }
#define VT_CLI_OPTION_THREADS { "threads", "N", N_ ("Threads that compute; 0 is one a processor"), FALSE, NULL }

G_END_DECLS
