#include "bench-look.h"

typedef struct
{
  gconstpointer pixels;
  double        area;
} Leaf;

/* The largest of what is painted here and now: a texture, or a drawing. */
static void
find_leaf (GskRenderNode *node, Leaf *leaf)
{
  gconstpointer pixels = NULL;
  graphene_rect_t bounds;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        find_leaf (gsk_container_node_get_child (node, i), leaf);
      return;
    case GSK_TRANSFORM_NODE:
      find_leaf (gsk_transform_node_get_child (node), leaf);
      return;
    case GSK_CLIP_NODE:
      find_leaf (gsk_clip_node_get_child (node), leaf);
      return;
    case GSK_OPACITY_NODE:
      find_leaf (gsk_opacity_node_get_child (node), leaf);
      return;
    case GSK_TEXTURE_NODE:
      pixels = gsk_texture_node_get_texture (node);
      break;
    case GSK_CAIRO_NODE:
      pixels = gsk_cairo_node_get_surface (node);
      break;
    default:
      return;
    }
  gsk_render_node_get_bounds (node, &bounds);
  if ((double) bounds.size.width * (double) bounds.size.height > leaf->area)
    *leaf = (Leaf){ pixels, (double) bounds.size.width * (double) bounds.size.height };
}

GskRenderNode *
bench_get_look (GtkWidget *widget, gconstpointer *pixels)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  Leaf leaf = { NULL, 0 };

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    find_leaf (node, &leaf);
  *pixels = leaf.pixels;
  return node;
}
