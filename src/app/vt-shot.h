/* What is seen of very many atoms: it stays as it is, whatever the picture goes on to show, for workers to draw. */
#pragma once

#include "vt-depiction.h"

G_BEGIN_DECLS

/**
 * VtShot:
 * @base: (nullable): whose scene has the arrays that @scene shows in other colours; %NULL: they are its own
 *
 * For reading, on any thread.
 */
typedef struct _VtShot VtShot;
struct _VtShot
{
  VtDepiction *depiction;
  VtScene     *scene;
  VtShot      *base;
};

VtShot *vt_shot_new_take (VtDepiction *depiction, VtScene *scene);
/* @depiction: (transfer full): of the atoms, values and flags of @base, in other colours. Not an array is copied, and as
 * their generations stay, none is sent to the graphics card; but where vt_coloring_get_shift() differs, values are. */
VtShot *vt_shot_new_recolored (VtShot *base, VtDepiction *depiction, gboolean dark);
VtShot *vt_shot_hold (VtShot *shot);
void    vt_shot_release (VtShot *shot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtShot, vt_shot_release)

G_END_DECLS
