#!/usr/bin/python3
"""scikit-learn's k-d tree and FAISS's IndexFlatL2 on what bench-knn wrote: bench-knn-peers.py FOLDER K THREADS FEW.

FOLDER holds instances-<e>.f32, float32 [n][F], and queries-<e>.f32, a pair an element, and "features", the number F.
Each element's queries look among its own instances; the peers answer the first FEW of each element. Prints
a line for a peer: name, seconds by the clock and by the processors, queries answered, what it stands on. Writes the
neighbours, int32 [queries][K], to <name>-<e>.i32. Building an index is not counted, for any.
"""
import os
import sys

folder, k, threads, few = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
os.environ['OMP_WAIT_POLICY'] = 'PASSIVE'
os.environ['OPENBLAS_NUM_THREADS'] = os.environ['OMP_NUM_THREADS'] = str(threads)

import time

import faiss
import numpy as np
import sklearn
from sklearn.neighbors import NearestNeighbors

features = int(open(f'{folder}/features').read())
elements = sorted(name[len('instances-'):-len('.f32')] for name in os.listdir(folder) if name.startswith('instances-'))


def read(kind, element):
    return np.fromfile(f'{folder}/{kind}-{element}.f32', np.float32).reshape(-1, features)


def find_blas():
    """The libraries of linear algebra that are loaded."""
    paths = {os.path.realpath(line.split()[-1]) for line in open('/proc/self/maps') if '/lib' in line and 'blas' in line}
    names = {os.path.basename(path) for path in paths}
    return ', '.join(sorted(name for name in names if name.startswith(('libblas', 'libopenblas')))) or 'no BLAS'


def run(name, make, search, n, about):
    clock = processors = answered = 0
    for element in elements:
        index = make(read('instances', element))
        queries = read('queries', element)[:n]
        start = time.perf_counter(), time.process_time()
        found = search(index, queries)
        clock += time.perf_counter() - start[0]
        processors += time.process_time() - start[1]
        answered += len(queries)
        np.ascontiguousarray(found, np.int32).tofile(f'{folder}/{name}-{element}.i32')
    print(f'{name}\t{clock}\t{processors}\t{answered}\t{about}', flush=True)


def make_tree(instances):
    return NearestNeighbors(n_neighbors=k, algorithm='kd_tree', n_jobs=threads).fit(instances)


def make_flat(instances):
    index = faiss.IndexFlatL2(features)
    index.add(instances)
    return index


faiss.omp_set_num_threads(threads)
run('faiss', make_flat, lambda index, queries: index.search(queries, k)[1], few,
    f'FAISS {faiss.__version__} IndexFlatL2, {find_blas()}')
run('kd_tree', make_tree, lambda tree, queries: tree.kneighbors(queries, return_distance=False), few,
    f'scikit-learn {sklearn.__version__} kd_tree')
