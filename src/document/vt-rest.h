/* A hand that drags: what it has last changed may not be the last. Meanwhile the background is held up. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VtRest VtRest;

/* For the thread of the default main context; @func is called there when the hand has rested. */
VtRest  *vt_rest_new (void (*func) (gpointer data), gpointer data);
void     vt_rest_free (VtRest *rest);

/* Something has changed: rest is awaited, from here on. */
void     vt_rest_begin (VtRest *rest);
gboolean vt_rest_is_awaited (const VtRest *rest);

G_END_DECLS
