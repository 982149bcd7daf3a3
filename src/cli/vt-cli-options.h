/* The options of a command: its own, and every row of the parameter table that it takes. */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

typedef struct _VtCliCommand VtCliCommand;

/**
 * VtCliOption:
 * @name: without dashes
 * @argument: what the help calls its value, %NULL for an option without one
 * @help: translatable
 * @repeats: may be given several times; otherwise the last counts
 * @refusal: (nullable): for an option that is not in this version: what to do instead, translatable
 */
typedef struct
{
  const char *name;
  const char *argument;
  const char *help;
  gboolean    repeats;
  const char *refusal;
} VtCliOption;

typedef struct _VtCliArguments VtCliArguments;

/* @words: what follows the command's name, NULL-terminated. VT_ERROR_USAGE for what is no option or no value of it. */
VtCliArguments *vt_cli_arguments_parse (const VtCliCommand *command, const char *const *words, GError **error);
void            vt_cli_arguments_free (VtCliArguments *arguments);

/* Whether an option (a parameter's flag included) was given. */
gboolean           vt_cli_arguments_has (const VtCliArguments *arguments, const char *name);
/* (nullable): the last value of an option of the command's own. */
const char        *vt_cli_arguments_get (const VtCliArguments *arguments, const char *name);
/* All of them, NULL-terminated. */
const char *const *vt_cli_arguments_get_all (const VtCliArguments *arguments, const char *name);
/* What is no option, NULL-terminated. */
const char *const *vt_cli_arguments_get_words (const VtCliArguments *arguments, guint *n);
/* (nullable): the value given to a row of the parameter table, by its key. */
GVariant          *vt_cli_arguments_get_parameter (const VtCliArguments *arguments, const char *key);
/* @state with everything that was given by parameters' flags; (transfer full). */
VtState           *vt_cli_arguments_apply (const VtCliArguments *arguments, VtState *state);

/* Numbers: *@value stays where the option was not given. VT_ERROR_USAGE says what is allowed. */
gboolean vt_cli_arguments_get_integer (const VtCliArguments *arguments,
                                       const char           *name,
                                       gint64                minimum,
                                       gint64                maximum,
                                       gint64               *value,
                                       GError              **error);
gboolean vt_cli_arguments_get_real (const VtCliArguments *arguments,
                                    const char           *name,
                                    double                minimum,
                                    double                maximum,
                                    double               *value,
                                    GError              **error);
/* The file an option names, %NULL with VT_ERROR_USAGE where it is required and missing. (transfer full) (nullable) */
GFile *vt_cli_arguments_get_file (const VtCliArguments *arguments, const char *name, gboolean required, GError **error);
/* The one file that is no option. (transfer full) */
GFile   *vt_cli_arguments_get_input (const VtCliArguments *arguments, const char *what, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCliArguments, vt_cli_arguments_free)

G_END_DECLS
