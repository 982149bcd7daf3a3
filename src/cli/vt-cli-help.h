/* What there is and how it is used: for the terminal, and as a manual page, from the same tables. */
#pragma once

#include "vt-cli.h"

G_BEGIN_DECLS

/* All (transfer full). */
char *vt_cli_help_overview (void);
char *vt_cli_help_command (const VtCliCommand *command);
/* The page vitrine-cli(1), as roff. */
char *vt_cli_help_manual (void);

/* What stands for the value: "PS", "on|off". (transfer full) */
char *vt_cli_help_argument (const VtParameter *parameter);
/* What it does, what is allowed, what it is at first. (transfer full) */
char *vt_cli_help_parameter (const VtParameter *parameter);

G_END_DECLS
