/* A listed neighbour brings its own translation: r_j + image · H − r_0. Most have none, and share number 0. O(CN). */
#include "vt-d2min-listed.h"

#include "vt-cell-grid.h"

static void
reserve (VtD2minListed *listed, guint count)
{
  if (listed->cells == NULL)
    {
      listed->cells = g_array_new (FALSE, FALSE, sizeof (int[3]));
      listed->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
    }
  if (count <= listed->room)
    return;

  listed->room = 2 * count;
  g_aligned_free (listed->vectors);
  listed->vectors = g_aligned_alloc (listed->room, sizeof *listed->vectors, sizeof *listed->vectors);
  listed->neighbors = g_renew (guint32, listed->neighbors, listed->room);
}

gboolean
vt_d2min_listed_unpack (VtD2minListed *listed, const VtNeighbor *neighbors, guint count, const double (*places)[4],
                        gsize atom, const double cell[3][3])
{
  static const int none[3] = { 0, 0, 0 };

  reserve (listed, count);
  g_array_set_size (listed->cells, 0);
  g_array_append_vals (listed->cells, none, 1);
  g_array_set_size (listed->numbers, count);
  for (guint i = 0; i < count; i++)
    {
      const gint16 *image = neighbors[i].image;
      const int cells[3] = { image[0], image[1], image[2] };
      gboolean translated = (image[0] | image[1] | image[2]) != 0;
      const double *place = places[neighbors[i].atom];
      double translation[4];

      listed->neighbors[i] = neighbors[i].atom;
      g_array_index (listed->numbers, guint32, i) = translated ? listed->cells->len : 0;
      if (translated)
        g_array_append_vals (listed->cells, cells, 1);
      vt_cell_grid_get_shift (cell, cells, translation);
      for (guint axis = 0; axis < 4; axis++)
        listed->vectors[i][axis] = (place[axis] - places[atom][axis]) + translation[axis];
    }

  return listed->cells->len > 1;
}

void
vt_d2min_listed_clear (VtD2minListed *listed)
{
  g_clear_pointer (&listed->cells, g_array_unref);
  g_clear_pointer (&listed->numbers, g_array_unref);
  g_clear_pointer (&listed->vectors, g_aligned_free);
  g_clear_pointer (&listed->neighbors, g_free);
  listed->room = 0;
}
