/* What every sub-command gets, and what it is made of. */
#pragma once

#include "vt-cli-options.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * VtCli:
 * @warnings: (element-type utf8): shown on stderr when the command has succeeded; a failure is one line alone
 */
typedef struct
{
  const VtCliArguments *arguments;
  VtProgress           *progress;
  GCancellable         *cancellable;
  GPtrArray            *warnings;
} VtCli;

/**
 * VtCliCommand:
 * @usage: what follows the name: "TRAJ|SESSION --output FILE [OPTION…]"
 * @summary: one line, translatable
 * @help: (nullable): a paragraph, translatable
 * @examples: NULL-terminated command lines
 * @options: options of its own, up to one without a name; they go before rows of the parameter table of the same name
 * @takes: (nullable): whether a row of the parameter table is an option of it; %NULL: all are but
 *   those of training and of mechanical tests
 */
struct _VtCliCommand
{
  const char        *name;
  const char        *usage;
  const char        *summary;
  const char        *help;
  const char *const *examples;
  const VtCliOption *options;
  gboolean (*takes) (const VtParameter *parameter);
  gboolean (*run) (VtCli *cli, GError **error);
};

extern const VtCliCommand vt_cli_info;
extern const VtCliCommand vt_cli_analyze;
extern const VtCliCommand vt_cli_train;
extern const VtCliCommand vt_cli_render;
extern const VtCliCommand vt_cli_figure;
extern const VtCliCommand vt_cli_mechanics;
extern const VtCliCommand vt_cli_report;

/* Whether the row is an option of the command, by its @takes. */
gboolean vt_cli_command_takes (const VtCliCommand *command, const VtParameter *parameter);
/* All of them, NULL-terminated. */
extern const VtCliCommand *const vt_cli_commands[];
/* (nullable) */
const VtCliCommand *vt_cli_find_command (const char *name);

/* A line for stderr, printed when the work is done. */
void vt_cli_warn (VtCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
