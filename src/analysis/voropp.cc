/* The shim over Voro++ 0.4.6. Atoms carry number + 1 as Voro++'s id, since 0 marks the faces a skewed periodic cell
 * starts with, and -1 … -6 those of a box.
 *
 * A plain container is only read while cells are computed, so that all workers share one, each with a voro_compute
 * of its own. A radical container keeps the radius of the atom in hand inside itself: each worker has its own.
 */
#include "voropp.h"

#include <cmath>
#include <memory>
#include <vector>
#include <voro++/voro++.hh>

struct _Voropp
{
  virtual ~_Voropp () = default;
  virtual gsize count_blocks () const = 0;
  virtual void compute_block (guint worker, gsize block, VoroppCellFunc func, gpointer data) = 0;
};

namespace
{

constexpr int block_memory = 8;

struct Input
{
  VoroppBox     box;
  gsize         n;
  const double *positions;
  const double *radii;
  GCancellable *cancellable;
};

template <class Container>
std::unique_ptr<Container>
make_walled (const VoroppBox &box)
{
  return std::make_unique<Container> (box.low[0], box.high[0], box.low[1], box.high[1], box.low[2], box.high[2],
                                      box.blocks[0], box.blocks[1], box.blocks[2],
                                      box.periodic[0], box.periodic[1], box.periodic[2], block_memory);
}

template <class Container>
std::unique_ptr<Container>
make_skewed (const VoroppBox &box)
{
  return std::make_unique<Container> (box.edges[0][0], box.edges[1][0], box.edges[1][1],
                                      box.edges[2][0], box.edges[2][1], box.edges[2][2],
                                      box.blocks[0], box.blocks[1], box.blocks[2], block_memory);
}

/* Asked for now and then; what is then put in in part is never computed. */
bool
is_cancelled (const Input &input, gsize atom)
{
  return atom % 32768 == 0 && g_cancellable_is_cancelled (input.cancellable);
}

template <class Container>
void
put_plain (Container &container, const Input &input)
{
  for (gsize i = 0; i < input.n && !is_cancelled (input, i); i++)
    container.put (static_cast<int> (i) + 1,
                   input.positions[3 * i], input.positions[3 * i + 1], input.positions[3 * i + 2]);
}

template <class Container>
void
put_with_radii (Container &container, const Input &input)
{
  for (gsize i = 0; i < input.n && !is_cancelled (input, i); i++)
    container.put (static_cast<int> (i) + 1, input.positions[3 * i], input.positions[3 * i + 1],
                   input.positions[3 * i + 2], input.radii[i]);
}

/* What differs among Voro++'s four containers: how each is made and filled, and where its blocks lie. */
template <class Container> struct Kind;

template <> struct Kind<voro::container>
{
  static constexpr bool shared = true;

  static std::unique_ptr<voro::container>
  make (const Input &input)
  {
    auto container = make_walled<voro::container> (input.box);
    put_plain (*container, input);
    return container;
  }
};

template <> struct Kind<voro::container_poly>
{
  static constexpr bool shared = false;

  static std::unique_ptr<voro::container_poly>
  make (const Input &input)
  {
    auto container = make_walled<voro::container_poly> (input.box);
    put_with_radii (*container, input);
    return container;
  }
};

template <> struct Kind<voro::container_periodic>
{
  static constexpr bool shared = true;

  static std::unique_ptr<voro::container_periodic>
  make (const Input &input)
  {
    auto container = make_skewed<voro::container_periodic> (input.box);
    put_plain (*container, input);
    /* Images are otherwise made while cells are computed, which threads that share a container must not do. */
    container->create_all_images ();
    return container;
  }
};

template <> struct Kind<voro::container_periodic_poly>
{
  static constexpr bool shared = false;

  static std::unique_ptr<voro::container_periodic_poly>
  make (const Input &input)
  {
    auto container = make_skewed<voro::container_periodic_poly> (input.box);
    put_with_radii (*container, input);
    /* Made as needed, their order within a block, and so the last bits, would depend on the worker's history. */
    container->create_all_images ();
    return container;
  }
};

struct Search
{
  int hx, hy, hz;
};

/* How far the search for neighbours may go, in blocks: once around in a periodic direction. */
Search
search_of (const voro::container_base &c)
{
  return { c.xperiodic ? 2 * c.nx + 1 : c.nx, c.yperiodic ? 2 * c.ny + 1 : c.ny, c.zperiodic ? 2 * c.nz + 1 : c.nz };
}

Search
search_of (const voro::container_periodic_base &c)
{
  return { 2 * c.nx + 1, 2 * c.ey + 1, 2 * c.ez + 1 };
}

struct Block
{
  int ijk, i, j, k;
};

Block
block_of (const voro::container_base &c, int number)
{
  return { number, number % c.nx, number / c.nx % c.ny, number / c.nxy };
}

/* The blocks of the cell itself lie in the middle of those with images. */
Block
block_of (const voro::container_periodic_base &c, int number)
{
  int i = number % c.nx, j = number / c.nx % c.ny + c.ey, k = number / c.nxy + c.ez;

  return { i + c.nx * (j + c.oy * k), i, j, k };
}

/* One worker's search and its cell, with the faces read out of it. */
template <class Container>
class Worker
{
public:
  Worker (Container &container, Search search)
    : container (container), compute (container, search.hx, search.hy, search.hz)
  {
  }

  void
  compute_block (const VoroppBox &box, gsize number, VoroppCellFunc func, gpointer data)
  {
    Block block = block_of (container, static_cast<int> (number));

    for (int q = 0; q < container.co[block.ijk]; q++)
      {
        VoroppCell result = {};

        result.atom = static_cast<gsize> (container.id[block.ijk][q] - 1);
        clear ();
        if (compute.compute_cell (cell, block.ijk, q, block.i, block.j, block.k))
          result.volume = read_faces (box, static_cast<int> (result.atom));
        result.n_faces = static_cast<guint> (neighbors.size ());
        result.neighbors = neighbors.data ();
        result.areas = areas.data ();
        result.first_edge = first_edge.data ();
        result.edges = edges.data ();
        func (&result, data);
      }
  }

private:
  Container                     &container;
  voro::voro_compute<Container>  compute;
  voro::voronoicell_neighbor     cell;
  std::vector<int>               neighbors, first_edge;
  std::vector<double>            areas, edges;

  void
  clear ()
  {
    neighbors.clear ();
    areas.clear ();
    edges.clear ();
    first_edge.assign (1, 0);
  }

  /* -1 … -6 are the sides of the box: of a periodic one they are where the atom's own image begins. */
  static int
  neighbor_of (const VoroppBox &box, int id, int atom)
  {
    if (id > 0)
      return id - 1;
    if (id == 0 || (id >= -6 && box.periodic[(-id - 1) / 2]))
      return atom;
    return -1;
  }

  /* Walks each face once, marking the edges it has seen by negative numbers as Voro++ does; the marks need not be
   * taken back, since the next cell is begun anew. Returns the volume, a third of Σ area · distance, where a distance
   * may be negative: a radical cell need not hold its own atom. */
  double
  read_faces (const VoroppBox &box, int atom)
  {
    double volume = 0.0;

    for (int i = 1; i < cell.p; i++)
      for (int j = 0; j < cell.nu[i]; j++)
        if (cell.ed[i][j] >= 0)
          {
            neighbors.push_back (neighbor_of (box, cell.ne[i][j], atom));
            volume += read_face (i, j);
            first_edge.push_back (static_cast<int> (edges.size ()));
          }
    return std::fabs (volume);
  }

  /* The face that begins at vertex @i along its edge @j. Voro++ keeps vertices at twice their place. */
  double
  read_face (int i, int j)
  {
    const double *origin = cell.pts + 3 * i, *from = origin;
    double normal[3] = { 0.0, 0.0, 0.0 };
    int vertex = i, edge = j;

    do
      {
        int next = cell.ed[vertex][edge];
        const double *to = cell.pts + 3 * next;

        cell.ed[vertex][edge] = -1 - next;
        edge = cell.cycle_up (cell.ed[vertex][cell.nu[vertex] + edge], next);
        add_triangle (origin, from, to, normal);
        edges.push_back (0.5 * std::sqrt ((to[0] - from[0]) * (to[0] - from[0]) + (to[1] - from[1]) * (to[1] - from[1])
                                          + (to[2] - from[2]) * (to[2] - from[2])));
        vertex = next;
        from = to;
      }
    while (vertex != i);

    areas.push_back (0.125 * std::sqrt (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]));
    return (origin[0] * normal[0] + origin[1] * normal[1] + origin[2] * normal[2]) / 48.0;
  }

  static void
  add_triangle (const double *origin, const double *from, const double *to, double *normal)
  {
    double u[3] = { from[0] - origin[0], from[1] - origin[1], from[2] - origin[2] };
    double v[3] = { to[0] - origin[0], to[1] - origin[1], to[2] - origin[2] };

    normal[0] += u[1] * v[2] - u[2] * v[1];
    normal[1] += u[2] * v[0] - u[0] * v[2];
    normal[2] += u[0] * v[1] - u[1] * v[0];
  }
};

template <class Container>
class Tessellation final : public _Voropp
{
public:
  Tessellation (const Input &from, guint n_workers) : input (from), workers (n_workers), own (n_workers)
  {
    if (Kind<Container>::shared)
      common = Kind<Container>::make (input);
  }

  gsize
  count_blocks () const override
  {
    const int *blocks = input.box.blocks;

    return static_cast<gsize> (blocks[0]) * static_cast<gsize> (blocks[1]) * static_cast<gsize> (blocks[2]);
  }

  void
  compute_block (guint worker, gsize block, VoroppCellFunc func, gpointer data) override
  {
    if (!workers[worker])
      {
        if (!Kind<Container>::shared)
          own[worker] = Kind<Container>::make (input);

        Container &container = Kind<Container>::shared ? *common : *own[worker];
        workers[worker] = std::make_unique<Worker<Container>> (container, search_of (container));
      }
    workers[worker]->compute_block (input.box, block, func, data);
  }

private:
  Input                                           input;
  std::unique_ptr<Container>                      common;
  std::vector<std::unique_ptr<Worker<Container>>> workers;
  std::vector<std::unique_ptr<Container>>         own;
};

}

Voropp *
voropp_new (const VoroppBox *box,
            gsize            n,
            const double    *positions,
            const double    *radii,
            guint            n_workers,
            GCancellable    *cancellable)
{
  g_return_val_if_fail (box != nullptr && (n == 0 || positions != nullptr) && n < G_MAXINT && n_workers > 0, nullptr);

  Input input = { *box, n, positions, radii, cancellable };

  if (box->orthogonal && radii == nullptr)
    return new Tessellation<voro::container> (input, n_workers);
  if (box->orthogonal)
    return new Tessellation<voro::container_poly> (input, n_workers);
  if (radii == nullptr)
    return new Tessellation<voro::container_periodic> (input, n_workers);
  return new Tessellation<voro::container_periodic_poly> (input, n_workers);
}

void
voropp_free (Voropp *voropp)
{
  delete voropp;
}

gsize
voropp_get_n_blocks (const Voropp *voropp)
{
  g_return_val_if_fail (voropp != nullptr, 0);

  return voropp->count_blocks ();
}

void
voropp_compute_block (Voropp *voropp, guint worker, gsize block, VoroppCellFunc func, gpointer data)
{
  g_return_if_fail (voropp != nullptr && block < voropp->count_blocks ());

  voropp->compute_block (worker, block, func, data);
}
