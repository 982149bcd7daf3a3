#include "vt-job-wants.h"

typedef struct
{
  gpointer owner;
  char   **ids;
} Want;

/* A list for each time, in order of urgency. */
struct _VtJobWants
{
  GPtrArray *lists[VT_N_WANTS]; /* of Want */
};

static void
want_free (gpointer data)
{
  Want *want = data;

  g_strfreev (want->ids);
  g_free (want);
}

VtJobWants *
vt_job_wants_new (void)
{
  VtJobWants *wants = g_new (VtJobWants, 1);

  for (guint i = 0; i < VT_N_WANTS; i++)
    wants->lists[i] = g_ptr_array_new_with_free_func (want_free);
  return wants;
}

void
vt_job_wants_free (VtJobWants *wants)
{
  g_return_if_fail (wants != NULL);

  for (guint i = 0; i < VT_N_WANTS; i++)
    g_ptr_array_unref (wants->lists[i]);
  g_free (wants);
}

static Want *
find_owner (GPtrArray *list, gpointer owner)
{
  for (guint i = 0; i < list->len; i++)
    if (((Want *) list->pdata[i])->owner == owner)
      return list->pdata[i];
  return NULL;
}

void
vt_job_wants_set (VtJobWants *wants, gpointer owner, VtWantTime time, const char *const *analyses)
{
  Want *want;

  g_return_if_fail (wants != NULL && time < VT_N_WANTS);

  want = find_owner (wants->lists[time], owner);
  if (analyses == NULL)
    {
      if (want != NULL)
        g_ptr_array_remove (wants->lists[time], want);
      return;
    }
  if (want == NULL)
    {
      want = g_new0 (Want, 1);
      want->owner = owner;
      g_ptr_array_add (wants->lists[time], want);
    }
  g_strfreev (want->ids);
  want->ids = g_strdupv ((char **) analyses);
}

static gboolean
is_same (gpointer data, const char *id)
{
  return g_str_equal (data, id);
}

gboolean
vt_job_wants_has_at (VtJobWants *wants, VtWantTime time, const char *id)
{
  return vt_job_wants_find (wants, time, is_same, (gpointer) id) != NULL;
}

gboolean
vt_job_wants_has (VtJobWants *wants, const char *id)
{
  for (guint i = 0; i < VT_N_WANTS; i++)
    if (vt_job_wants_has_at (wants, i, id))
      return TRUE;
  return FALSE;
}

const char *
vt_job_wants_find (VtJobWants *wants, VtWantTime time, gboolean (*matches) (gpointer data, const char *id), gpointer data)
{
  GPtrArray *list;

  g_return_val_if_fail (wants != NULL && time < VT_N_WANTS, NULL);

  list = wants->lists[time];
  for (guint w = 0; w < list->len; w++)
    for (char **id = ((Want *) list->pdata[w])->ids; *id != NULL; id++)
      if (matches (data, *id))
        return *id;
  return NULL;
}
