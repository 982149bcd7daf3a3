/* Three components in double: what geometry is written in. Inline, for it is called per atom. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline double
vt_vector_dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* @c = @a × @b; @c is neither of them. */
static inline void
vt_vector_cross (const double a[3], const double b[3], double c[3])
{
  c[0] = a[1] * b[2] - a[2] * b[1];
  c[1] = a[2] * b[0] - a[0] * b[2];
  c[2] = a[0] * b[1] - a[1] * b[0];
}

G_END_DECLS
