#include "vt-report-plan.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

static void
file_clear (gpointer data)
{
  g_clear_object (&((VtReportFile *) data)->file);
}

static GArray *
new_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (VtReportFile));

  g_array_set_clear_func (list, file_clear);
  return list;
}

VtReportPlan *
vt_report_plan_new (VtState *state)
{
  VtReportPlan *plan;

  g_return_val_if_fail (state != NULL, NULL);

  plan = g_new0 (VtReportPlan, 1);
  plan->state = vt_state_ref (state);
  plan->creep = new_list ();
  plan->strain = new_list ();
  plan->relax = new_list ();
  plan->tensile = new_list ();
  plan->quench = new_list ();
  plan->shown = NAN;
  return plan;
}

void
vt_report_plan_free (VtReportPlan *plan)
{
  g_return_if_fail (plan != NULL);

  vt_state_unref (plan->state);
  g_array_unref (plan->creep);
  g_array_unref (plan->strain);
  g_array_unref (plan->relax);
  g_array_unref (plan->tensile);
  g_array_unref (plan->quench);
  g_free (plan->title);
  g_free (plan->sample);
  g_free (plan->date);
  g_free (plan);
}

/* By the number, then as given: so are tables and legends, whatever the order of the words was. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  double x = ((const VtReportFile *) a)->number, y = ((const VtReportFile *) b)->number;

  return (x > y) - (x < y);
}

void
vt_report_plan_add (GArray *list, GFile *file, double number)
{
  VtReportFile item = { NULL, number };
  guint at;

  g_return_if_fail (list != NULL && G_IS_FILE (file));

  item.file = g_object_ref (file);
  for (at = list->len; at > 0 && compare_files (&g_array_index (list, VtReportFile, at - 1), &item) > 0;)
    at--;
  g_array_insert_val (list, at, item);
}

int
vt_report_plan_get_shown (const VtReportPlan *plan)
{
  g_return_val_if_fail (plan != NULL, -1);

  if (isnan (plan->shown))
    {
      /* The first of those at the highest stress. */
      int last = (int) plan->creep->len - 1;

      while (last > 0
             && g_array_index (plan->creep, VtReportFile, last - 1).number
                    == g_array_index (plan->creep, VtReportFile, last).number)
        last--;
      return last;
    }
  for (guint i = 0; i < plan->creep->len; i++)
    if (g_array_index (plan->creep, VtReportFile, i).number == plan->shown)
      return (int) i;
  return -1;
}

gboolean
vt_report_plan_check (const VtReportPlan *plan, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  if (plan->creep->len + plan->strain->len + plan->relax->len + plan->tensile->len + plan->quench->len == 0)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _("nothing to report on; give creep runs (--creep 1.5=TRAJ), strain records, relaxations, a "
                         "tension or a quench"));
      return FALSE;
    }
  if (!isnan (plan->shown) && vt_report_plan_get_shown (plan) < 0)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("there is no creep run at %g GPa to show"), plan->shown);
      return FALSE;
    }
  return TRUE;
}
