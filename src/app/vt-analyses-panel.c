#include "vt-analyses-panel.h"

#include "vt-analysis-row.h"
#include "vt-i18n.h"

struct _VtAnalysesPanel
{
  AdwBin parent_instance;

  VtDocument          *document;
  AdwPreferencesGroup *group;
  guint                next; /* of the analysis table, that has no row yet */
  guint                add_id;
};

G_DEFINE_FINAL_TYPE (VtAnalysesPanel, vt_analyses_panel, ADW_TYPE_BIN)

/* A row has all settings of its analysis: one at a time, so that the main loop goes on between them. */
static gboolean
on_add (gpointer data)
{
  VtAnalysesPanel *self = data;

  while (self->next < vt_analysis_get_count ())
    {
      const VtAnalysis *analysis = vt_analysis_get (self->next++);

      if (!analysis->listed)
        continue;
      adw_preferences_group_add (self->group, vt_analysis_row_new (self->document, analysis));
      return G_SOURCE_CONTINUE;
    }
  self->add_id = 0;
  return G_SOURCE_REMOVE;
}

static void
vt_analyses_panel_map (GtkWidget *widget)
{
  VtAnalysesPanel *self = VT_ANALYSES_PANEL (widget);

  GTK_WIDGET_CLASS (vt_analyses_panel_parent_class)->map (widget);
  if (self->add_id == 0 && self->next < vt_analysis_get_count ())
    self->add_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, 5, on_add, self, NULL);
}

static void
vt_analyses_panel_dispose (GObject *object)
{
  VtAnalysesPanel *self = VT_ANALYSES_PANEL (object);

  g_clear_handle_id (&self->add_id, g_source_remove);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_analyses_panel_parent_class)->dispose (object);
}

static void
vt_analyses_panel_class_init (VtAnalysesPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_analyses_panel_dispose;
  GTK_WIDGET_CLASS (class)->map = vt_analyses_panel_map;
}

static void
vt_analyses_panel_init (VtAnalysesPanel *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Analyses"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

void
vt_analyses_panel_set_document (VtAnalysesPanel *panel, VtDocument *document)
{
  g_return_if_fail (VT_IS_ANALYSES_PANEL (panel) && panel->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  panel->document = g_object_ref (document);
}
