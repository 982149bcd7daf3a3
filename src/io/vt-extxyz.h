/* Extended XYZ: a count, a line of key=value pairs, one line an atom. As ASE and OVITO write it. */
#pragma once

#include "vt-byte-source.h"
#include "vt-reader.h"

G_BEGIN_DECLS

/**
 * vt_extxyz_new:
 * @source: (transfer full)
 * @elements: (nullable): see vt_frame_builder_new()
 *
 * Finds all frames. Each needs Lattice="ax ay az bx by bz cx cy cz"; Origin="x y z" and pbc="T T F" are heeded, and
 * Time= (ps) and Step= or Timestep= (the MD step).
 *
 * Positions are `unwrapped_pos` or `pos_unwrapped` where there is one; else `pos`, with `image`, `images` or `ix`,
 * `iy`, `iz` if there are any. A bare `pos` is followed by the minimum image between frames: that leaves coordinates
 * which are unwrapped already as they are, provided their steps are small.
 */
VtReader *vt_extxyz_new (VtByteSource *source,
                         const char   *elements,
                         VtProgress   *progress,
                         GCancellable *cancellable,
                         GError      **error);
gboolean  vt_extxyz_sniff (const char *text, gsize length);

G_END_DECLS
