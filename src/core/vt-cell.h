/* The simulation cell: an origin, three edge vectors (Å) and which of them are periodic. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VtCell:
 * @origin: corner of the cell, Å
 * @vectors: the edges a, b, c as rows, Å; right-handed or left-handed
 * @inverse: inverse of @vectors, so that f = (r − origin) · inverse
 * @periodic: whether the cell repeats along a, b, c
 *
 * A plain value: copy it. Fill it with vt_cell_init() so that @inverse is true.
 */
typedef struct
{
  double   origin[3];
  double   vectors[3][3];
  double   inverse[3][3];
  gboolean periodic[3];
} VtCell;

/* Refuses (VT_ERROR_FORMAT) vectors that are not finite or span no volume. */
gboolean vt_cell_init (VtCell        *cell,
                       const double   origin[3],
                       const double   vectors[3][3],
                       const gboolean periodic[3],
                       GError       **error);
void     vt_cell_init_box (VtCell *cell, double lx, double ly, double lz);
gboolean vt_cell_equal (const VtCell *a, const VtCell *b);

double vt_cell_volume (const VtCell *cell);
/* Distance between the two faces that the axis crosses, Å. */
double vt_cell_width (const VtCell *cell, guint axis);
/* TRUE where a, b, c lie along x, y, z. */
gboolean vt_cell_is_orthogonal (const VtCell *cell);

void vt_cell_to_fractional (const VtCell *cell, const double position[3], double fractional[3]);
void vt_cell_to_cartesian (const VtCell *cell, const double fractional[3], double position[3]);
/* Wraps a position into the cell along its periodic directions; @image gets the cell it was in. */
void vt_cell_wrap (const VtCell *cell, double position[3], int image[3]);
/* The shortest periodic image of a difference vector, exact for any cell shape. */
void vt_cell_minimum_image (const VtCell *cell, double difference[3]);

/**
 * vt_cell_follow:
 * @from: the earlier cell
 * @to: the later cell, in whatever basis the program wrote it
 * @followed: (out): the later cell in the basis that continues @from's
 *
 * An MD program flips a strongly tilted box to an equivalent one: the lattice of images is the same, its
 * basis is another. This finds the integer change of basis that makes the step from @from smallest, so that
 * fractional coordinates of the two cells can be compared. A shear by more than half a box is taken for a flip; where
 * there are atoms, ask vt_frame_follow_cell().
 *
 * Returns: TRUE if the basis had changed.
 */
gboolean vt_cell_follow (const VtCell *from, const VtCell *to, VtCell *followed);
/* @cell in the basis @change · vectors, of whole numbers and determinant ±1; FALSE where it is none. */
gboolean vt_cell_rebase (const VtCell *cell, const double change[3][3], VtCell *rebased);

G_END_DECLS
