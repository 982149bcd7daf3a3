/* The parameter table: one row a setting. Side bar, --help, man page, session fields and undo names come from it. */
#pragma once

#include <gio/gio.h>
#include "vt-units.h"

G_BEGIN_DECLS

typedef enum
{
  VT_PARAMETER_BOOLEAN, /* GVariant b */
  VT_PARAMETER_INTEGER, /* x */
  VT_PARAMETER_REAL,    /* d; NaN means "not set" */
  VT_PARAMETER_CHOICE,  /* s, one of the nicks */
  VT_PARAMETER_TEXT,    /* s */
  VT_PARAMETER_FILE,    /* s, a URI; "" means none */
  VT_PARAMETER_REALS,   /* ad */
  VT_PARAMETER_IDS,     /* ax, atom ids */
  VT_PARAMETER_RUNS     /* a(sd), files of runs: a URI, and the temperature in K, 0 where it is not known yet; or the stress */
} VtParameterType;

/* What a change of it means. */
typedef enum
{
  VT_PARAMETER_DATA,     /* which files are looked at, and how they are read */
  VT_PARAMETER_ANALYSIS, /* the numbers change */
  VT_PARAMETER_VIEW,     /* only the picture changes */
  VT_PARAMETER_PLAYBACK, /* it moves with time: not undoable */
  VT_PARAMETER_TRAINING, /* how the next model is trained; nothing that is shown changes */
  VT_PARAMETER_MECHANICS, /* which mechanical tests are evaluated, and how; nothing of the trajectory changes */
  VT_PARAMETER_OUTPUT    /* how pictures go into files, as it was asked for last; nothing that is shown changes: not
                            undoable */
} VtParameterScope;

typedef struct
{
  const char *nick;  /* in files and on the command line */
  const char *label; /* translatable */
} VtChoice;

/* A value with a name, to be typed instead of it: "auto" for 0. */
typedef struct
{
  const char *nick;
  const char *label; /* translatable */
  const char *value; /* as GVariant text */
} VtPreset;

/**
 * VtParameter:
 * @key: path in the session, dots between: "d2min.norm"
 * @flag: the command line's option without dashes, or NULL where there is none: "d2min-norm". A row of training
 *   or mechanics may share it with another: no command takes both
 * @label, @help: translatable
 * @undo: translatable, "Change D²min Norm"
 * @value: default, as GVariant text: "50.0"
 * @choices: NULL-nick-terminated, VT_PARAMETER_CHOICE only
 * @presets: (nullable): NULL-nick-terminated; not for VT_PARAMETER_CHOICE
 */
typedef struct
{
  const char      *key;
  const char      *flag;
  const char      *label;
  const char      *help;
  const char      *undo;
  VtParameterType  type;
  VtParameterScope scope;
  VtUnit           unit;
  double           minimum;
  double           maximum;
  double           step;
  const char      *value;
  const VtChoice  *choices;
  const VtPreset  *presets;
} VtParameter;

guint              vt_parameter_get_count (void);
/* Whether a change of it is an edit, to be undone. */
gboolean           vt_parameter_is_undoable (const VtParameter *parameter);
const VtParameter *vt_parameter_get (guint index);
/* The index of a key, or -1. */
int                vt_parameter_find (const char *key);
/* The first row with that flag, or -1. */
int                vt_parameter_find_flag (const char *flag);

const GVariantType *vt_parameter_get_variant_type (const VtParameter *parameter);
/* (transfer full), never floating */
GVariant           *vt_parameter_get_default (const VtParameter *parameter);
/* Whether its value stands for itself among the settings of @scope: data and playback belong to the analysis; files and
 * runs are told by their names elsewhere. */
gboolean            vt_parameter_is_setting_of (const VtParameter *parameter, VtParameterScope scope);
/* Type, range and choice; VT_ERROR_USAGE says what is allowed. */
gboolean            vt_parameter_check (const VtParameter *parameter, GVariant *value, GError **error);
/* From what a person types after a flag: "on", "0.1", "5,20,50", a preset's name; (transfer full), checked. */
GVariant           *vt_parameter_parse (const VtParameter *parameter, const char *text, GError **error);
/* "0.05 … 2.0 Å", "mean, sum", "auto, or 1 … 10": for --help and tooltips; (transfer full) */
char               *vt_parameter_describe_range (const VtParameter *parameter);
/* Whether it is off unless it is switched on, so that its flag alone can only mean that. */
gboolean            vt_parameter_is_switch (const VtParameter *parameter);
/* (nullable): the name of a value that has one. */
const char         *vt_parameter_find_preset (const VtParameter *parameter, GVariant *value);

G_END_DECLS
