/* What the window has computed: what the views are made from at once, all else when the hand rests. */
#include "vt-window-private.h"

#include "vt-chart-page.h"
#include "vt-color-range.h"

static void
append_once (GPtrArray *wants, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (wants, id, g_str_equal, NULL))
    g_ptr_array_add (wants, (char *) id);
}

/* What the views are made from. */
static GPtrArray *
list_wants (VtWindow *self)
{
  VtState *state = vt_document_get_state (self->document);
  g_autoptr (GPtrArray) needs = g_ptr_array_new ();
  GPtrArray *wants = g_ptr_array_new ();

  append_once (wants, "frame");
  append_once (wants, vt_document_get_provider (vt_state_get_text (state, "view.color-by")));
  vt_color_range_add_needs (state, needs);
  vt_selection_add_needs (state, needs);
  for (guint i = 0; i < needs->len; i++)
    append_once (wants, g_ptr_array_index (needs, i));
  return wants;
}

/* All else, what is visible of it first; in playback nothing. */
static GPtrArray *
list_later_wants (VtWindow *self)
{
  GPtrArray *wants = g_ptr_array_new ();
  GtkWidget *chart = gtk_stack_get_visible_child (self->charts);
  gsize n_picked = 0;

  if (vt_timeline_get_playing (self->timeline))
    return wants;
  /* What must be asked for, its page wants itself. */
  if (chart != NULL && vt_chart_page_get_kind (VT_CHART_PAGE (chart))->question == NULL)
    append_once (wants, vt_chart_page_get_kind (VT_CHART_PAGE (chart))->analysis);
  vt_state_get_ids (vt_document_get_state (self->document), "selection.picked", &n_picked);
  if (n_picked > 0)
    append_once (wants, "neighbors");
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    if (vt_analysis_get (i)->listed && !vt_analysis_get (i)->on_demand)
      append_once (wants, vt_analysis_get (i)->id);
  return wants;
}

void
vt_window_update_wants (VtWindow *self)
{
  g_autoptr (GPtrArray) wants = list_wants (self), later = list_later_wants (self);
  g_autofree char *first = NULL, *second = NULL;
  char *text;

  g_ptr_array_add (wants, NULL);
  g_ptr_array_add (later, NULL);
  first = g_strjoinv (" ", (char **) wants->pdata);
  second = g_strjoinv (" ", (char **) later->pdata);
  text = g_strjoin ("; ", first, second, NULL);
  if (g_strcmp0 (text, self->wanted) != 0)
    {
      vt_document_want (self->document, self, (const char *const *) wants->pdata);
      vt_document_want_later (self->document, self, (const char *const *) later->pdata);
    }
  g_free (self->wanted);
  self->wanted = text;
}
