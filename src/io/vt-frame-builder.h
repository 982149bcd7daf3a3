/* Rows in the file's order to a frame in the order of ids, in Å, with a shared atom table. */
#pragma once

#include "vt-atom-rows.h"
#include "vt-frame.h"

G_BEGIN_DECLS

typedef struct _VtFrameBuilder VtFrameBuilder;

/* What the header tells. @layout is the rows'. @frame and @line (of the first atom) are for messages. */
typedef struct
{
  const VtRowLayout *layout;
  VtCell             cell;
  double             time;
  gint64             step;
  gint64             frame;
  gint64             line;
} VtFrameHead;

/**
 * vt_frame_builder_new:
 * @file: display name, for messages
 * @elements: (nullable): "1=Cu,2=Zr"; VT_ERROR_USAGE where it makes no sense
 *
 * The species of an atom is, in this order: what @elements says of its type; its element's name; the element of
 * its mass; its type's number; "1". Species are ordered by name, numbers as numbers, so that the order does not
 * depend on which frame is read first.
 */
VtFrameBuilder *vt_frame_builder_new (const char *file, const char *elements, GError **error);
void            vt_frame_builder_free (VtFrameBuilder *builder);

/* @rows loses its columns to the frame. Without ids an atom's id is its place in the file, from 1. (transfer full) */
VtFrame *vt_frame_builder_build (VtFrameBuilder *builder, VtAtomRows *rows, const VtFrameHead *head, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFrameBuilder, vt_frame_builder_free)

G_END_DECLS
