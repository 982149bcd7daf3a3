/* The charts of what LA and SA are made of and how they are packed: Figs. 4 and 5 of Liu et al. 2022. */
#pragma once

#include "vt-chart.h"
#include "vt-panels.h"
#include "vt-result.h"

G_BEGIN_DECLS

/* All (transfer full), from the results of "sro" and "polyhedra". Bars and points are pale, and marks too, where a
 * difference lies within 2σ of nothing; error bars are σ of the difference from the total. */

/* Fig. 5A: composition of LA and SA; the dashed line is that of the sample. Without LA and SA the sample's alone. */
VtChart  *vt_chart_of_composition (VtResult *sro);
/* Fig. 5B: ΔCN of all atoms and by element; zero is the total's average. */
VtChart  *vt_chart_of_coordination (VtResult *sro);
/* Fig. 5C: −α_A(B) of all atoms as numbers and colours, with the marks of LA and SA. */
VtChart  *vt_chart_of_sro (VtResult *sro);
/* Lower half of Fig. 4A: Δf of the @n most frequent polyhedra; 0: the usual twelve. */
VtChart  *vt_chart_of_polyhedra_contrast (VtResult *polyhedra, guint n);
/* Fig. 4A: f above, Δf below. */
VtPanels *vt_panels_of_polyhedra (VtResult *polyhedra, guint n);
/* Fig. 4B: Δf against LFFS, a point a polyhedron, its area by share; lines are weighted fits. */
VtChart  *vt_chart_of_polyhedra_trend (VtResult *polyhedra);
/* What the charts of marks say in words: "LA: Cu–Ni −, Ti–Pd ++": marks beyond noise, plain text, (transfer full); ""
 * where there are none. @side: "la" or "sa". */
char     *vt_chart_describe_sro (VtResult *sro, const char *side);

G_END_DECLS
