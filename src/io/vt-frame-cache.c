#include "vt-frame-cache.h"

typedef struct
{
  guint    index;
  gsize    size;
  VtFrame *frame;
} Entry;

struct _VtFrameCache
{
  GMutex      mutex;
  GHashTable *links; /* index → GList of @entries */
  GQueue      entries; /* most recently used first */
  gsize       size;
  gsize       limit;
};

VtFrameCache *
vt_frame_cache_new (gsize limit)
{
  VtFrameCache *cache = g_new0 (VtFrameCache, 1);

  g_mutex_init (&cache->mutex);
  g_queue_init (&cache->entries);
  cache->links = g_hash_table_new (NULL, NULL);
  cache->limit = limit;
  return cache;
}

/* With the mutex held. */
static void
evict (VtFrameCache *cache, gsize limit)
{
  while (cache->size > limit)
    {
      Entry *entry = g_queue_pop_tail (&cache->entries);

      g_assert (entry != NULL);
      g_hash_table_remove (cache->links, GUINT_TO_POINTER (entry->index));
      cache->size -= entry->size;
      vt_frame_unref (entry->frame);
      g_free (entry);
    }
}

void
vt_frame_cache_free (VtFrameCache *cache)
{
  if (cache == NULL)
    return;
  evict (cache, 0);
  g_hash_table_unref (cache->links);
  g_mutex_clear (&cache->mutex);
  g_free (cache);
}

VtFrame *
vt_frame_cache_lookup (VtFrameCache *cache, guint index)
{
  VtFrame *frame = NULL;
  GList *link;

  g_return_val_if_fail (cache != NULL, NULL);

  g_mutex_lock (&cache->mutex);
  link = g_hash_table_lookup (cache->links, GUINT_TO_POINTER (index));
  if (link != NULL)
    {
      g_queue_unlink (&cache->entries, link);
      g_queue_push_head_link (&cache->entries, link);
      frame = vt_frame_ref (((Entry *) link->data)->frame);
    }
  g_mutex_unlock (&cache->mutex);
  return frame;
}

void
vt_frame_cache_insert (VtFrameCache *cache, guint index, VtFrame *frame)
{
  gsize size;

  g_return_if_fail (cache != NULL && frame != NULL);

  size = vt_frame_get_size (frame);
  g_mutex_lock (&cache->mutex);
  if (size > 0 && size <= cache->limit && !g_hash_table_contains (cache->links, GUINT_TO_POINTER (index)))
    {
      Entry *entry = g_new (Entry, 1);

      evict (cache, cache->limit - size);
      *entry = (Entry) { index, size, vt_frame_ref (frame) };
      g_queue_push_head (&cache->entries, entry);
      g_hash_table_insert (cache->links, GUINT_TO_POINTER (index), g_queue_peek_head_link (&cache->entries));
      cache->size += size;
    }
  g_mutex_unlock (&cache->mutex);
}

void
vt_frame_cache_set_limit (VtFrameCache *cache, gsize limit)
{
  g_return_if_fail (cache != NULL);

  g_mutex_lock (&cache->mutex);
  cache->limit = limit;
  evict (cache, limit);
  g_mutex_unlock (&cache->mutex);
}

gsize
vt_frame_cache_get_size (VtFrameCache *cache)
{
  gsize size;

  g_return_val_if_fail (cache != NULL, 0);

  g_mutex_lock (&cache->mutex);
  size = cache->size;
  g_mutex_unlock (&cache->mutex);
  return size;
}
