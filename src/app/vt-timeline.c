#include "vt-timeline.h"

#include <adwaita.h>
#include <math.h>

#include "vt-format.h"
#include "vt-frame-scale.h"
#include "vt-frame-times.h"
#include "vt-i18n.h"
#include "vt-parameter-row.h"
#include "vt-playback.h"
#include "vt-tooltip.h"

struct _VtTimeline
{
  GtkBox parent_instance;

  VtDocument   *document;
  VtFrameTimes *times;
  guint         n_frames;
  gboolean      updating;
  VtPlayback   *playback;

  GtkButton       *play;
  GtkToggleButton *loop;
  GtkMenuButton   *speed;
  VtFrameScale    *frames;
  GtkLabel        *time;
  GtkLabel        *frame;
  GtkScale        *lags;
  GtkLabel        *lag;
};

enum
{
  PROP_PLAYING = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (VtTimeline, vt_timeline, GTK_TYPE_BOX)

static guint
current_frame (VtTimeline *self)
{
  gint64 frame = vt_state_get_integer (vt_document_get_state (self->document), "window.frame");

  return (guint) CLAMP (frame, 0, self->n_frames > 0 ? self->n_frames - 1 : 0);
}

/* Frames from which on all lags of the model fit into the trajectory are marked. */
static void
vt_timeline_mark_computable (VtTimeline *self, VtModel *model)
{
  guint n_lags = 0, n_marked = 0, last = 0;
  const double *lags = model != NULL ? vt_model_get_lags (model, &n_lags) : NULL;
  g_autofree gboolean *marked = g_new0 (gboolean, MAX (self->n_frames, 1));
  g_autofree char *time = NULL;
  g_autofree char *tip = NULL;
  g_autofree char *markup = NULL;

  if (lags != NULL)
    for (guint i = 0; i < self->n_frames; i++)
      if (vt_frame_times_has_lags (self->times, i, lags, n_lags))
        {
          marked[i] = TRUE;
          last = i;
          n_marked++;
        }
  vt_frame_scale_set_marks (self->frames, marked, self->n_frames);
  if (n_marked > 0)
    {
      time = vt_frame_times_format (self->times, last);
      tip = g_strdup_printf (_ ("Underlined: the %u frames, up to %s, whose T_ML can be computed, as all lags of the "
                                "model still fit"),
                             n_marked, time);
    }
  else if (model != NULL && self->n_frames > 0)
    tip = g_strdup (_ ("T_ML can be computed for no frame: the trajectory does not have all lags of the model"));
  markup = tip != NULL ? vt_format_science (tip) : NULL;
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->frames), markup);
}

/* Frames are numbered from 0, here and on the command line. */
static void
vt_timeline_show_time (VtTimeline *self)
{
  guint frame = current_frame (self);
  g_autofree char *time = NULL;
  g_autofree char *number = NULL;
  g_autofree char *both = NULL;

  if (self->n_frames > 0)
    {
      time = vt_frame_times_format (self->times, frame);
      number = g_strdup_printf (_ ("frame %u of 0–%u"), frame, self->n_frames - 1);
    }
  both = g_strjoin (time != NULL && number != NULL ? ", " : "", time != NULL ? time : "", number != NULL ? number : "",
                    NULL);
  gtk_label_set_label (self->time, time != NULL ? time : "");
  gtk_widget_set_visible (GTK_WIDGET (self->time), time != NULL);
  gtk_label_set_label (self->frame, number != NULL ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->frames), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, both, -1);
}

static void
vt_timeline_show_playback (VtTimeline *self)
{
  VtState *state = vt_document_get_state (self->document);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  g_ascii_formatd (number, sizeof number, "%g", vt_state_get_real (state, "playback.speed"));
  /* Translators: frames per second */
  text = g_strdup_printf (_ ("%s/s"), number);
  gtk_menu_button_set_label (self->speed, text);
  gtk_toggle_button_set_active (self->loop, vt_state_get_boolean (state, "playback.loop"));
}

/* The lag slider counts frames on from the window's start; a lag between two of them is shown as it is, with a warning.
 */
static void
vt_timeline_show_lag (VtTimeline *self)
{
  double lag = vt_state_get_real (vt_document_get_state (self->document), "window.lag");
  guint frame = current_frame (self);
  gboolean timed = !isnan (vt_frame_times_get (self->times, frame));
  int later = vt_frame_times_find_later (self->times, frame, lag);
  g_autofree char *number = vt_format_setting (lag, VT_UNIT_PICOSECOND);
  g_autofree char *text = g_strdup_printf ("Δ<i>t</i> = %s", number);
  guint n_later = self->n_frames > frame + 1 ? self->n_frames - frame - 1 : 0;

  gtk_range_set_range (GTK_RANGE (self->lags), 1, MAX (n_later, 1) + 1e-9);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lags), timed && n_later > 0);
  if (later > (int) frame)
    gtk_range_set_value (GTK_RANGE (self->lags), later - frame);
  gtk_label_set_markup (self->lag, text);
  if (timed && later < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->lag), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->lag), "warning");
  vt_tooltip_set (GTK_WIDGET (self->lag),
                  timed && later < 0 ? _ ("No frame lies this far after the window’s start") : NULL);
}

static void
vt_timeline_follow (VtTimeline *self)
{
  self->updating = TRUE;
  gtk_range_set_range (GTK_RANGE (self->frames), 0, MAX ((double) self->n_frames - 1, 1));
  gtk_range_set_value (GTK_RANGE (self->frames), current_frame (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->frames), self->n_frames > 1);
  vt_timeline_show_time (self);
  vt_timeline_show_lag (self);
  vt_timeline_show_playback (self);
  self->updating = FALSE;
}

static void
vt_timeline_read_times (VtTimeline *self)
{
  VtSource *source = vt_document_get_source (self->document);
  double timestep = vt_state_get_real (vt_document_get_state (self->document), "trajectory.timestep");

  vt_frame_times_free (self->times);
  self->times = vt_frame_times_new (source != NULL ? vt_source_get_trajectory (source) : NULL, timestep);
  self->n_frames = vt_frame_times_get_n (self->times);
  vt_timeline_mark_computable (self, source != NULL ? vt_source_get_model (source) : NULL);
  vt_timeline_follow (self);
}

static void
on_state_changed (VtTimeline *self, VtState *before)
{
  if (vt_state_differs (vt_document_get_state (self->document), before, "trajectory.timestep"))
    vt_timeline_read_times (self);
  else
    vt_timeline_follow (self);
}

static void
on_frame_moved (VtTimeline *self)
{
  if (!self->updating)
    vt_document_set_integer (self->document, "window.frame",
                             (gint64) round (gtk_range_get_value (GTK_RANGE (self->frames))));
}

static void
on_lag_moved (VtTimeline *self)
{
  guint frame = current_frame (self);
  guint later = frame + (guint) round (gtk_range_get_value (GTK_RANGE (self->lags)));
  double lag = vt_frame_times_get (self->times, later) - vt_frame_times_get (self->times, frame);

  if (!self->updating && later < self->n_frames && later > frame)
    vt_document_set_real (self->document, "window.lag", round (lag * 1e9) / 1e9);
}

/* A click on a range swallows "released" of gesture clicks; the grab of its trough ends with the pointer's button. */
static gboolean
on_lag_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_KEY_RELEASE)
    vt_document_seal (VT_TIMELINE (data)->document);
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
add_button (VtTimeline *self, const char *icon, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_box_append (GTK_BOX (self), button);
  return button;
}

static GtkScale *
add_scale (VtTimeline *self, const char *label)
{
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1);

  gtk_range_set_round_digits (GTK_RANGE (scale), 0);
  gtk_range_set_increments (GTK_RANGE (scale), 1, 10);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self), scale);
  return GTK_SCALE (scale);
}

static GtkLabel *
add_label (GtkBox *box, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
on_loop (VtTimeline *self)
{
  if (!self->updating)
    vt_document_set_boolean (self->document, "playback.loop", gtk_toggle_button_get_active (self->loop));
}

static void
vt_timeline_show_playing (VtTimeline *self)
{
  gboolean playing = vt_timeline_get_playing (self);
  const char *label = playing ? _ ("Pause (Ctrl+Space)") : _ ("Play (Ctrl+Space)");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  vt_tooltip_set (GTK_WIDGET (self->play), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _ ("Pause") : _ ("Play"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
on_ended (gpointer data)
{
  vt_timeline_show_playing (data);
}

static void
vt_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, vt_timeline_get_playing (VT_TIMELINE (object)));
}

static void
vt_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  vt_timeline_set_playing (VT_TIMELINE (object), g_value_get_boolean (value));
}

static void
vt_timeline_dispose (GObject *object)
{
  VtTimeline *self = VT_TIMELINE (object);

  g_clear_pointer (&self->playback, vt_playback_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_timeline_parent_class)->dispose (object);
}

static void
vt_timeline_finalize (GObject *object)
{
  vt_frame_times_free (VT_TIMELINE (object)->times);
  G_OBJECT_CLASS (vt_timeline_parent_class)->finalize (object);
}

static void
vt_timeline_class_init (VtTimelineClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = vt_timeline_get_property;
  object_class->set_property = vt_timeline_set_property;
  object_class->dispose = vt_timeline_dispose;
  object_class->finalize = vt_timeline_finalize;
  properties[PROP_PLAYING] = g_param_spec_boolean (
      "playing", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
vt_timeline_add_buttons (VtTimeline *self)
{
  add_button (self, "media-skip-backward-symbolic", _ ("First Frame (Alt+Home)"), "win.first-frame");
  add_button (self, "go-previous-symbolic", _ ("Previous Frame (,)"), "win.previous-frame");
  self->play = GTK_BUTTON (add_button (self, "media-playback-start-symbolic", _ ("Play (Ctrl+Space)"), "win.play"));
  add_button (self, "go-next-symbolic", _ ("Next Frame (.)"), "win.next-frame");
  add_button (self, "media-skip-forward-symbolic", _ ("Last Frame (Alt+End)"), "win.last-frame");
  self->loop = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->loop), "media-playlist-repeat-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->loop), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->loop), _ ("Loop"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->loop), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Loop"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->loop));
  self->speed = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->speed), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->speed), "numeric");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->speed), _ ("Frames a Second in Playback"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Frames a Second in Playback"), -1);
  gtk_menu_button_set_always_show_arrow (self->speed, FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->speed));
}

static void
vt_timeline_add_frames (VtTimeline *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->frames = VT_FRAME_SCALE (vt_frame_scale_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->frames), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Frame"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->frames), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->frames));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), box);
  self->time = add_label (GTK_BOX (box), 8);
  self->frame = add_label (GTK_BOX (box), 13);
  gtk_widget_add_css_class (GTK_WIDGET (self->frame), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->frame), "dim-label");
}

static void
vt_timeline_add_lags (VtTimeline *self)
{
  GtkEventController *release = gtk_event_controller_legacy_new ();

  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  self->lag = add_label (GTK_BOX (self), 11);
  self->lags = add_scale (self, _ ("Lag Δt"));
  gtk_widget_set_size_request (GTK_WIDGET (self->lags), 64, -1);
  gtk_event_controller_set_propagation_phase (release, GTK_PHASE_CAPTURE);
  g_signal_connect_object (release, "event", G_CALLBACK (on_lag_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->lags), release);
}

static void
vt_timeline_init (VtTimeline *self)
{
  self->times = vt_frame_times_new (NULL, NAN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "timeline");
  gtk_box_set_spacing (GTK_BOX (self), 2);
  vt_timeline_add_buttons (self);
  vt_timeline_add_frames (self);
  vt_timeline_add_lags (self);
}

static GtkWidget *
make_speed_popover (VtDocument *document)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *group = adw_preferences_group_new ();

  gtk_widget_set_size_request (group, 240, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("Frames a second; each waits for its colours"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), vt_parameter_row_new (document, "playback.speed"));
  gtk_widget_add_css_class (popover, "view-settings");
  gtk_popover_set_child (GTK_POPOVER (popover), group);
  return popover;
}

void
vt_timeline_set_document (VtTimeline *timeline, VtDocument *document)
{
  g_return_if_fail (VT_IS_TIMELINE (timeline) && timeline->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  timeline->document = g_object_ref (document);
  timeline->playback = vt_playback_new (document, on_ended, timeline);
  gtk_menu_button_set_popover (timeline->speed, make_speed_popover (document));
  g_signal_connect_object (timeline->loop, "toggled", G_CALLBACK (on_loop), timeline, G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline->frames, "value-changed", G_CALLBACK (on_frame_moved), timeline, G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline->lags, "value-changed", G_CALLBACK (on_lag_moved), timeline, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), timeline, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (vt_timeline_read_times), timeline,
                           G_CONNECT_SWAPPED);
  vt_timeline_read_times (timeline);
}

void
vt_timeline_go_to (VtTimeline *timeline, gint64 frame)
{
  g_return_if_fail (VT_IS_TIMELINE (timeline));

  if (timeline->n_frames > 0)
    vt_document_set_integer (timeline->document, "window.frame", CLAMP (frame, 0, (gint64) timeline->n_frames - 1));
}

void
vt_timeline_step (VtTimeline *timeline, int by)
{
  g_return_if_fail (VT_IS_TIMELINE (timeline));

  vt_timeline_go_to (timeline, (gint64) current_frame (timeline) + by);
}

guint
vt_timeline_get_n_frames (VtTimeline *timeline)
{
  g_return_val_if_fail (VT_IS_TIMELINE (timeline), 0);

  return timeline->n_frames;
}

gboolean
vt_timeline_get_playing (VtTimeline *timeline)
{
  g_return_val_if_fail (VT_IS_TIMELINE (timeline), FALSE);

  return timeline->playback != NULL && vt_playback_is_running (timeline->playback);
}

void
vt_timeline_set_playing (VtTimeline *timeline, gboolean playing)
{
  g_return_if_fail (VT_IS_TIMELINE (timeline));

  if (playing)
    vt_playback_start (timeline->playback);
  else
    vt_playback_stop (timeline->playback);
  vt_timeline_show_playing (timeline);
}
