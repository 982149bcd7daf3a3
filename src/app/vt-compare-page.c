#include "vt-compare-page.h"

#include "vt-compare-bar.h"
#include "vt-compare-view.h"
#include "vt-i18n.h"

struct _VtComparePage
{
  GtkBox parent_instance;

  VtDocument *document;
  GtkWidget  *bar;
  GtkStack   *stack;
  GtkWidget  *view;
};

G_DEFINE_FINAL_TYPE (VtComparePage, vt_compare_page, GTK_TYPE_BOX)

/* Without runs to compare with there is a button to add some. */
static void
vt_compare_page_follow (VtComparePage *self)
{
  VtState *state = vt_document_get_state (self->document);
  gboolean empty = vt_state_is (state, "compare.by", "runs")
                   && g_variant_n_children (vt_state_get (state, "comparison.runs")) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "no-runs" : "sheet");
}

static void
on_planned (VtComparePage *self, guint n_left_out)
{
  vt_compare_bar_set_left_out (VT_COMPARE_BAR (self->bar), n_left_out);
}

static GtkWidget *
make_placeholder (VtComparePage *self)
{
  GtkWidget *status = adw_status_page_new (), *button = gtk_button_new_with_mnemonic (_ ("_Add Runs…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "view-grid-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("No Runs to Compare With"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status),
                                   _ ("Add trajectories: other stresses, or the control without"));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_tooltip_text (button, _ ("Choose trajectories whose slices stand beside this one’s"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (vt_compare_bar_choose_runs), self->bar, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), button);
  return status;
}

/* Who comes to the page means its slices; the bar is before them. */
static gboolean
vt_compare_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  VtComparePage *self = VT_COMPARE_PAGE (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL && self->stack != NULL
      && gtk_widget_child_focus (GTK_WIDGET (self->stack), direction))
    return TRUE;
  return GTK_WIDGET_CLASS (vt_compare_page_parent_class)->focus (widget, direction);
}

static void
vt_compare_page_dispose (GObject *object)
{
  g_clear_object (&VT_COMPARE_PAGE (object)->document);
  G_OBJECT_CLASS (vt_compare_page_parent_class)->dispose (object);
}

static void
vt_compare_page_class_init (VtComparePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_compare_page_dispose;
  GTK_WIDGET_CLASS (class)->focus = vt_compare_page_focus;
}

static void
vt_compare_page_init (VtComparePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

void
vt_compare_page_set_picture (VtComparePage *page, VtPicture *picture)
{
  g_return_if_fail (VT_IS_COMPARE_PAGE (page) && page->document == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  page->document = g_object_ref (vt_picture_get_document (picture));
  page->bar = vt_compare_bar_new (page->document);
  page->view = g_object_new (VT_TYPE_COMPARE_VIEW, NULL);
  page->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (page->stack), TRUE);
  vt_compare_view_set_picture (VT_COMPARE_VIEW (page->view), picture);
  gtk_stack_add_named (page->stack, page->view, "sheet");
  gtk_stack_add_named (page->stack, make_placeholder (page), "no-runs");
  gtk_box_append (GTK_BOX (page), page->bar);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (page->stack));
  g_signal_connect_object (page->view, "planned", G_CALLBACK (on_planned), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->document, "state-changed", G_CALLBACK (vt_compare_page_follow), page,
                           G_CONNECT_SWAPPED);
  vt_compare_page_follow (page);
}
