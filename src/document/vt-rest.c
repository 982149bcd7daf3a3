#include "vt-rest.h"

#include "vt-priority.h"

/* Longer than a hand that drags holds still. */
#define REST_MS 200

struct _VtRest
{
  void   (*func) (gpointer data);
  gpointer data;
  guint    timeout; /* 0: at rest */
};

VtRest *
vt_rest_new (void (*func) (gpointer data), gpointer data)
{
  VtRest *rest;

  g_return_val_if_fail (func != NULL, NULL);

  rest = g_new0 (VtRest, 1);
  rest->func = func;
  rest->data = data;
  return rest;
}

static void
end (VtRest *rest)
{
  if (rest->timeout != 0)
    vt_priority_lower (NULL);
  rest->timeout = 0;
}

static gboolean
on_timeout (gpointer data)
{
  VtRest *rest = data;

  end (rest);
  rest->func (rest->data);
  return G_SOURCE_REMOVE;
}

void
vt_rest_free (VtRest *rest)
{
  g_return_if_fail (rest != NULL);

  if (rest->timeout != 0)
    g_source_remove (rest->timeout);
  end (rest);
  g_free (rest);
}

void
vt_rest_begin (VtRest *rest)
{
  g_return_if_fail (rest != NULL);

  if (rest->timeout != 0)
    g_source_remove (rest->timeout);
  else
    vt_priority_raise (NULL);
  rest->timeout = g_timeout_add (REST_MS, on_timeout, rest);
}

gboolean
vt_rest_is_awaited (const VtRest *rest)
{
  g_return_val_if_fail (rest != NULL, FALSE);

  return rest->timeout != 0;
}
