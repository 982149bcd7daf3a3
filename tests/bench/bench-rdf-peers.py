#!/usr/bin/python3
"""freud's and SciPy's radial distribution of what bench-rdf wrote.

    bench-rdf-peers.py FOLDER LENGTH MAXIMUM BINS THREADS

FOLDER holds "positions": double [n][3] in a cube of LENGTH. Answers to each line it reads with one: name, seconds by the
clock and by the processors of each peer, by tabs; and leaves its counts of ordered pairs as int64 [BINS] in FOLDER.
"""
import os
import sys
import time

folder, length, maximum, bins, threads = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
os.environ['OMP_NUM_THREADS'] = threads

import freud
import numpy as np
from scipy.spatial import cKDTree

freud.parallel.set_num_threads(int(threads))
positions = np.fromfile(f'{folder}/positions', np.float64).reshape(-1, 3)
box = freud.box.Box.cube(length)
centred = (positions - 0.5 * length).astype(np.float32)


def by_freud():
    rdf = freud.density.RDF(bins, maximum)
    rdf.compute((box, centred))
    return np.asarray(rdf.bin_counts)


def by_scipy():
    """Pairs from the tree, their distances, a histogram: several times faster than count_neighbors() at all radii."""
    pairs = cKDTree(positions, boxsize=length).query_pairs(maximum, output_type='ndarray')
    d = positions[pairs[:, 0]] - positions[pairs[:, 1]]
    d -= length * np.rint(d / length)
    at = (np.sqrt((d * d).sum(1)) / (maximum / bins)).astype(np.int64)
    return 2 * np.bincount(at[at < bins], minlength=bins)


for line in sys.stdin:
    words = []
    for name, count in (('freud', by_freud), ('scipy', by_scipy)):
        start, cpu = time.perf_counter(), time.process_time()
        counts = count()
        words += [name, str(time.perf_counter() - start), str(time.process_time() - cpu)]
        counts.astype(np.int64).tofile(f'{folder}/{name}')
    print('\t'.join(words), flush=True)
