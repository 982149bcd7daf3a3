/* Frames in memory, the least recently used go first. Safe from any thread. */
#pragma once

#include "vt-frame.h"

G_BEGIN_DECLS

typedef struct _VtFrameCache VtFrameCache;

VtFrameCache *vt_frame_cache_new (gsize limit);
void          vt_frame_cache_free (VtFrameCache *cache);
/* (transfer full) (nullable) */
VtFrame      *vt_frame_cache_lookup (VtFrameCache *cache, guint index);
/* A frame larger than the bound is not kept. */
void          vt_frame_cache_insert (VtFrameCache *cache, guint index, VtFrame *frame);
void          vt_frame_cache_set_limit (VtFrameCache *cache, gsize limit);
gsize         vt_frame_cache_get_size (VtFrameCache *cache);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFrameCache, vt_frame_cache_free)

G_END_DECLS
