#!/usr/bin/python3
"""OVITO's Atomic Strain and the neighbour lists of freud and mdapy on what bench-d2min wrote.

    bench-d2min-peers.py FOLDER CUTOFF THREADS

FOLDER holds "reference" and "current": double [n][3] wrapped positions, then the cell's three vectors and its origin.
Answers a line for each line it reads: to "hello" the versions; to "round" name, seconds by the clock and by the
processors of each peer, by tabs; to "numbers" the pairs that freud and mdapy found, and OVITO's d2min, shear and
volumetric as double [n] in FOLDER.
"""
import os
import sys

folder, cutoff, threads = sys.argv[1], float(sys.argv[2]), sys.argv[3]
os.environ['OVITO_THREAD_COUNT'] = os.environ['OMP_NUM_THREADS'] = threads
os.environ['NUMBA_NUM_THREADS'] = os.environ['RAYON_NUM_THREADS'] = os.environ['POLARS_MAX_THREADS'] = threads

import time
import warnings

import numpy as np

warnings.filterwarnings('ignore')
import freud
import mdapy
import ovito
from ovito.data import DataCollection, Particles, SimulationCell
from ovito.modifiers import AtomicStrainModifier
from ovito.pipeline import StaticSource

freud.parallel.set_num_threads(int(threads))


def read(name):
    values = np.fromfile(f'{folder}/{name}', np.float64)
    return values[:-12].reshape(-1, 3), values[-12:-3].reshape(3, 3), values[-3:]


def collect(name):
    """An OVITO data collection, ids included as a file would have them."""
    positions, vectors, origin = read(name)
    data = DataCollection()
    particles = data.create_particles(count=len(positions))
    particles.create_property('Position', data=positions)
    particles.create_property('Particle Identifier', data=np.arange(1, len(positions) + 1))
    cell = np.empty((3, 4))
    cell[:, :3] = vectors.T
    cell[:, 3] = origin
    data.create_cell(cell, pbc=(True, True, True))
    return data


reference, current = collect('reference'), collect('current')
positions, vectors, origin = read('reference')
lengths = np.diag(vectors)
assert np.count_nonzero(vectors - np.diag(lengths)) == 0, 'these peers are asked in orthogonal boxes only'
centered = (positions - origin - lengths / 2).astype(np.float32)
freud_box = freud.box.Box(*lengths)


def run_ovito():
    strain = AtomicStrainModifier(cutoff=cutoff, output_nonaffine_squared_displacements=True)
    strain.reference = StaticSource(data=reference)
    data = current.clone()
    data.apply(strain)
    return data


def run_freud():
    query = freud.locality.AABBQuery(freud_box, centered)
    return query.query(centered, {'mode': 'ball', 'r_max': cutoff, 'exclude_ii': True}).toNeighborList()


system = mdapy.System(pos=positions, box=mdapy.Box(vectors, boundary=[1, 1, 1], origin=origin))


def run_mdapy():
    system.build_neighbor(cutoff, max_neigh=60)
    return system.neighbor_number


peers = {
    'OVITO Atomic Strain with D²min': run_ovito,
    'freud AABBQuery neighbour list': run_freud,
    'mdapy neighbour list': run_mdapy,
}
kept = {}
for line in sys.stdin:
    if line.strip() == 'hello':
        print(f'ovito {ovito.version_string}, freud {freud.__version__}, mdapy {mdapy.__version__}', file=sys.stderr)
        print('hello', flush=True)
    elif line.strip() == 'round':
        answer = []
        for name, run in peers.items():
            start = time.perf_counter(), time.process_time()
            kept[name] = run()
            answer += [name, str(time.perf_counter() - start[0]), str(time.process_time() - start[1])]
        print('\t'.join(answer), flush=True)
    else:
        data, pairs, numbers = kept.values()
        particles = data.particles
        for name, key in (('d2min', 'Nonaffine Squared Displacement'), ('shear', 'Shear Strain'),
                          ('volumetric', 'Volumetric Strain')):
            np.asarray(particles[key], np.float64).tofile(f'{folder}/{name}')
        print(f'{len(pairs)}\t{int(np.sum(numbers))}', flush=True)
