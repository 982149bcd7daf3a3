/* A mechanical evaluation as it is made: each kind of test adds its tables and findings. */
#pragma once

#include "vt-mechanics.h"
#include "vt-record.h"

G_BEGIN_DECLS

struct _VtMechanics
{
  gatomicrefcount  references;
  VtMechanicsPlan *plan;
  GPtrArray       *tables;
  GPtrArray       *findings; /* char *, and a NULL */
  GPtrArray       *warnings;
  double           atomic_volume; /* Å³; NaN: not known */
  double           glass_transition;
  double           glass_sigma;
};

/* (transfer full): reads with the plan's settings; the record's warnings become the evaluation's. */
VtRecord *vt_mechanics_read (VtMechanics *mechanics, GFile *file, GCancellable *cancellable, GError **error);
void      vt_mechanics_find (VtMechanics *mechanics, const char *format, ...) G_GNUC_PRINTF (2, 3);
void      vt_mechanics_warn (VtMechanics *mechanics, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* (transfer full) */
void      vt_mechanics_take_table (VtMechanics *mechanics, VtTable *table);

gboolean vt_mechanics_add_quench (VtMechanics *mechanics, GCancellable *cancellable, GError **error);
gboolean vt_mechanics_add_tensile (VtMechanics *mechanics, GCancellable *cancellable, GError **error);
gboolean vt_mechanics_add_creep (VtMechanics  *mechanics,
                                 VtProgress   *progress,
                                 GCancellable *cancellable,
                                 GError      **error);
/* From the tables of creep. */
void     vt_mechanics_add_stresses (VtMechanics *mechanics);

G_END_DECLS
