#!/usr/bin/env python3
"""Writes the colour maps of this folder from matplotlib's tables: run where matplotlib is installed."""
import pathlib

import matplotlib
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
MAPS = {name: name for name in ("viridis", "cividis", "inferno", "magma", "turbo", "coolwarm", "jet")} | {"greys": "Greys"}

for name, source in MAPS.items():
    table = matplotlib.colormaps[source](np.arange(256))[:, :3]
    rows = ["red,green,blue"] + [",".join(str(int(round(255 * c))) for c in row) for row in table]
    (HERE / f"{name}.csv").write_text("\n".join(rows) + "\n")
