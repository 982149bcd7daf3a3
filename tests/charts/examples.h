/* Charts as the program makes them, from made-up numbers of the right kind: for tests, and to look at. */
#pragma once

#include "vt-chart.h"
#include "vt-panels.h"
#include "vt-slice-chart.h"

VtChart      *example_histogram (VtScale scale);
VtChart      *example_correlation (void);
VtChart      *example_polyhedra (void);
VtChart      *example_difference (void);
VtChart      *example_creep (void);
VtFrame      *example_frame (gsize per_edge);
VtSliceChart *example_slice (gsize per_edge);
VtSliceChart *example_species_slice (gsize per_edge);
VtPanels     *example_figure (void);
