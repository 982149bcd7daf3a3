#!/usr/bin/python3
"""SciPy's time for what bench-linkage measures: bench-linkage.py POINTS N FEATURES METHOD OUTPUT.

POINTS holds float32 [N][FEATURES]. Prints the processor's seconds of distances and clustering, the best of three, and
writes Z, float64 [N − 1][4], to OUTPUT.
"""
import sys
import time

import numpy as np
from scipy.cluster.hierarchy import linkage

points = np.fromfile(sys.argv[1], np.float32).reshape(int(sys.argv[2]), int(sys.argv[3])).astype(float)
best = np.inf
for _ in range(3):
    start = time.process_time()
    tree = linkage(points, sys.argv[4])
    best = min(best, time.process_time() - start)
tree.tofile(sys.argv[5])
print(best)
