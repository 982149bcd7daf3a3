/* HDF5 is built without threads: every call into it happens between these two. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Around every call of HDF5, which keeps its state in globals. Recursive. */
void vt_hdf5_lock (void);
void vt_hdf5_unlock (void);

G_END_DECLS
