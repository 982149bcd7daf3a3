/* What the words of an atom's line mean. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VT_ROW_SKIP,
  VT_ROW_ID,
  VT_ROW_TYPE,
  VT_ROW_ELEMENT,
  VT_ROW_MASS,
  VT_ROW_X,
  VT_ROW_Y,
  VT_ROW_Z,
  VT_ROW_IMAGE_X,
  VT_ROW_IMAGE_Y,
  VT_ROW_IMAGE_Z,
  VT_ROW_COLUMN /* a number that stays a column of the frame */
} VtRowRole;

typedef struct
{
  char     *name;
  VtRowRole role;
} VtRowField;

/**
 * VtRowLayout:
 * @scaled: the coordinates are fractions of the cell
 * @wrapped: they are known modulo the cell only
 *
 * Every role but VT_ROW_SKIP and VT_ROW_COLUMN occurs once at most.
 */
typedef struct
{
  gatomicrefcount references;
  guint           n_fields;
  VtRowField     *fields;
  gboolean        scaled;
  gboolean        wrapped;
} VtRowLayout;

VtRowLayout *vt_row_layout_new (void);
VtRowLayout *vt_row_layout_ref (VtRowLayout *layout);
void         vt_row_layout_unref (VtRowLayout *layout);
void         vt_row_layout_add (VtRowLayout *layout, const char *name, VtRowRole role);
/* The field of that role, or -1. */
int          vt_row_layout_find (const VtRowLayout *layout, VtRowRole role);
/* The first field of that name, or -1. */
int          vt_row_layout_find_name (const VtRowLayout *layout, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRowLayout, vt_row_layout_unref)

G_END_DECLS
