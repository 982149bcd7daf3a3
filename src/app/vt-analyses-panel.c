#include "vt-analyses-panel.h"

#include "vt-analysis-row.h"
#include "vt-i18n.h"

struct _VtAnalysesPanel
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (VtAnalysesPanel, vt_analyses_panel, ADW_TYPE_BIN)

static void
vt_analyses_panel_class_init (VtAnalysesPanelClass *class)
{
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
  g_return_if_fail (VT_IS_ANALYSES_PANEL (panel));
  g_return_if_fail (VT_IS_DOCUMENT (document));

  for (guint i = 0; i < vt_analysis_get_count (); i++)
    if (vt_analysis_get (i)->listed)
      adw_preferences_group_add (panel->group, vt_analysis_row_new (document, vt_analysis_get (i)));
}
