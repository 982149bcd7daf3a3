/* What several tests of this folder train on. */
#pragma once

#include "vt-dataset.h"

/* Features of 250 atoms at 15 temperatures, from tests/fixtures/predictor/relaxation.f32. */
typedef struct
{
  guint        n_temperatures;
  double       temperatures[32];
  guint        n_lags;
  double       lags[32];
  VtAtomTable *atoms;
  double      *features; /* [n_temperatures][n_lags][n atoms] */
} Sample;

Sample *sample_load (void);
void    sample_free (Sample *sample);
/* Features of one temperature: double [n_lags][n atoms]; borrowed. */
const double *sample_get (const Sample *sample, double temperature);
/* (transfer full): the runs of these temperatures, named "run <T>". */
VtDataset *sample_dataset (const Sample *sample, const double *temperatures, guint n);

/* (transfer full): ids first, first + 1, …; species by turns from @names. */
VtAtomTable *sample_atoms (gsize n, gint64 first, const char *const *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)
