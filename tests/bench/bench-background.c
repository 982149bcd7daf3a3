#include "bench-background.h"

#include "vt-color-range.h"
#include "vt-selection.h"

/* s until what can be begun has begun */
#define PATIENCE 5

static gboolean
is_seen (VtDocument *document, const char *analysis)
{
  VtState *state = vt_document_get_state (document);
  g_autoptr (GPtrArray) needs = g_ptr_array_new ();

  g_ptr_array_add (needs, (gpointer) "frame");
  g_ptr_array_add (needs, (gpointer) vt_document_get_provider (vt_state_get_text (state, "view.color-by")));
  vt_selection_add_needs (state, needs);
  vt_color_range_add_needs (state, needs);
  return g_ptr_array_find_with_equal_func (needs, analysis, g_str_equal, NULL);
}

void
bench_background_stop (VtDocument *document)
{
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    {
      const char *id = vt_analysis_get (i)->id;
      VtJobStatus status = vt_document_get_job (document, id, NULL, NULL);

      if (!is_seen (document, id) && (status == VT_JOB_WAITING || status == VT_JOB_RUNNING))
        vt_document_cancel (document, id);
    }
  vt_document_settle (document);
}

static guint
count (VtDocument *document, VtJobStatus status)
{
  guint n = 0;

  for (guint i = 0; i < vt_analysis_get_count (); i++)
    n += vt_document_get_job (document, vt_analysis_get (i)->id, NULL, NULL) == status
         && !is_seen (document, vt_analysis_get (i)->id);
  return n;
}

gboolean
bench_background_run (VtDocument *document)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  for (guint i = 0; i < vt_analysis_get_count (); i++)
    if (vt_document_get_job (document, vt_analysis_get (i)->id, NULL, NULL) == VT_JOB_CANCELLED)
      vt_document_retry (document, vt_analysis_get (i)->id);
  while (count (document, VT_JOB_RUNNING) == 0 && count (document, VT_JOB_WAITING) > 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return count (document, VT_JOB_RUNNING) > 0;
}
