/* Tables as a training gives them, from made-up numbers of the right kind: for tests, and to look at. */
#pragma once

#include "vt-dendrogram-layout.h"
#include "vt-table.h"

/* Of these, every third is a class. */
#define EXAMPLE_N_TEMPERATURES 20

double   example_temperature (guint index);
gboolean example_is_class (guint index);

VtTable *example_validation (void);
VtTable *example_calibration (void);
VtTable *example_k (void);
VtTable *example_relieff (void);
VtTable *example_classes (void);
VtTable *example_confusion (void);
/* Tips of ascending temperature, joined by the least step of their centres: as Ward's tree looks. (transfer full) */
VtDendrogramLayout *example_dendrogram (guint n_tips, double cut);
void                example_dendrogram_free (VtDendrogramLayout *layout);
