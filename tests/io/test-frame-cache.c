#include "vt-frame-cache.h"

static VtFrame *
make_frame (void)
{
  const char *const names[] = { "Cu", NULL };
  gint64 id = 1;
  guint8 species = 0;
  g_autoptr (VtAtomTable) atoms
    = vt_atom_table_new_take (1, g_memdup2 (&id, sizeof id), g_memdup2 (&species, 1), names);
  VtCell cell;

  vt_cell_init_box (&cell, 1.0, 1.0, 1.0);
  return vt_frame_new_take (atoms, &cell, g_new0 (double, 3), 0.0, 0, NULL);
}

static gboolean
contains (VtFrameCache *cache, guint index)
{
  g_autoptr (VtFrame) frame = vt_frame_cache_lookup (cache, index);

  return frame != NULL;
}

/* Room for two: the one looked at last stays. */
static void
test_least_recently_used (void)
{
  g_autoptr (VtFrame) frame = make_frame ();
  gsize size = vt_frame_get_size (frame);
  g_autoptr (VtFrameCache) cache = vt_frame_cache_new (2 * size);

  vt_frame_cache_insert (cache, 0, frame);
  vt_frame_cache_insert (cache, 1, frame);
  g_assert_true (contains (cache, 0));
  vt_frame_cache_insert (cache, 2, frame);
  g_assert_true (contains (cache, 0));
  g_assert_false (contains (cache, 1));
  g_assert_true (contains (cache, 2));
  g_assert_cmpuint (vt_frame_cache_get_size (cache), ==, 2 * size);
  /* The same once more takes no more room. */
  vt_frame_cache_insert (cache, 2, frame);
  g_assert_cmpuint (vt_frame_cache_get_size (cache), ==, 2 * size);
}

static void
test_limit (void)
{
  g_autoptr (VtFrame) frame = make_frame ();
  gsize size = vt_frame_get_size (frame);
  g_autoptr (VtFrameCache) cache = vt_frame_cache_new (size - 1);

  vt_frame_cache_insert (cache, 0, frame);
  g_assert_false (contains (cache, 0));
  vt_frame_cache_set_limit (cache, 3 * size);
  for (guint i = 0; i < 10; i++)
    vt_frame_cache_insert (cache, i, frame);
  g_assert_cmpuint (vt_frame_cache_get_size (cache), ==, 3 * size);
  vt_frame_cache_set_limit (cache, size);
  g_assert_cmpuint (vt_frame_cache_get_size (cache), ==, size);
  g_assert_true (contains (cache, 9));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/frame-cache/least-recently-used", test_least_recently_used);
  g_test_add_func ("/io/frame-cache/limit", test_limit);
  return g_test_run ();
}
