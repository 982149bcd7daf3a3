/* Memory for arrays that grow with the number of atoms, in huge pages where the system has them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * vt_large_array_new:
 * @bytes: 0 is allowed
 *
 * A large array is first written page by page, and at 4 KiB a page the kernel takes longer to hand the pages out than
 * a kernel of ours takes to fill them. Not cleared. Free with vt_large_array_free().
 */
gpointer vt_large_array_new (gsize bytes);
void     vt_large_array_free (gpointer array);

G_END_DECLS
