/* A slab cut out of a frame, seen from the side its normal points to. */
#pragma once

#include "vt-frame.h"

G_BEGIN_DECLS

/**
 * VtSlice:
 * @normal: unit vector towards the viewer
 * @position: of the middle plane, Å: the points with normal · r = position, in the frame's own coordinates; "z = 20"
 * @thickness: Å; atoms with −thickness/2 ≤ normal · r − position < thickness/2 lie in it, so that adjacent slabs share
 *   none
 *
 * Atoms are taken where they lie wrapped into the cell along its periodic directions.
 * In the plane, v (up) is z's projection, or y's where the normal is within 26° of z or −z, and u = v × normal points right. So
 * u, v is x, y for +z and y, z for +x, and −x, z for +y.
 */
typedef struct
{
  double normal[3];
  double position;
  double thickness;
} VtSlice;

/* @u, @v: u · r and v · r, Å. @depth: normal · r − position, towards the viewer, Å. */
typedef struct
{
  guint32 atom;
  float   u;
  float   v;
  float   depth;
} VtSliceAtom;

/* Through the cell's middle. @axis: 0, 1, 2. */
void     vt_slice_init (VtSlice *slice, guint axis, double thickness, const VtCell *cell);
/* Normalises; FALSE (and nothing changed) for a vector without length. */
gboolean vt_slice_set_normal (VtSlice *slice, const double normal[3]);
/* 0, 1, 2 where the normal is along +x, +y, +z, else −1. */
int      vt_slice_get_axis (const VtSlice *slice);
void     vt_slice_get_basis (const VtSlice *slice, double u[3], double v[3]);
/* From the lowest to the highest corner of the cell along the normal: where a position makes sense. */
void     vt_slice_get_range (const VtSlice *slice, const VtCell *cell, double *minimum, double *maximum);
/* The in-plane rectangle that holds the whole cell, whatever the position: the viewport while one goes through it. */
void     vt_slice_get_extent (const VtSlice *slice, const VtCell *cell, double minimum[2], double maximum[2]);
/* The middle plane's cut through the cell: up to six corners (u, v), in order around it. Returns their number, 0
 * where it misses. */
guint    vt_slice_get_outline (const VtSlice *slice, const VtCell *cell, double corners[6][2]);
/* The atoms in it, farthest first, then by index: the order to paint in. O(n). Atoms without a position are in none.
 * (transfer full) (element-type VtSliceAtom) */
GArray  *vt_slice_select (const VtSlice *slice, const VtFrame *frame);

/* "z=20,3.8", or "1,1,0=20,3.8" for another normal; C locale. Position alone keeps @slice's thickness. VT_ERROR_USAGE
 * says what would be right. */
gboolean vt_slice_from_string (VtSlice *slice, const char *text, GError **error);

G_END_DECLS
