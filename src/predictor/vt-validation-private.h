/* The inside of a validation, for its tables. */
#pragma once

#include "vt-tally.h"
#include "vt-validation.h"

G_BEGIN_DECLS

struct _VtValidation
{
  gatomicrefcount references;
  guint           n_folds;
  guint           k_max;
  guint           n_classes;
  double         *classes;
  guint           n_temperatures;
  double         *temperatures;
  guint           n_elements;
  char          **symbols;
  VtTally        *tally;
};

G_END_DECLS
