/*
 * One count of all that is urgent, and for each piece of work one of how often it was raised. Niceness alone would not
 * do: what runs in the background fills every gap of the work that goes to and fro between threads, and then keeps its
 * slice of time, the caches and the pool.
 *
 * Who is held up looks again every few milliseconds instead of being woken: so the background does not start up in the
 * gaps between two urgent loops, and to raise costs an addition.
 */
#include "vt-priority.h"

#define NAP_MS 5
/* After so long one who is held up gets on all the same. */
#define LONGEST_MS 100

struct _VtPriority
{
  guint         references; /* atomic; not GLib's, so that the thread sanitizer understands it */
  GCancellable *cancellable;
  guint         n_raised; /* atomic */
};

static guint n_urgent; /* atomic: raised and not yet lowered, the foreground's included */

static _Thread_local VtPriority *current;

VtPriority *
vt_priority_new (GCancellable *cancellable)
{
  VtPriority *priority = g_new0 (VtPriority, 1);

  priority->references = 1;
  g_set_object (&priority->cancellable, cancellable);
  return priority;
}

VtPriority *
vt_priority_ref (VtPriority *priority)
{
  g_return_val_if_fail (priority != NULL, NULL);

  __atomic_add_fetch (&priority->references, 1, __ATOMIC_RELAXED);
  return priority;
}

void
vt_priority_unref (VtPriority *priority)
{
  g_return_if_fail (priority != NULL);

  if (__atomic_sub_fetch (&priority->references, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_warn_if_fail (priority->n_raised == 0);
  g_clear_object (&priority->cancellable);
  g_free (priority);
}

VtPriority *
vt_priority_enter (VtPriority *priority)
{
  VtPriority *before = current;

  current = priority;
  return before;
}

VtPriority *
vt_priority_get_current (void)
{
  return current;
}

void
vt_priority_raise (VtPriority *priority)
{
  if (priority != NULL)
    __atomic_add_fetch (&priority->n_raised, 1, __ATOMIC_RELAXED);
  __atomic_add_fetch (&n_urgent, 1, __ATOMIC_RELAXED);
}

void
vt_priority_lower (VtPriority *priority)
{
  guint before = __atomic_fetch_sub (&n_urgent, 1, __ATOMIC_RELAXED);

  g_assert (before > 0);
  if (priority != NULL)
    {
      before = __atomic_fetch_sub (&priority->n_raised, 1, __ATOMIC_RELAXED);
      g_assert (before > 0);
    }
}

gboolean
vt_priority_is_raised (VtPriority *priority)
{
  return priority == NULL || __atomic_load_n (&priority->n_raised, __ATOMIC_RELAXED) > 0;
}

gboolean
vt_priority_must_wait (void)
{
  return !vt_priority_is_raised (current) && __atomic_load_n (&n_urgent, __ATOMIC_RELAXED) > 0;
}

void
vt_priority_give_way (GCancellable *cancellable)
{
  gint64 end;

  if (!vt_priority_must_wait ())
    return;
  end = g_get_monotonic_time () + LONGEST_MS * G_TIME_SPAN_MILLISECOND;
  while (vt_priority_must_wait () && !g_cancellable_is_cancelled (cancellable)
         && !g_cancellable_is_cancelled (current->cancellable) && g_get_monotonic_time () < end)
    g_usleep (NAP_MS * 1000);
}
