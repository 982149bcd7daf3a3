#include "vt-page-flow.h"

/* Lines of a paragraph that part from the rest together. */
#define LEAST_LINES 2

/* Where the next piece goes. */
typedef struct
{
  const GArray *blocks;
  GArray *pieces;
  double height;
  guint page;
  double y;
} Flow;

void
vt_page_block_clear (VtPageBlock *block)
{
  g_return_if_fail (block != NULL);

  g_clear_pointer (&block->text, vt_page_text_free);
  g_clear_pointer (&block->table, vt_page_table_free);
  g_clear_pointer (&block->heading, g_free);
  if (block->free_func != NULL)
    block->free_func (block->data);
}

guint
vt_page_block_get_n_items (const VtPageBlock *block)
{
  g_return_val_if_fail (block != NULL, 0);

  if (block->text != NULL)
    return vt_page_text_get_n_lines (block->text);
  return block->table != NULL ? vt_page_table_get_n_rows (block->table) : 1;
}

double
vt_page_block_get_height (const VtPageBlock *block, guint from, guint to)
{
  g_return_val_if_fail (block != NULL, 0);

  if (block->text != NULL)
    return vt_page_text_get_height (block->text, from, to);
  return block->table != NULL ? vt_page_table_get_height (block->table, from, to) : block->height;
}

static const VtPageBlock *
get_block (const Flow *flow, guint index)
{
  return &g_array_index (flow->blocks, VtPageBlock, index);
}

static double
get_space (const Flow *flow, const VtPageBlock *block)
{
  return flow->y > 0 ? block->space : 0;
}

/* The least that may stand alone at a page's foot. */
static double
get_least_height (const VtPageBlock *block)
{
  guint n = vt_page_block_get_n_items (block);

  return vt_page_block_get_height (block, 0, MIN (n, block->text != NULL ? LEAST_LINES : 1));
}

/* What must follow on the same page: the rest of the group, or what a heading heads. */
static double
get_height_together (const Flow *flow, guint first)
{
  const VtPageBlock *block = get_block (flow, first);
  double height = 0;
  guint i = first;

  if (block->group > 0)
    for (; i < flow->blocks->len && get_block (flow, i)->group == block->group; i++)
      height += (i > first ? get_block (flow, i)->space : 0)
                + vt_page_block_get_height (get_block (flow, i), 0, vt_page_block_get_n_items (get_block (flow, i)));
  else
    {
      for (; i + 1 < flow->blocks->len && get_block (flow, i)->stays; i++)
        height += vt_page_block_get_height (get_block (flow, i), 0, vt_page_block_get_n_items (get_block (flow, i)))
                  + get_block (flow, i + 1)->space;
      height += get_least_height (get_block (flow, i));
    }
  return height;
}

static void
turn_page (Flow *flow)
{
  flow->page++;
  flow->y = 0;
}

/* As many items from @from as there is room for; none is possible. */
static guint
find_end (const Flow *flow, const VtPageBlock *block, guint from)
{
  guint n = vt_page_block_get_n_items (block), to = n;
  double room = flow->height - flow->y - get_space (flow, block) + 1e-6;

  while (to > from && vt_page_block_get_height (block, from, to) > room)
    to--;
  if (block->text == NULL || to == n || to == from)
    return to;
  /* Neither one line alone at a page's foot, nor one at the next one's top. */
  if (n - to < LEAST_LINES && to - from > LEAST_LINES)
    to = n - LEAST_LINES;
  return to - from < LEAST_LINES ? from : to;
}

static void
place (Flow *flow, guint index)
{
  const VtPageBlock *block = get_block (flow, index);
  guint n = vt_page_block_get_n_items (block), from = 0;

  do
    {
      guint to = find_end (flow, block, from);
      VtPagePiece piece;

      if (to == from && n > from && flow->y > 0)
        {
          turn_page (flow);
          continue;
        }
      to = n > from ? MAX (to, from + 1) : to; /* what no page can hold sticks out */
      flow->y += get_space (flow, block);
      piece = (VtPagePiece){ index, flow->page, flow->y, from, to };
      g_array_append_val (flow->pieces, piece);
      flow->y += vt_page_block_get_height (block, from, to);
      from = to;
    }
  while (from < n);
}

GArray *
vt_page_flow (const GArray *blocks, double height)
{
  Flow flow = { blocks, g_array_new (FALSE, FALSE, sizeof (VtPagePiece)), height, 0, 0 };

  g_return_val_if_fail (blocks != NULL && height > 0, NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const VtPageBlock *block = get_block (&flow, i);
      gboolean begins = i == 0 || block->group == 0 || get_block (&flow, i - 1)->group != block->group;
      double together = begins ? get_height_together (&flow, i) : 0;

      if (flow.y > 0
          && (block->breaks || (together <= height && flow.y + get_space (&flow, block) + together > height + 1e-6)))
        turn_page (&flow);
      place (&flow, i);
    }
  return flow.pieces;
}
