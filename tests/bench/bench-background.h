/* What the window has computed for later: away, so that inputs are timed at rest; or at it, so that they are timed beside. */
#pragma once

#include "vt-document.h"

G_BEGIN_DECLS

/* Stops all that no view is made from, and waits for what views are made from. */
void     bench_background_stop (VtDocument *document);
/* Goes on with it, and waits until something of it runs: %FALSE where nothing is left to do. The main loop
 * must turn by itself. */
gboolean bench_background_run (VtDocument *document);

G_END_DECLS
