#include "vt-picture.h"

#include "vt-color-range.h"
#include "vt-picture-colors.h"
#include "vt-picture-making.h"
#include "vt-picture-scene.h"
#include "vt-worker.h"

/* How long an older picture stays while newer numbers are computed, ms: below it recolouring has no grey flash. */
#define PATIENCE 700

/* From so many atoms on a picture is made by a worker, so that the main loop keeps running. */
#define MANY_ATOMS 100000

struct _VtPicture
{
  GObject parent_instance;

  VtDocument     *document;
  gboolean        dark;
  VtShot         *shot;     /* (nullable): where a worker made it; it owns the depiction, which is for reading only */
  char           *shot_key; /* what the shot was made from, colours aside */
  VtPictureScene *scene;    /* (nullable): where no shot is */
  VtDepiction    *depiction;
  char           *property_id;
  gboolean        pending;
  guint           update_id;
  guint           patience_id;
  gboolean        impatient; /* waited long enough: show the atoms without colour */
  VtWorker       *worker;
};

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

static void
vt_picture_drop (VtPicture *self)
{
  if (self->shot == NULL)
    g_clear_pointer (&self->depiction, vt_depiction_free);
  self->depiction = NULL;
  g_clear_pointer (&self->scene, vt_picture_scene_free);
  g_clear_pointer (&self->shot, vt_shot_release);
  g_clear_pointer (&self->shot_key, g_free);
}

static void
vt_picture_clear (VtPicture *self)
{
  vt_picture_drop (self);
  self->scene = vt_picture_scene_new ();
}

static void
vt_picture_remember_property (VtPicture *self, const VtPictureMaking *making)
{
  g_free (self->property_id);
  self->property_id = g_strdup (vt_picture_making_get_property (making));
}

/* Few atoms: at once, and only what has changed. */
static void
vt_picture_make_now (VtPicture *self, VtPictureMaking *making)
{
  vt_worker_forget (self->worker);
  vt_picture_making_depict (making);
  if (self->shot != NULL)
    vt_picture_clear (self);
  g_clear_pointer (&self->depiction, vt_depiction_free);
  self->depiction = g_steal_pointer (&making->depiction);
  vt_picture_remember_property (self, making);
  vt_picture_scene_show (self->scene, self->depiction, self->property_id, self->dark);
  vt_picture_making_free (making);
}

static void
make_shot (gpointer data, gpointer *own, GCancellable *cancellable)
{
  vt_picture_making_shoot (data);
}

static void
vt_picture_take_shot (VtPicture *self, VtPictureMaking *making)
{
  vt_picture_drop (self);
  self->shot = g_steal_pointer (&making->shot);
  self->shot_key = g_steal_pointer (&making->key);
  self->depiction = self->shot->depiction;
  vt_picture_remember_property (self, making);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_shot (gpointer owner, gpointer data)
{
  VtPicture *self = owner;
  VtPictureMaking *making = data;

  /* Another file may have been opened meanwhile. */
  if (vt_document_get_source (self->document) == making->source)
    vt_picture_take_shot (self, making);
}

static void
free_making (gpointer data)
{
  vt_picture_making_free (data);
}

static const VtWorkerFuncs worker_funcs = { make_shot, show_shot, free_making, NULL };

/* Many atoms. Meanwhile nothing else is to be seen, and to draw so many again takes its time: no signal yet. */
static void
vt_picture_make_later (VtPicture *self, VtPictureMaking *making)
{
  const char *key = vt_picture_making_get_key (making);

  if (self->shot != NULL && making->values != NULL && g_strcmp0 (key, self->shot_key) == 0)
    making->base = vt_shot_hold (self->shot);
  else if (self->shot != NULL)
    making->before = vt_shot_hold (self->shot);
  vt_worker_request (self->worker, making);
}

static void
vt_picture_make (VtPicture *self, VtFrame *frame, VtColumn *column)
{
  VtPictureMaking *making
      = vt_picture_making_new (self->document, frame, column, self->depiction, self->property_id, self->dark);

  if (vt_frame_get_n_atoms (frame) > MANY_ATOMS)
    vt_picture_make_later (self, making);
  else
    vt_picture_make_now (self, making);
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
    vt_picture_make (picture, frame, column);
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

      if (!vt_picture_concerns_views_alone (key) && vt_state_differs (state, before, key))
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
  self->scene = vt_picture_scene_new ();
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

  return picture->shot != NULL ? picture->shot->scene : vt_picture_scene_get (picture->scene);
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
