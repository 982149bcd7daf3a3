/* Who waits for what runs in the background raises it: a reader that never gets on before it is raised shows so. */
#include "vt-evaluator.h"
#include "vt-priority.h"
#include "test-glass.h"

/* ---- a reader that reads when its thread is raised ---- */

#define SLOW_TYPE_READER (slow_reader_get_type ())
G_DECLARE_FINAL_TYPE (SlowReader, slow_reader, SLOW, READER, GObject)

struct _SlowReader
{
  GObject       parent;
  VtTrajectory *original;
  gboolean      reads; /* atomic: somebody is at it */
};

static guint
count_frames (VtReader *reader)
{
  return vt_trajectory_get_n_frames (SLOW_READER (reader)->original);
}

static gint64
get_step (VtReader *reader, guint frame)
{
  return frame;
}

static double
get_time (VtReader *reader, guint frame)
{
  return vt_trajectory_get_time (SLOW_READER (reader)->original, frame, 1);
}

static gsize
count_atoms (VtReader *reader, guint frame)
{
  return vt_trajectory_get_n_atoms (SLOW_READER (reader)->original, frame);
}

static gboolean
is_wrapped (VtReader *reader)
{
  return FALSE;
}

static VtFrame *
read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error)
{
  SlowReader *self = SLOW_READER (reader);

  g_atomic_int_set (&self->reads, TRUE);
  while (!vt_priority_is_raised (vt_priority_get_current ()))
    g_usleep (100);
  return vt_trajectory_read_frame (self->original, frame, cancellable, error);
}

static void
slow_reader_iface_init (VtReaderInterface *iface)
{
  iface->get_n_frames = count_frames;
  iface->get_step = get_step;
  iface->get_time = get_time;
  iface->get_n_atoms = count_atoms;
  iface->is_wrapped = is_wrapped;
  iface->read_frame = read_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowReader, slow_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VT_TYPE_READER, slow_reader_iface_init))

static void
slow_reader_finalize (GObject *object)
{
  g_object_unref (SLOW_READER (object)->original);
  G_OBJECT_CLASS (slow_reader_parent_class)->finalize (object);
}

static void
slow_reader_class_init (SlowReaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = slow_reader_finalize;
}

static void
slow_reader_init (SlowReader *self)
{
}

/* ---- two who want the same ---- */

typedef struct
{
  SlowReader   *reader;
  VtTrajectory *trajectory;
  VtSource     *source;
  VtState      *state;
  VtEvaluator  *evaluator;
  VtPriority   *priority;
  gboolean      evaluates;
  gboolean      ended; /* atomic: the background's frame is there */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer evaluates)
{
  fixture->reader = g_object_new (SLOW_TYPE_READER, NULL);
  fixture->reader->original = test_glass_new (4, 3, 0.05, 3);
  fixture->trajectory = vt_trajectory_new (VT_READER (fixture->reader), "slow", "slow");
  fixture->source = vt_source_new (fixture->trajectory, NULL);
  fixture->state = vt_state_new ();
  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->priority = vt_priority_new (NULL);
  fixture->evaluates = GPOINTER_TO_INT (evaluates);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_priority_unref (fixture->priority);
  g_object_unref (fixture->evaluator);
  vt_state_unref (fixture->state);
  vt_source_unref (fixture->source);
  g_object_unref (fixture->trajectory);
  g_object_unref (fixture->reader);
}

/* The first frame, however it is come by. */
static gboolean
get_frame (Fixture *fixture)
{
  g_autoptr (VtResult) result = NULL;
  g_autoptr (VtFrame) frame = NULL;

  if (fixture->evaluates)
    result = vt_evaluator_evaluate (fixture->evaluator, fixture->source, fixture->state, "frame", NULL, NULL, NULL);
  else
    frame = vt_trajectory_read_frame (fixture->trajectory, 0, NULL, NULL);
  return result != NULL || frame != NULL;
}

static gpointer
get_in_background (gpointer data)
{
  Fixture *fixture = data;
  gboolean got;

  vt_priority_enter (fixture->priority);
  got = get_frame (fixture);
  g_atomic_int_set (&fixture->ended, TRUE);
  vt_priority_enter (NULL);
  return GINT_TO_POINTER (got);
}

/* Ends only where the background is raised for as long as the foreground waits. */
static void
test_who_waits_raises (Fixture *fixture, gconstpointer unused)
{
  GThread *thread = g_thread_new ("background", get_in_background, fixture);

  while (!g_atomic_int_get (&fixture->reader->reads))
    g_usleep (100);
  g_assert_true (get_frame (fixture));
  g_assert_true (g_thread_join (thread));
  g_assert_false (vt_priority_is_raised (fixture->priority));
}

/* Held up one has no right to raise another. */
static void
test_who_is_held_up_does_not (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtPriority) own = vt_priority_new (NULL);
  GThread *thread, *other;
  Fixture second = *fixture;

  second.priority = own;
  vt_priority_raise (NULL);
  thread = g_thread_new ("background", get_in_background, fixture);
  while (!g_atomic_int_get (&fixture->reader->reads))
    g_usleep (100);
  other = g_thread_new ("other", get_in_background, &second);
  for (guint i = 0; i < 100; i++)
    {
      g_assert_false (vt_priority_is_raised (fixture->priority) || g_atomic_int_get (&fixture->ended));
      g_usleep (1000);
    }
  /* Until somebody waits for that one. */
  vt_priority_raise (own);
  g_assert_true (g_thread_join (other));
  g_assert_true (g_thread_join (thread));
  vt_priority_lower (own);
  vt_priority_lower (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function, evaluates)                                                                                \
  g_test_add ("/waiting/" path, Fixture, GINT_TO_POINTER (evaluates), set_up, function, tear_down)
  ADD ("evaluator", test_who_waits_raises, TRUE);
  ADD ("trajectory", test_who_waits_raises, FALSE);
  ADD ("evaluator-held-up", test_who_is_held_up_does_not, TRUE);
  ADD ("trajectory-held-up", test_who_is_held_up_does_not, FALSE);
  return g_test_run ();
}
