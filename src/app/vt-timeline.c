#include "vt-timeline.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"

/* ms a frame in playback */
#define INTERVAL 80

struct _VtTimeline
{
  GtkBox parent_instance;

  VtDocument *document;
  double     *times; /* ps, of all frames; NaN where unknown */
  guint       n_frames;
  gboolean    updating;
  guint       play_id;

  GtkButton *play;
  GtkScale  *frames;
  GtkLabel  *time;
  GtkScale  *lags;
  GtkLabel  *lag;
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

/* As many decimals as the frames' spacing needs, so that the label does not jump. */
static char *
format_time (VtTimeline *self, double time)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double spacing = self->n_frames > 1 ? fabs (self->times[1] - self->times[0]) : 1;
  int decimals = spacing > 0 && spacing < 1 ? (int) CLAMP (ceil (-log10 (spacing)), 1, 6) : 1;
  g_autofree char *format = g_strdup_printf ("%%.%df", decimals);

  return g_strdup_printf ("%s\u202fps", g_ascii_formatd (buffer, sizeof buffer, format, time));
}

/* The frame whose time is within the tolerance of vt_trajectory_find_lag(), by bisection: −1 where there is none. */
static int
find_time (VtTimeline *self, double time, double lag)
{
  double tolerance = MAX (1e-6, lag / 1000);
  guint low = 0, high = self->n_frames;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->times[middle] < time - tolerance)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n_frames && fabs (self->times[low] - time) <= tolerance ? (int) low : -1;
}

static gboolean
has_all_lags (VtTimeline *self, guint frame, const double *lags, guint n_lags)
{
  for (guint i = 0; i < n_lags; i++)
    if (find_time (self, self->times[frame] + lags[i], lags[i]) < 0)
      return FALSE;
  return TRUE;
}

/* The part of the slider where T_ML can be computed is filled: from the start to the last such frame. */
static void
vt_timeline_mark_computable (VtTimeline *self, VtModel *model)
{
  guint n_lags = 0;
  const double *lags = model != NULL ? vt_model_get_lags (model, &n_lags) : NULL;
  int last = -1;
  g_autofree char *time = NULL;
  g_autofree char *tip = NULL;

  if (lags != NULL && self->n_frames > 0 && !isnan (self->times[0]))
    for (guint i = self->n_frames; i > 0 && last < 0; i--)
      if (has_all_lags (self, i - 1, lags, n_lags))
        last = (int) i - 1;
  gtk_range_set_show_fill_level (GTK_RANGE (self->frames), last >= 0);
  gtk_range_set_fill_level (GTK_RANGE (self->frames), last >= 0 ? last : G_MAXDOUBLE);
  if (last >= 0)
    {
      time = format_time (self, self->times[last]);
      tip = g_strdup_printf (_ ("T_ML can be computed up to %s, where all lags of the model still fit"), time);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->frames), tip);
}

static void
vt_timeline_show_time (VtTimeline *self)
{
  guint frame = current_frame (self);
  g_autofree char *text = NULL;

  if (self->n_frames == 0)
    text = g_strdup ("");
  else if (isnan (self->times[frame]))
    text = g_strdup_printf (_ ("frame %u of %u"), frame + 1, self->n_frames);
  else
    text = format_time (self, self->times[frame]);
  gtk_label_set_label (self->time, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->frames), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* The lag slider counts frames on from the window's start; a lag between two of them is shown as it is, with a warning.
 */
static void
vt_timeline_show_lag (VtTimeline *self)
{
  double lag = vt_state_get_real (vt_document_get_state (self->document), "window.lag");
  guint frame = current_frame (self);
  gboolean timed = self->n_frames > 0 && !isnan (self->times[frame]);
  int later = timed ? find_time (self, self->times[frame] + lag, lag) : -1;
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
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lag),
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
  self->updating = FALSE;
}

static void
vt_timeline_read_times (VtTimeline *self)
{
  VtSource *source = vt_document_get_source (self->document);
  double timestep = vt_state_get_real (vt_document_get_state (self->document), "trajectory.timestep");

  g_clear_pointer (&self->times, g_free);
  self->n_frames = source != NULL ? vt_trajectory_get_n_frames (vt_source_get_trajectory (source)) : 0;
  self->times = g_new (double, MAX (self->n_frames, 1));
  for (guint i = 0; i < self->n_frames; i++)
    self->times[i] = vt_trajectory_get_time (vt_source_get_trajectory (source), i, timestep);
  vt_timeline_mark_computable (self, source != NULL ? vt_source_get_model (source) : NULL);
  vt_timeline_follow (self);
}

static void
on_state_changed (VtTimeline *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  if (before == NULL
      || !g_variant_equal (vt_state_get (before, "trajectory.timestep"), vt_state_get (state, "trajectory.timestep")))
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

  if (!self->updating && later < self->n_frames && later > frame)
    vt_document_set_real (self->document, "window.lag",
                          round ((self->times[later] - self->times[frame]) * 1e9) / 1e9);
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

  gtk_range_set_restrict_to_fill_level (GTK_RANGE (scale), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (scale), 0);
  gtk_range_set_increments (GTK_RANGE (scale), 1, 10);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self), scale);
  return GTK_SCALE (scale);
}

static GtkLabel *
add_label (VtTimeline *self, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static gboolean
colours_are_there (VtTimeline *self)
{
  const char *property = vt_state_get_text (vt_document_get_state (self->document), "view.color-by");
  VtJobStatus status = vt_document_get_job (self->document, vt_document_get_provider (property), NULL, NULL);

  return vt_document_peek_frame (self->document) != NULL && status != VT_JOB_RUNNING && status != VT_JOB_WAITING;
}

static gboolean
on_play (gpointer data)
{
  VtTimeline *self = data;
  guint frame = current_frame (self);

  if (!colours_are_there (self))
    return G_SOURCE_CONTINUE;
  if (frame + 1 < self->n_frames)
    {
      vt_timeline_go_to (self, frame + 1);
      return G_SOURCE_CONTINUE;
    }
  self->play_id = 0;
  vt_timeline_set_playing (self, FALSE);
  return G_SOURCE_REMOVE;
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

  g_clear_handle_id (&self->play_id, g_source_remove);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_timeline_parent_class)->dispose (object);
}

static void
vt_timeline_finalize (GObject *object)
{
  g_free (VT_TIMELINE (object)->times);
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
vt_timeline_add_lags (VtTimeline *self)
{
  GtkEventController *release = gtk_event_controller_legacy_new ();

  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  self->lag = add_label (self, 11);
  self->lags = add_scale (self, _ ("Lag Δt"));
  gtk_widget_set_size_request (GTK_WIDGET (self->lags), 90, -1);
  gtk_event_controller_set_propagation_phase (release, GTK_PHASE_CAPTURE);
  g_signal_connect_object (release, "event", G_CALLBACK (on_lag_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->lags), release);
}

static void
vt_timeline_init (VtTimeline *self)
{
  self->times = g_new (double, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "timeline");
  gtk_box_set_spacing (GTK_BOX (self), 2);
  add_button (self, "media-skip-backward-symbolic", _ ("First Frame"), "win.first-frame");
  add_button (self, "go-previous-symbolic", _ ("Previous Frame"), "win.previous-frame");
  self->play = GTK_BUTTON (add_button (self, "media-playback-start-symbolic", _ ("Play"), "win.play"));
  add_button (self, "go-next-symbolic", _ ("Next Frame"), "win.next-frame");
  add_button (self, "media-skip-forward-symbolic", _ ("Last Frame"), "win.last-frame");
  self->frames = add_scale (self, _ ("Frame"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->frames), TRUE);
  self->time = add_label (self, 8);
  vt_timeline_add_lags (self);
}

void
vt_timeline_set_document (VtTimeline *timeline, VtDocument *document)
{
  g_return_if_fail (VT_IS_TIMELINE (timeline) && timeline->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  timeline->document = g_object_ref (document);
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

  return timeline->play_id != 0;
}

void
vt_timeline_set_playing (VtTimeline *timeline, gboolean playing)
{
  g_return_if_fail (VT_IS_TIMELINE (timeline));

  playing = playing && timeline->n_frames > 1;
  g_clear_handle_id (&timeline->play_id, g_source_remove);
  if (playing)
    {
      if (current_frame (timeline) + 1 == timeline->n_frames)
        vt_timeline_go_to (timeline, 0);
      timeline->play_id = g_timeout_add (INTERVAL, on_play, timeline);
    }
  gtk_button_set_icon_name (timeline->play,
                            playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (timeline->play), playing ? _ ("Pause") : _ ("Play"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (timeline->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _ ("Pause") : _ ("Play"), -1);
  g_object_notify_by_pspec (G_OBJECT (timeline), properties[PROP_PLAYING]);
}
