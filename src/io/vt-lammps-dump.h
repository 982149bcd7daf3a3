/* LAMMPS text dumps ("dump custom", "dump atom"), as the manual's page on dump describes them. */
#pragma once

#include "vt-byte-source.h"
#include "vt-reader.h"

G_BEGIN_DECLS

/**
 * vt_lammps_dump_new:
 * @source: (transfer full)
 * @elements: (nullable): see vt_frame_builder_new()
 *
 * Finds all frames in one pass that does not look at the atoms.
 *
 * The coordinates are, of the complete triples the file has, the first of: xu yu zu; xsu ysu zsu; x y z or xs ys zs
 * with ix iy iz; x y z; xs ys zs. Times are those of ITEM: TIME, in ps (those of units real are fs in the file).
 */
VtReader *vt_lammps_dump_new (VtByteSource *source,
                              const char   *elements,
                              VtProgress   *progress,
                              GCancellable *cancellable,
                              GError      **error);
/* Whether a file that begins so is one. */
gboolean  vt_lammps_dump_sniff (const char *text, gsize length);

G_END_DECLS
