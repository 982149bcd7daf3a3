/* Which temperatures are told apart by what atoms do: the classes to train on. */
#pragma once

#include "vt-dataset.h"
#include "vt-dendrogram-layout.h"
#include "vt-linkage.h"
#include "vt-progress.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_CLASS_SELECTION (vt_class_selection_get_type ())

typedef struct _VtClassSelection VtClassSelection;

/**
 * VtClassScaling:
 * @VT_CLASS_SCALING_NONE: lg features as they are
 * @VT_CLASS_SCALING_RANGE: each lag's to [0, 1] over the dataset
 * @VT_CLASS_SCALING_DEVIATION: each lag's to mean 0 and standard deviation 1 over the dataset
 *
 * A feature that never varies becomes 0 by the last two.
 */
typedef enum
{
  VT_CLASS_SCALING_NONE,
  VT_CLASS_SCALING_RANGE,
  VT_CLASS_SCALING_DEVIATION,
  VT_N_CLASS_SCALINGS
} VtClassScaling;

/**
 * VtClassCut:
 * @VT_CLASS_CUT_HEIGHT: at a height, in the units of the scaled features
 * @VT_CLASS_CUT_SHARE: at a share, 0 … 1, of the height of each tree's root
 */
typedef enum
{
  VT_CLASS_CUT_HEIGHT,
  VT_CLASS_CUT_SHARE,
  VT_N_CLASS_CUTS
} VtClassCut;

/**
 * VtClassSelectionOptions:
 * @cut: height or share
 * @n_instances: drawn for each subset, at least 2; all of them where there are no more
 * @n_subsets: at least 1
 * @qualified_share: a cluster qualifies with at least this share of n/N_T instances, the number that a temperature has
 *   in a subset on the average
 * @minimum_share: a temperature is selected with at least this share, 0 … 1, of all qualified clusters; none is where a
 *   subset has fewer than two of these on the average
 */
typedef struct
{
  VtLinkage      linkage;
  VtClassScaling scaling;
  VtClassCut     cut_kind;
  double         cut;
  guint          n_instances;
  guint          n_subsets;
  double         qualified_share;
  double         minimum_share;
  guint64        seed;
} VtClassSelectionOptions;

GType vt_class_selection_get_type (void);

/* The recipe that serves best (tests/bench/bench-classes.c), and that of Liu et al. 2022; both with seed 1. */
void     vt_class_selection_options_init (VtClassSelectionOptions *options);
void     vt_class_selection_options_init_paper (VtClassSelectionOptions *options);
/* FALSE with VT_ERROR_USAGE where one is out of range. */
gboolean vt_class_selection_options_check (const VtClassSelectionOptions *options, GError **error);

/* "none", "range", "deviation"; "height", "share"; FALSE for what is none of them. */
const char *vt_class_scaling_to_string (VtClassScaling scaling);
gboolean    vt_class_scaling_from_string (const char *text, VtClassScaling *scaling);
const char *vt_class_cut_to_string (VtClassCut cut);
gboolean    vt_class_cut_from_string (const char *text, VtClassCut *cut);

/**
 * vt_class_selection_run:
 *
 * Draws @options->n_subsets random subsets of all instances, of whatever element and temperature, clusters each, and
 * counts the qualified clusters of every temperature. Which instances are drawn depends on the seed and on run, atom
 * and origin of the instances, not on the order in which runs were added; the result is the same for any number of
 * threads.
 *
 * Refuses (VT_ERROR_USAGE) options out of range, (VT_ERROR_INPUT) a dataset of fewer than two temperatures. That no
 * classes come out of it is no error here: see vt_class_selection_check().
 *
 * Returns: (transfer full)
 */
VtClassSelection *vt_class_selection_run (const VtDataset               *dataset,
                                          const VtClassSelectionOptions *options,
                                          VtProgress                    *progress,
                                          GCancellable                  *cancellable,
                                          GError                       **error);
/**
 * vt_class_selection_cut:
 * @options: of these the cut, its kind, and the two shares
 *
 * The same trees cut otherwise, in no time: for a cut that is dragged. VT_ERROR_USAGE for options out of range.
 *
 * Returns: (transfer full)
 */
VtClassSelection *vt_class_selection_cut (const VtClassSelection        *selection,
                                          const VtClassSelectionOptions *options,
                                          GError                       **error);
VtClassSelection *vt_class_selection_ref (VtClassSelection *selection);
void              vt_class_selection_unref (VtClassSelection *selection);

/* FALSE with VT_ERROR_INPUT where fewer than two temperatures were selected; the message says what to change. */
gboolean vt_class_selection_check (const VtClassSelection *selection, GError **error);

const VtClassSelectionOptions *vt_class_selection_get_options (const VtClassSelection *selection);
/* Subsets that were clustered: 1 where a subset is all there is. */
guint         vt_class_selection_get_n_subsets (const VtClassSelection *selection);
/* Instances of a subset. */
guint32       vt_class_selection_get_n_instances (const VtClassSelection *selection);
/* Instances that a cluster must have to qualify. */
double        vt_class_selection_get_qualified_size (const VtClassSelection *selection);
/* Qualified clusters of all subsets. */
guint         vt_class_selection_get_n_qualified (const VtClassSelection *selection);
/* The selected temperatures: double [n], K, ascending. */
const double *vt_class_selection_get_classes (const VtClassSelection *selection, guint *n);

/* Of the first subset: its tree, its instances' temperatures (double [n_instances], K), and the height it was cut at. */
VtDendrogram *vt_class_selection_get_dendrogram (const VtClassSelection *selection);
const double *vt_class_selection_get_temperatures (const VtClassSelection *selection);
double        vt_class_selection_get_cut (const VtClassSelection *selection);
/* (transfer full): that tree for drawing, temperatures as labels. */
VtDendrogramLayout *vt_class_selection_lay_out (const VtClassSelection *selection, guint max_tips);

/* (transfer full): "classes": temperature_K, qualified (clusters), share_percent (of all qualified clusters), selected
 * (0 or 1), subsets_percent (with a qualified cluster of this temperature). All temperatures, ascending. */
VtTable *vt_class_selection_tabulate (const VtClassSelection *selection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtClassSelection, vt_class_selection_unref)

G_END_DECLS
