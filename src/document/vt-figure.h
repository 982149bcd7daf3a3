/* The figures one can ask for by name. Window, command line and report make them here, and so alike. */
#pragma once

#include "vt-evaluator.h"
#include "vt-export.h"
#include "vt-table.h"

G_BEGIN_DECLS

typedef struct _VtFigure VtFigure;

/**
 * VtFigureKind:
 * @name: on the command line: "slice"
 * @label: translatable
 * @analysis: (nullable): whose result it shows, where that has another name
 * @compares: whether without LA and SA there is nothing in it
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *analysis;
  gboolean    compares;
} VtFigureKind;

/* slice (by view.color-by), slice-<property>, compare, distribution, correlation, polyhedra, timeseries, scatter. */
guint               vt_figure_get_n_kinds (void);
const VtFigureKind *vt_figure_get_kind (guint index);

/* Evaluates what it shows. VT_ERROR_USAGE lists the names where there is none of @name. (transfer full) */
VtFigure *vt_figure_new (VtEvaluator  *evaluator,
                         VtSource     *source,
                         VtState      *state,
                         const char   *name,
                         VtProgress   *progress,
                         GCancellable *cancellable,
                         GError      **error);
void      vt_figure_free (VtFigure *figure);

/* Its natural size in mm. */
void     vt_figure_get_size (const VtFigure *figure, double *width, double *height);
void     vt_figure_paint (const VtFigure *figure, cairo_t *cr, double width, double height, const VtChartStyle *style);
/* A #VtPaintFunc whose data is the #VtFigure. */
void     vt_figure_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer figure);
/* What vt_depiction_add_notes() has to say of its colours. (element-type utf8), NULL-terminated */
const char *const *vt_figure_get_notes (const VtFigure *figure);
/* (nullable): the numbers behind it. */
VtTable *vt_figure_get_table (const VtFigure *figure);
/**
 * vt_figure_write:
 * @width: mm, 0 for the natural one; the height follows
 * @dpi: pixels an inch, PNG only
 *
 * The format is the file name's. File, frame, parameters and version go with it.
 */
gboolean vt_figure_write (
    const VtFigure *figure, GFile *file, double width, double dpi, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFigure, vt_figure_free)

G_END_DECLS
