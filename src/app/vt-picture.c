#include "vt-picture.h"

#include <math.h>
#include <string.h>

#include "vt-color-range.h"
#include "vt-coloring-scene.h"
#include "vt-picture-colors.h"
#include "vt-worker.h"

/* How long an older picture stays while newer numbers are computed, ms: below it recolouring has no grey flash. */
#define PATIENCE 700

/* From so many atoms on a picture is made by a worker, so that the main loop keeps running. */
#define MANY_ATOMS 100000

struct _VtPicture
{
  GObject parent_instance;

  VtDocument  *document;
  gboolean     dark;
  VtShot      *shot; /* owns scene and depiction where a worker made them: then they are for reading only */
  VtScene     *scene;
  VtDepiction *depiction;
  char        *shot_key; /* what the shot was made from, colours aside */
  char        *property_id;
  char        *values_key; /* what the scene's values were made from */
  VtFrame     *scene_frame;
  double       scene_radius;
  gboolean     scene_fixed; /* all atoms alike in size */
  gboolean     pending;
  guint        update_id;
  guint        patience_id;
  gboolean     impatient; /* waited long enough: show the atoms without colour */
  VtWorker    *worker;
};

/* What a picture is made from, held for the worker; and what comes of it. */
typedef struct
{
  VtSource         *source;
  VtState          *state;
  VtColumn         *values; /* NULL: none yet */
  VtSelectionInputs selection;
  VtColorExtent     all;
  gboolean          has_all;
  gboolean          dark;
  char             *key;
  VtShot           *base; /* NULL, or what differs from it in its colours alone */
  VtDepiction      *depiction;
  VtShot           *shot;
} Making;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtPicture, vt_picture, G_TYPE_OBJECT)

static void vt_picture_queue_update (VtPicture *self);

static gboolean
computes (VtDocument *document, const char *analysis)
{
  VtJobStatus status = vt_document_get_job (document, analysis, NULL, NULL);

  return status == VT_JOB_WAITING || status == VT_JOB_RUNNING;
}

/* Without what tells which atoms are selected, a frame would be seen with another choice of them. */
static gboolean
computes_selection (VtDocument *document)
{
  g_autoptr (GPtrArray) needs = g_ptr_array_new ();

  vt_selection_add_needs (vt_document_get_state (document), needs);
  for (guint i = 0; i < needs->len; i++)
    if (vt_document_peek (document, g_ptr_array_index (needs, i)) == NULL
        && computes (document, g_ptr_array_index (needs, i)))
      return TRUE;
  return FALSE;
}

static gboolean
on_patience_over (gpointer data)
{
  VtPicture *self = data;

  self->patience_id = 0;
  self->impatient = TRUE;
  vt_picture_queue_update (self);
  return G_SOURCE_REMOVE;
}

/* Whether the old picture should stay until all of the new one is there. */
static gboolean
vt_picture_holds (VtPicture *self, VtFrame *frame, VtColumn *column)
{
  const char *wanted = vt_state_get_text (vt_document_get_state (self->document), "view.color-by");

  self->pending = (column == NULL && computes (self->document, vt_document_get_provider (wanted)))
                  || computes_selection (self->document);
  if (!self->pending)
    {
      g_clear_handle_id (&self->patience_id, g_source_remove);
      self->impatient = FALSE;
      return FALSE;
    }
  if (self->impatient || self->depiction == NULL || g_strcmp0 (wanted, self->property_id) != 0
      || vt_frame_get_n_atoms (frame) != vt_frame_get_n_atoms (self->depiction->frame))
    return FALSE;
  if (self->patience_id == 0)
    self->patience_id = g_timeout_add (PATIENCE, on_patience_over, self);
  return TRUE;
}

static VtColumn *
new_undefined (const char *name, gsize n)
{
  const VtProperty *property = vt_analysis_find_property (name, NULL);
  double *values = g_new (double, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    values[i] = NAN;
  return vt_column_new_take (name, property != NULL ? property->unit : VT_UNIT_NONE, values, n);
}

static void
vt_picture_show_frame (VtPicture *self)
{
  VtFrame *frame = self->depiction->frame;
  double radius = vt_state_get_real (self->depiction->state, "view.radius");
  gboolean fixed = vt_state_is (self->depiction->state, "view.size", "fixed");
  gboolean others = self->scene_frame == NULL || vt_frame_get_atoms (self->scene_frame) != vt_frame_get_atoms (frame);

  if (self->scene_frame != frame)
    vt_scene_set_frame (self->scene, frame);
  if (others || radius != self->scene_radius || fixed != self->scene_fixed)
    {
      g_autofree double *radii = vt_depiction_get_radii (self->depiction);
      vt_scene_set_radii (self->scene, radii, vt_frame_get_n_atoms (frame));
    }
  g_clear_pointer (&self->scene_frame, vt_frame_unref);
  self->scene_frame = vt_frame_ref (frame);
  self->scene_radius = radius;
  self->scene_fixed = fixed;
}

/* Brushing and picking leave values and colours as they are, other colours the values: then no array is made or uploaded
 * anew. */
static void
vt_picture_refresh_values (VtPicture *self)
{
  const VtDepiction *depiction = self->depiction;
  char *key = g_strdup_printf ("%p %p %s %d %.17g", (void *) depiction->frame, (void *) depiction->values,
                               self->property_id, depiction->coloring->n_categories > 0 && self->dark,
                               vt_coloring_get_shift (depiction->coloring));

  vt_coloring_show (depiction->coloring, self->scene, depiction->values, g_strcmp0 (key, self->values_key) == 0);
  g_free (self->values_key);
  self->values_key = key;
}

static void
vt_picture_refresh_flags (VtPicture *self)
{
  gsize n = vt_frame_get_n_atoms (self->depiction->frame);

  if (n > 0 && memcmp (self->depiction->flags, self->scene->flags, n) != 0)
    vt_scene_set_flags (self->scene, self->depiction->flags, n);
}

/* What the scene was made from, so that only what changes is made anew. */
static void
vt_picture_forget_scene (VtPicture *self)
{
  g_clear_pointer (&self->scene_frame, vt_frame_unref);
  g_clear_pointer (&self->values_key, g_free);
  g_clear_pointer (&self->shot_key, g_free);
}

static void
vt_picture_drop (VtPicture *self)
{
  if (self->shot == NULL)
    {
      g_clear_pointer (&self->depiction, vt_depiction_free);
      g_clear_pointer (&self->scene, vt_scene_free);
    }
  g_clear_pointer (&self->shot, vt_shot_release);
  self->depiction = NULL;
  self->scene = NULL;
  vt_picture_forget_scene (self);
}

static void
vt_picture_clear (VtPicture *self)
{
  vt_picture_drop (self);
  self->scene = vt_scene_new ();
}

static void
making_free (gpointer data)
{
  Making *making = data;

  vt_source_unref (making->source);
  vt_state_unref (making->state);
  g_clear_pointer (&making->values, vt_column_unref);
  vt_frame_unref (making->selection.frame);
  g_clear_pointer (&making->selection.extremes, vt_result_unref);
  g_clear_pointer (&making->selection.voronoi, vt_result_unref);
  g_clear_pointer (&making->selection.brushed, vt_column_unref);
  g_clear_pointer (&making->depiction, vt_depiction_free);
  g_clear_pointer (&making->base, vt_shot_release);
  g_clear_pointer (&making->shot, vt_shot_release);
  g_free (making->key);
  g_free (making);
}

/* References to what the document has now. */
static Making *
making_new (VtPicture *self, VtFrame *frame, VtColumn *column)
{
  VtState *state = vt_document_get_state (self->document);
  const char *brushed = vt_state_get_text (state, "selection.property");
  VtResult *extremes = vt_document_peek (self->document, "extremes");
  VtResult *voronoi = vt_document_peek (self->document, "voronoi");
  VtColumn *range = *brushed != '\0' ? vt_document_peek_column (self->document, brushed) : NULL;
  gsize n = vt_frame_get_n_atoms (frame);
  Making *making = g_new0 (Making, 1);

  making->source = vt_source_ref (vt_document_get_source (self->document));
  making->state = vt_state_ref (state);
  making->dark = self->dark;
  making->has_all = vt_picture_find_extent (self->document, self->depiction, self->property_id, &making->all);
  making->values = column != NULL && vt_column_get_n (column) == n ? vt_column_ref (column) : NULL;
  making->selection.frame = vt_frame_ref (frame);
  making->selection.extremes = extremes != NULL ? vt_result_ref (extremes) : NULL;
  making->selection.voronoi = voronoi != NULL ? vt_result_ref (voronoi) : NULL;
  making->selection.brushed = range != NULL ? vt_column_ref (range) : NULL;
  return making;
}

static void
making_depict (Making *making)
{
  const char *property = vt_state_get_text (making->state, "view.color-by");

  if (making->values == NULL)
    making->values = new_undefined (property, vt_frame_get_n_atoms (making->selection.frame));
  making->depiction = vt_depiction_new (making->state, property, making->values, &making->selection,
                                        making->has_all ? &making->all : NULL, making->dark);
}

static void
vt_picture_take_depiction (VtPicture *self, Making *making)
{
  self->depiction = g_steal_pointer (&making->depiction);
  g_free (self->property_id);
  self->property_id = g_strdup (vt_state_get_text (making->state, "view.color-by"));
}

/* Few atoms: at once, and only what has changed. */
static void
vt_picture_make_now (VtPicture *self, Making *making)
{
  vt_worker_forget (self->worker);
  making_depict (making);
  if (self->shot != NULL)
    vt_picture_clear (self);
  g_clear_pointer (&self->depiction, vt_depiction_free);
  vt_picture_take_depiction (self, making);
  vt_scene_set_dark (self->scene, self->dark);
  vt_picture_show_frame (self);
  vt_picture_refresh_values (self);
  vt_picture_refresh_flags (self);
  self->scene->show_cell = vt_state_get_boolean (self->depiction->state, "view.cell");
  making_free (making);
}

static void
make_shot (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Making *making = data;
  VtDepiction *depiction;
  VtScene *scene;

  if (making->base != NULL)
    {
      depiction = vt_depiction_recolor (making->base->depiction, making->state, making->has_all ? &making->all : NULL,
                                        making->dark);
      making->shot = vt_shot_new_recolored (making->base, depiction, making->dark);
      return;
    }
  making_depict (making);
  scene = vt_scene_new ();
  vt_depiction_to_scene (making->depiction, scene, making->dark);
  making->shot = vt_shot_new_take (g_steal_pointer (&making->depiction), scene);
}

static void
vt_picture_take_shot (VtPicture *self, Making *making)
{
  vt_picture_drop (self);
  self->shot = g_steal_pointer (&making->shot);
  self->shot_key = g_steal_pointer (&making->key);
  self->depiction = self->shot->depiction;
  self->scene = self->shot->scene;
  g_free (self->property_id);
  self->property_id = g_strdup (vt_state_get_text (making->state, "view.color-by"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_shot (gpointer owner, gpointer data)
{
  VtPicture *self = owner;
  Making *making = data;

  /* Another file may have been opened meanwhile. */
  if (vt_document_get_source (self->document) == making->source)
    vt_picture_take_shot (self, making);
}

static const VtWorkerFuncs worker_funcs = { make_shot, show_shot, making_free, NULL };

/* Many atoms. Meanwhile nothing else is to be seen, and to draw so many again takes its time: no signal yet. */
static void
vt_picture_make_later (VtPicture *self, Making *making)
{
  const VtSelectionInputs *selection = &making->selection;
  g_autofree char *salt
      = g_strdup_printf ("%p %p %p %p %p %d", (void *) selection->frame, (void *) making->values,
                         (void *) selection->extremes, (void *) selection->voronoi, (void *) selection->brushed,
                         making->dark);

  making->key = vt_picture_make_key (making->state, salt);
  if (self->shot != NULL && making->values != NULL && g_strcmp0 (making->key, self->shot_key) == 0)
    making->base = vt_shot_hold (self->shot);
  vt_worker_request (self->worker, making);
}

void
vt_picture_update (VtPicture *picture)
{
  VtFrame *frame;
  VtColumn *column = NULL;

  g_return_if_fail (VT_IS_PICTURE (picture));

  g_clear_handle_id (&picture->update_id, g_source_remove);
  frame = vt_document_peek_frame (picture->document);
  if (frame != NULL)
    column = vt_document_peek_column (picture->document,
                                      vt_state_get_text (vt_document_get_state (picture->document), "view.color-by"));
  if (vt_document_get_source (picture->document) == NULL)
    vt_picture_clear (picture);
  else if (frame != NULL && !vt_picture_holds (picture, frame, column))
    {
      if (vt_frame_get_n_atoms (frame) > MANY_ATOMS)
        vt_picture_make_later (picture, making_new (picture, frame, column));
      else
        vt_picture_make_now (picture, making_new (picture, frame, column));
    }
  if (!vt_worker_is_busy (picture->worker))
    g_signal_emit (picture, signals[CHANGED], 0);
}

static gboolean
on_update (gpointer data)
{
  VtPicture *self = data;

  self->update_id = 0;
  vt_picture_update (self);
  return G_SOURCE_REMOVE;
}

/* Before GTK's own layout and redraw (G_PRIORITY_HIGH_IDLE + 10), so that one turn shows it. */
static void
vt_picture_queue_update (VtPicture *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update, self, NULL);
}

static void
on_state_changed (VtPicture *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (!vt_picture_concerns_views_alone (key)
          && (before == NULL || !g_variant_equal (vt_state_get (before, key), vt_state_get (state, key))))
        {
          vt_picture_queue_update (self);
          return;
        }
    }
}

/* A result that nothing of the picture is made from changes nothing of it. */
static void
on_result_changed (VtPicture *self, const char *analysis)
{
  VtState *state = vt_document_get_state (self->document);
  g_autoptr (GPtrArray) needs = g_ptr_array_new ();

  g_ptr_array_add (needs, (gpointer) "frame");
  g_ptr_array_add (needs, (gpointer) vt_document_get_provider (vt_state_get_text (state, "view.color-by")));
  vt_selection_add_needs (state, needs);
  vt_color_range_add_needs (state, needs);
  if (g_ptr_array_find_with_equal_func (needs, analysis, g_str_equal, NULL))
    vt_picture_queue_update (self);
}

/* A result may have come with another one that needed it: then its own job ends without anything new. */
static void
on_job_changed (VtPicture *self, const char *analysis)
{
  VtJobStatus status = vt_document_get_job (self->document, analysis, NULL, NULL);

  if (status == VT_JOB_DONE || status == VT_JOB_FAILED || status == VT_JOB_CANCELLED)
    on_result_changed (self, analysis);
}

static void
vt_picture_dispose (GObject *object)
{
  VtPicture *self = VT_PICTURE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_pointer (&self->worker, vt_worker_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_picture_parent_class)->dispose (object);
}

static void
vt_picture_finalize (GObject *object)
{
  VtPicture *self = VT_PICTURE (object);

  vt_picture_drop (self);
  g_free (self->property_id);
  G_OBJECT_CLASS (vt_picture_parent_class)->finalize (object);
}

static void
vt_picture_class_init (VtPictureClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_picture_dispose;
  G_OBJECT_CLASS (class)->finalize = vt_picture_finalize;
  signals[CHANGED] = g_signal_new ("changed", VT_TYPE_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vt_picture_init (VtPicture *self)
{
  self->worker = vt_worker_new (&worker_funcs, self);
  self->scene = vt_scene_new ();
  self->property_id = g_strdup ("");
}

VtPicture *
vt_picture_new (VtDocument *document)
{
  VtPicture *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_PICTURE, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (vt_picture_queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  vt_picture_queue_update (self);
  return self;
}

VtDocument *
vt_picture_get_document (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  return picture->document;
}

gboolean
vt_picture_get_dark (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), FALSE);

  return picture->dark;
}

void
vt_picture_set_dark (VtPicture *picture, gboolean dark)
{
  g_return_if_fail (VT_IS_PICTURE (picture));

  picture->dark = dark;
  vt_picture_queue_update (picture);
}

const VtDepiction *
vt_picture_get_depiction (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  return picture->depiction;
}

const VtScene *
vt_picture_get_scene (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  return picture->scene;
}

VtFrame *
vt_picture_get_frame (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  return picture->depiction != NULL ? picture->depiction->frame : NULL;
}

const char *
vt_picture_get_property_id (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  return picture->property_id;
}

gboolean
vt_picture_is_pending (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), FALSE);

  return picture->pending;
}

VtShot *
vt_picture_hold (VtPicture *picture)
{
  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  return picture->shot != NULL ? vt_shot_hold (picture->shot) : NULL;
}

VtSliceChart *
vt_picture_make_slice (VtPicture *picture)
{
  VtSlice slice;

  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  if (picture->depiction == NULL)
    return NULL;
  /* The slice moves without the rest being made anew. */
  if (picture->depiction->state != vt_document_get_state (picture->document))
    {
      vt_state_unref (picture->depiction->state);
      picture->depiction->state = vt_state_ref (vt_document_get_state (picture->document));
    }
  vt_depiction_get_slice (picture->depiction->state, vt_frame_get_cell (picture->depiction->frame), &slice);
  return vt_depiction_to_atoms_chart (picture->depiction, &slice);
}
