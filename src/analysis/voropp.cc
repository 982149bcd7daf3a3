/* The shim over Voro++ 0.4.6. Atoms carry number + 1 as Voro++'s id, since 0 marks the faces a skewed periodic cell
 * starts with, and -1 … -6 those of a box. Where we choose the planes, a face carries the plane's number + 1 instead,
 * so that it tells which image of the neighbour is behind it.
 *
 * Voro++ cuts cells by planes; which planes, and in which order, is decided here: atoms nearest first (voropp-near.hh),
 * until none further away can reach the cell. A plane at distance t cuts nothing once t exceeds the radius ρ of the
 * cell's furthest vertex. With t = (d² + R² − R'²)/2d, R' at most the greatest radius, that is so for all
 * d ≥ ρ + √(ρ² + R'² − R²), twice ρ without radii.
 *
 * Where atoms are few and far between (surfaces, clusters, gases) a cell may reach far, and Voro++'s own search, which
 * looks at the direction too, does less work: it takes over (Search), with a container filled the first time one is
 * needed. A plain container is only read while cells are computed, so that all workers share one, each with a
 * voro_compute of its own. A radical container keeps the radius of the atom in hand inside itself: each worker has its
 * own.
 */
#include "voropp.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <vector>
#include <voro++/voro++.hh>

#include "voropp-near.hh"

struct _Voropp
{
  virtual ~_Voropp () = default;
  virtual gsize count_bins () const = 0;
  virtual void compute_bin (guint worker, gsize bin, VoroppCellFunc func, gpointer data) = 0;
};

namespace
{

constexpr int block_memory = 8;
constexpr gsize first_cuts = 12, cuts_between = 4; /* planes before the cell's radius is looked at, and then each */
constexpr double first_share = 0.55; /* of the usual reach's square: what is looked at first, some 23 atoms */
constexpr double undecided = 1e-8; /* Å²: Voro++ counts vertices within 2e-11 of a plane as on it */
constexpr gsize most_atoms = 400; /* to sort around one atom; where there are more, Voro++ searches */
constexpr double no_step = 1e-12; /* share of an edge's square: an atom is at its own place */
constexpr double furthest = 3.0;  /* in usual reaches: where a cell needs more, Voro++ searches */

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

/* How far the search for neighbours may go, in blocks: once around in a periodic direction. */
struct Range
{
  int hx, hy, hz;
};

Range
range_of (const voro::container_base &c)
{
  return { c.xperiodic ? 2 * c.nx + 1 : c.nx, c.yperiodic ? 2 * c.ny + 1 : c.ny, c.zperiodic ? 2 * c.nz + 1 : c.nz };
}

Range
range_of (const voro::container_periodic_base &c)
{
  return { 2 * c.nx + 1, 2 * c.ey + 1, 2 * c.ez + 1 };
}

/* Where an atom lies in a container: its block, which of the block's atoms it is, and the block's place. */
struct Spot
{
  int ijk, q, i, j, k;
};

Spot
block_of (const voro::container_base &c, int number)
{
  return { number, 0, number % c.nx, number / c.nx % c.ny, number / c.nxy };
}

/* The blocks of the cell itself lie in the middle of those with images. */
Spot
block_of (const voro::container_periodic_base &c, int number)
{
  int i = number % c.nx, j = number / c.nx % c.ny + c.ey, k = number / c.nxy + c.ez;

  return { i + c.nx * (j + c.oy * k), 0, i, j, k };
}

/* A filled container, and where in it each atom is. */
template <class Container>
struct Filled
{
  explicit Filled (const Input &input) : container (Kind<Container>::make (input)), spots (input.n)
  {
    const int *blocks = input.box.blocks;

    for (int number = 0; number < blocks[0] * blocks[1] * blocks[2]; number++)
      {
        Spot spot = block_of (*container, number);

        for (; spot.q < container->co[spot.ijk]; spot.q++)
          spots[static_cast<gsize> (container->id[spot.ijk][spot.q] - 1)] = spot;
      }
  }

  std::unique_ptr<Container> container;
  std::vector<Spot>          spots;
};

/* Voro++'s own search for the atoms that cut a cell. */
template <class Container>
class Search
{
public:
  explicit Search (std::shared_ptr<Filled<Container>> from)
    : filled (std::move (from)), range (range_of (*filled->container)),
      compute (*filled->container, range.hx, range.hy, range.hz)
  {
  }

  bool
  compute_cell (voro::voronoicell_neighbor &cell, gsize atom)
  {
    const Spot &spot = filled->spots[atom];

    return compute.compute_cell (cell, spot.ijk, spot.q, spot.i, spot.j, spot.k);
  }

private:
  std::shared_ptr<Filled<Container>> filled;
  Range                              range;
  voro::voro_compute<Container>      compute;
};

/* What all workers share. */
template <class Container>
class Shared
{
public:
  explicit Shared (const Input &from) : input (from), bins (from.box, from.n, from.positions)
  {
    for (gsize i = 0; input.radii != nullptr && i < input.n; i++)
      largest = std::max (largest, input.radii[i]);
    for (int axis = 0; axis < 3; axis++)
      diagonal = std::hypot (diagonal, input.box.edges[axis][axis]);
  }

  const Input input;
  VoroppBins  bins;
  double      largest = 0.0;  /* radius */
  double      diagonal = 0.0; /* no point is further than half of it from all images of an atom */

  std::shared_ptr<Filled<Container>>
  fill ()
  {
    if (!Kind<Container>::shared)
      return std::make_shared<Filled<Container>> (input);

    std::lock_guard<std::mutex> lock (mutex);
    if (!common)
      common = std::make_shared<Filled<Container>> (input);
    return common;
  }

private:
  std::mutex                         mutex;
  std::shared_ptr<Filled<Container>> common;
};

/* One worker's search and its cell, with the faces read out of it. */
template <class Container>
class Worker
{
public:
  explicit Worker (Shared<Container> &from) : shared (from), near (from.bins)
  {
  }

  void
  compute_bin (gsize bin, VoroppCellFunc func, gpointer data)
  {
    for (guint32 slot = shared.bins.first[bin]; slot < shared.bins.first[bin + 1]; slot++)
      {
        VoroppCell result = {};

        result.atom = shared.bins.atom[slot];
        clear ();
        if (compute_cell (bin, slot))
          result.volume = read_faces (shared.input.box, static_cast<int> (result.atom));
        result.n_faces = static_cast<guint> (neighbors.size ());
        result.neighbors = neighbors.data ();
        result.areas = areas.data ();
        result.vectors = vectors.data ();
        result.first_edge = first_edge.data ();
        result.edges = edges.data ();
        func (&result, data);
      }
  }

private:
  Shared<Container>                 &shared;
  VoroppNear                         near;
  std::unique_ptr<Search<Container>> search;
  std::vector<VoroppNear::Atom>      around, planes; /* of the round; and what cut the cell so far */
  voro::voronoicell_neighbor         cell;
  std::vector<int>                   neighbors, first_edge;
  std::vector<double>                areas, edges, vectors;
  bool                               searched = false; /* whether Voro++ chose the planes */

  void
  clear ()
  {
    neighbors.clear ();
    areas.clear ();
    edges.clear ();
    vectors.clear ();
    planes.clear ();
    searched = false;
    first_edge.assign (1, 0);
  }

  /* Round by round: the nearest, then what else the cell that they leave needs. */
  bool
  compute_cell (gsize bin, gsize slot)
  {
    gsize atom = shared.bins.atom[slot];
    double reach = shared.input.box.reach, usual = reach * reach, from = 0.0, to = first_share * usual;
    bool lives = true;

    begin_cell (atom);
    while (near.find (bin, slot, static_cast<float> (from), static_cast<float> (to), most_atoms, around))
      {
        double needed = cut (atom, &lives) * (1.0 + voropp_near_margin);

        if (!lives || needed <= to)
          return lives;
        if (needed > furthest * furthest * usual)
          break;
        from = to;
        to = to < usual ? std::min (needed, usual) : needed;
      }
    searched = true;
    if (!search)
      search = std::make_unique<Search<Container>> (shared.fill ());
    return search->compute_cell (cell, atom);
  }

  /* A box that the cell lies in: up to walls; otherwise half way to the atom's own images, in a skewed cell as far as
   * any point can be from all of them. */
  void
  begin_cell (gsize atom)
  {
    const VoroppBox &box = shared.input.box;
    const double *r = shared.input.positions + 3 * atom;
    double low[3], high[3];

    for (int axis = 0; axis < 3; axis++)
      {
        double half = 0.5 * (box.orthogonal ? box.edges[axis][axis] : 1.01 * shared.diagonal);

        low[axis] = box.periodic[axis] ? -half : box.low[axis] - r[axis];
        high[axis] = box.periodic[axis] ? half : box.high[axis] - r[axis];
      }
    cell.init (low[0], high[0], low[1], high[1], low[2], high[2]);
  }

  /* Cuts by the atoms around until they are too far away. Returns the squared distance from which on atoms do. */
  double
  cut (gsize atom, bool *lives)
  {
    const double *radii = shared.input.radii;
    double needed = INFINITY;

    for (gsize i = 0; i < around.size (); i++)
      {
        const VoroppNear::Atom &other = around[i];
        const double *v = other.vector;
        double square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];

        if (i >= first_cuts && i % cuts_between == 0)
          needed = needed_square (atom);
        if (other.square > needed * (1.0 + voropp_near_margin))
          return needed;
        if (radii != nullptr)
          square += radii[atom] * radii[atom] - radii[other.atom] * radii[other.atom];
        if (!reaches (v, square))
          continue;
        planes.push_back (other);
        *lives = cell.nplane (v[0], v[1], v[2], square, static_cast<int> (planes.size ()));
        if (!*lives)
          return 0.0;
      }
    return needed_square (atom);
  }

  /* Whether a vertex of the cell lies beyond the plane v · x = square, or so near to it that Voro++ must decide. It then
   * begins to walk from that vertex, where it would first have had to climb to it: half of the planes are done here. */
  bool
  reaches (const double v[3], double square)
  {
    const double *at = cell.pts;
    const double x = v[0], y = v[1], z = v[2];
    double furthest = -INFINITY;
    int which = 0;

    for (int i = 0; i < cell.p; i++, at += 3)
      {
        double along = at[0] * x + at[1] * y + at[2] * z;

        if (along > furthest)
          {
            furthest = along;
            which = i;
          }
      }
    cell.up = which;
    return furthest > square - undecided;
  }

  /* Voro++ keeps vertices at twice their place: what it calls their square is that of the plain reach 2ρ. */
  double
  needed_square (gsize atom) const
  {
    const double *radii = shared.input.radii;
    const double *at = cell.pts;
    double square = 0.0, more;

    for (int i = 0; i < cell.p; i++, at += 3)
      square = std::max (square, at[0] * at[0] + at[1] * at[1] + at[2] * at[2]);
    if (radii == nullptr)
      return square;
    more = shared.largest * shared.largest - radii[atom] * radii[atom];
    return std::pow (0.5 * std::sqrt (square) + std::sqrt (0.25 * square + more), 2.0);
  }

  /* -1 … -6 are the sides of the box: of a periodic one they are where the atom's own image begins. */
  int
  neighbor_of (const VoroppBox &box, int id, int atom) const
  {
    if (id > 0)
      return searched ? id - 1 : static_cast<int> (planes[static_cast<gsize> (id) - 1].atom);
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
            int id = cell.ne[i][j];
            double middle[3];

            neighbors.push_back (neighbor_of (box, id, atom));
            volume += read_face (i, j, middle);
            add_vector (id, atom, middle);
            first_edge.push_back (static_cast<int> (edges.size ()));
          }
    return std::fabs (volume);
  }

  void
  add_vector (int id, int atom, const double middle[3])
  {
    double vector[3] = { 0.0, 0.0, 0.0 };
    int neighbor = neighbors.back ();

    if (id > 0 && !searched)
      std::copy_n (planes[static_cast<gsize> (id) - 1].vector, 3, vector);
    else if (neighbor >= 0)
      find_image (atom, neighbor, middle, vector);
    vectors.insert (vectors.end (), vector, vector + 3);
  }

  /* Of all the neighbour's images that behind a face is the nearest to any point of it. From one image to the next
   * nearer: in a reduced cell those that bound a lattice point's region are among the 26 around, so that the walk ends
   * at the nearest. The atom itself is none of its images. */
  void
  find_image (int atom, int neighbor, const double middle[3], double vector[3]) const
  {
    const VoroppBox &box = shared.input.box;
    const double *from = shared.input.positions + 3 * static_cast<gsize> (atom);
    const double *to = shared.input.positions + 3 * static_cast<gsize> (neighbor);
    double nearest = neighbor == atom ? INFINITY : 0.0;
    bool nearer = true;

    for (int axis = 0; axis < 3; axis++)
      {
        vector[axis] = to[axis] - from[axis];
        nearest += (vector[axis] - middle[axis]) * (vector[axis] - middle[axis]);
      }
    while (nearer)
      {
        const double start[3] = { vector[0], vector[1], vector[2] };

        nearer = false;
        for (int step = 0; step < 27; step++)
          nearer |= try_image (box, start, step, neighbor == atom, middle, vector, &nearest);
      }
  }

  /* @step: a number of three digits to the base 3, each a cell back, none, or one forth. */
  static bool
  try_image (const VoroppBox &box, const double start[3], int step, bool own, const double middle[3], double vector[3],
             double *nearest)
  {
    const int by[3] = { step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1 };
    double moved[3] = { start[0], start[1], start[2] }, square = 0.0, length = 0.0;

    for (int edge = 0; edge < 3; edge++)
      {
        if (by[edge] != 0 && !box.periodic[edge])
          return false;
        for (int axis = 0; axis < 3; axis++)
          moved[axis] += by[edge] * box.edges[edge][axis];
      }
    for (int axis = 0; axis < 3; axis++)
      {
        square += (moved[axis] - middle[axis]) * (moved[axis] - middle[axis]);
        length += moved[axis] * moved[axis];
      }
    if (square >= *nearest * (1.0 - 1e-12) || (own && length < no_step * box.edges[0][0] * box.edges[0][0]))
      return false;
    *nearest = square;
    std::copy_n (moved, 3, vector);
    return true;
  }

  /* The face that begins at vertex @i along its edge @j; @middle: the mean of its vertices. Voro++ keeps vertices at
   * twice their place. */
  double
  read_face (int i, int j, double middle[3])
  {
    const gsize begin = edges.size ();
    const double *origin = cell.pts + 3 * i, *from = origin;
    double normal[3] = { 0.0, 0.0, 0.0 };
    int vertex = i, edge = j;

    std::fill_n (middle, 3, 0.0);
    do
      {
        int next = cell.ed[vertex][edge];
        const double *to = cell.pts + 3 * next;

        cell.ed[vertex][edge] = -1 - next;
        edge = cell.cycle_up (cell.ed[vertex][cell.nu[vertex] + edge], next);
        add_triangle (origin, from, to, normal);
        for (int axis = 0; axis < 3; axis++)
          middle[axis] += to[axis];
        edges.push_back (0.5 * std::sqrt ((to[0] - from[0]) * (to[0] - from[0]) + (to[1] - from[1]) * (to[1] - from[1])
                                          + (to[2] - from[2]) * (to[2] - from[2])));
        vertex = next;
        from = to;
      }
    while (vertex != i);

    for (int axis = 0; axis < 3; axis++)
      middle[axis] *= 0.5 / static_cast<double> (edges.size () - begin);
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
  Tessellation (const Input &input, guint n_workers) : shared (input), workers (n_workers)
  {
  }

  gsize
  count_bins () const override
  {
    return shared.bins.count ();
  }

  void
  compute_bin (guint worker, gsize bin, VoroppCellFunc func, gpointer data) override
  {
    if (!workers[worker])
      workers[worker] = std::make_unique<Worker<Container>> (shared);
    workers[worker]->compute_bin (bin, func, data);
  }

private:
  Shared<Container>                               shared;
  std::vector<std::unique_ptr<Worker<Container>>> workers;
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
voropp_get_n_bins (const Voropp *voropp)
{
  g_return_val_if_fail (voropp != nullptr, 0);

  return voropp->count_bins ();
}

void
voropp_compute_bin (Voropp *voropp, guint worker, gsize bin, VoroppCellFunc func, gpointer data)
{
  g_return_if_fail (voropp != nullptr && bin < voropp->count_bins ());

  voropp->compute_bin (worker, bin, func, data);
}
