/* A disc, cut where it leaves a rectangle, as one closed path. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Adds it to the present path; nothing where the two do not meet. */
void vt_disc_path_append (cairo_t *cr, double x, double y, double radius, const cairo_rectangle_t *box);

G_END_DECLS
