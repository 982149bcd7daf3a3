#include "vt-frame-scale.h"

/* px: the marks' height, and from the trough's middle down to them */
#define HEIGHT 2
#define DISTANCE 8
/* A frame alone is still seen. */
#define NARROWEST 3

struct _VtFrameScale
{
  GtkScale parent_instance;

  gboolean *marked;
  guint     n;
};

G_DEFINE_FINAL_TYPE (VtFrameScale, vt_frame_scale, GTK_TYPE_SCALE)

/* The length that the slider takes of the trough: its margins are negative, so that it stands over both ends. */
static int
measure_slider (GtkWidget *widget)
{
  int length = -1;

  if (g_str_equal (gtk_widget_get_css_name (widget), "slider"))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &length, NULL, NULL, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && length < 0;
       child = gtk_widget_get_next_sibling (child))
    length = measure_slider (child);
  return length;
}

double
vt_frame_scale_get_place (VtFrameScale *scale, double frame)
{
  GtkAdjustment *adjustment;
  GdkRectangle trough;
  double lower, upper;
  int slider;

  g_return_val_if_fail (VT_IS_FRAME_SCALE (scale), 0);

  adjustment = gtk_range_get_adjustment (GTK_RANGE (scale));
  lower = gtk_adjustment_get_lower (adjustment);
  upper = gtk_adjustment_get_upper (adjustment);
  gtk_range_get_range_rect (GTK_RANGE (scale), &trough);
  slider = MAX (measure_slider (GTK_WIDGET (scale)), 0);
  return trough.x + slider / 2.0
         + (trough.width - slider) * (upper > lower ? (frame - lower) / (upper - lower) : 0);
}

/* A row of marked frames is one line, from half a frame before to half a frame after. */
static void
append_row (VtFrameScale *self, GtkSnapshot *snapshot, const GdkRGBA *color, guint first, guint last)
{
  double left = vt_frame_scale_get_place (self, 0), right = vt_frame_scale_get_place (self, self->n - 1.0);
  double from = MAX (vt_frame_scale_get_place (self, first - 0.5), left);
  double to = MIN (vt_frame_scale_get_place (self, last + 0.5), right);
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 + DISTANCE;

  if (to - from < NARROWEST)
    {
      from = (from + to - NARROWEST) / 2;
      to = from + NARROWEST;
    }
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) from, (float) y, (float) (to - from), HEIGHT));
}

static void
vt_frame_scale_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtFrameScale *self = VT_FRAME_SCALE (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.45f;
  for (guint i = 0; i < self->n; i++)
    if (self->marked[i])
      {
        guint first = i;

        while (i + 1 < self->n && self->marked[i + 1])
          i++;
        append_row (self, snapshot, &color, first, i);
      }
  GTK_WIDGET_CLASS (vt_frame_scale_parent_class)->snapshot (widget, snapshot);
}

static void
vt_frame_scale_finalize (GObject *object)
{
  g_free (VT_FRAME_SCALE (object)->marked);
  G_OBJECT_CLASS (vt_frame_scale_parent_class)->finalize (object);
}

static void
vt_frame_scale_class_init (VtFrameScaleClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vt_frame_scale_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = vt_frame_scale_snapshot;
}

static void
vt_frame_scale_init (VtFrameScale *self)
{
  gtk_range_set_round_digits (GTK_RANGE (self), 0);
}

GtkWidget *
vt_frame_scale_new (void)
{
  return g_object_new (VT_TYPE_FRAME_SCALE, "adjustment", gtk_adjustment_new (0, 0, 1, 1, 10, 0), NULL);
}

void
vt_frame_scale_set_marks (VtFrameScale *scale, const gboolean *marked, guint n)
{
  g_return_if_fail (VT_IS_FRAME_SCALE (scale));

  g_free (scale->marked);
  scale->marked = g_memdup2 (marked, n * sizeof *marked);
  scale->n = n;
  gtk_widget_queue_draw (GTK_WIDGET (scale));
}
