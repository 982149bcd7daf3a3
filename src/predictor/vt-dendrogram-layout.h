/* A dendrogram's upper part laid out for drawing. */
#pragma once

#include "vt-dendrogram.h"

G_BEGIN_DECLS

#define VT_TYPE_DENDROGRAM_LAYOUT (vt_dendrogram_layout_get_type ())

/**
 * VtDendrogramLink:
 * @x_left, @x_right: where the two branches stand
 * @y_left, @y_right: heights at which they begin: that of the merge below, 0 at a tip
 * @y_top: height of the merge
 * @cluster: index into the layout's clusters; −1 above the cut
 *
 * Three lines: up from (x_left, y_left) to y_top, across, and down to (x_right, y_right).
 */
typedef struct
{
  double x_left;
  double x_right;
  double y_left;
  double y_right;
  double y_top;
  int    cluster;
} VtDendrogramLink;

/**
 * VtDendrogramTip:
 * @x: 0, 1, …
 * @size: points that it stands for
 * @height: at which the last of them joined; 0 for a single point
 * @label: the most frequent label of its points, the lower of equals
 * @cluster: index into the layout's clusters; −1 where it is several
 */
typedef struct
{
  double  x;
  double  height;
  double  label;
  guint32 size;
  int     cluster;
} VtDendrogramTip;

/**
 * VtDendrogramCluster:
 * @label: the most frequent label of its points, the lower of equals
 * @x_left, @x_right: its tips, from the first to the last; NaN where it is within a tip
 */
typedef struct
{
  double  label;
  double  x_left;
  double  x_right;
  guint32 size;
} VtDendrogramCluster;

/**
 * VtDendrogramLayout:
 * @links: the top n_tips − 1 merges, by ascending height
 * @tips: from left to right
 * @clusters: below the cut, all of them, numbered as vt_dendrogram_cut() does
 */
typedef struct
{
  guint                n_links;
  guint                n_tips;
  guint                n_clusters;
  VtDendrogramLink    *links;
  VtDendrogramTip     *tips;
  VtDendrogramCluster *clusters;
  double               cut;
  double               root_height;
} VtDendrogramLayout;

GType               vt_dendrogram_layout_get_type (void);
VtDendrogramLayout *vt_dendrogram_layout_copy (const VtDendrogramLayout *layout);
void                vt_dendrogram_layout_free (VtDendrogramLayout *layout);

/**
 * vt_dendrogram_lay_out:
 * @labels: double [n_points], a point's class: here its temperature
 * @cut: height
 * @max_tips: at least 1
 *
 * The tree above its last @max_tips branches, as SciPy's truncate_mode="lastp". The branch of the lower mean label
 * stands left, so that labels rise from left to right as far as the tree lets them.
 */
VtDendrogramLayout *vt_dendrogram_lay_out (const VtDendrogram *dendrogram,
                                           const double       *labels,
                                           double              cut,
                                           guint               max_tips);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtDendrogramLayout, vt_dendrogram_layout_free)

G_END_DECLS
