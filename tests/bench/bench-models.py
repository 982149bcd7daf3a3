#!/usr/bin/env python3
"""Which model is best: lags × classes, by cross-validation and on another quench.

usage: bench-models.py VITRINE-CLI RUNS… [--other RUNS…] [--directory DIR]

RUNS are relax_<T>K.lammpstrj.gz of one quench, those after --other of another, in steps of 2.5 fs. Trains a model for each
set of lags and of classes, with k = 50, and prints as Markdown the RMSE of T_ML in K: over all temperatures (also those that
are no class) by ten folds grouped by atom, and the same on the other quench, next to what the folds say at those
temperatures alone. Then T against mean T_ML, where temperatures that are no class stand in brackets.
"""
import argparse
import csv
import json
import math
import pathlib
import re
import subprocess
import tempfile

LAGS = {'all 41': ['--lags', 'all'], '24 below 5 ps': ['--lags', 'short'], '17 from 5 ps': ['--lags', 'long'],
        '17 by ReliefF': ['--lags', 'all', '--select-features']}
CLASSES = {'seven': ['--classes', '100,400,700,1000,1300,1600,2000'],
           'ten': ['--classes', '100,300,500,700,900,1200,1400,1600,1800,2000'],
           'selected': ['--select-classes'], 'the paper’s recipe': ['--select-classes', '--linkage', 'single', '--class-scaling', 'none',
                                                                    '--cut-kind', 'height', '--cut', '3.6'],
           'all': []}


def temperature(path):
    return int(re.search(r'(\d+)K', pathlib.Path(path).name).group(1))


def train(given, name, words):
    report = pathlib.Path(given.directory) / re.sub(r'\W+', '-', name)
    tests = [word for path in given.other for word in ('--test', f'{temperature(path)}={path}')]
    command = [given.cli, 'train', *given.runs, '--timestep', '0.0025', '--seed', '1', '--report', str(report),
               '--output', str(report) + '.h5', *tests, *words]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        return done.stderr.strip().splitlines()[-1].removeprefix('vitrine-cli: '), None, None
    read = lambda table: [row for row in csv.DictReader(open(report / table)) if row['element'] == 'all']
    return json.load(open(report / 'summary.json')), read('validation.csv'), \
        read('test.csv') if (report / 'test.csv').exists() else []


def at_temperatures(rows, wanted):
    chosen = [row for row in rows if float(row['temperature_K']) in wanted]
    count = sum(int(float(row['n'])) for row in chosen)
    return math.sqrt(sum(float(row['n']) * float(row['rmse_K']) ** 2 for row in chosen) / count) if count else math.nan


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('cli')
    parser.add_argument('runs', nargs='+')
    parser.add_argument('--other', nargs='*', default=[])
    parser.add_argument('--directory', default=tempfile.mkdtemp(prefix='models-'))
    given = parser.parse_args()
    others = {float(temperature(path)) for path in given.other}

    curves = {}
    print('| lags | classes | RMSE, all T | RMSE, classes | other quench | folds, same T |\n|---|---|---|---|---|---|')
    for lags, lag_words in LAGS.items():
        for classes, class_words in CLASSES.items():
            summary, rows, tests = train(given, f'{lags} {classes}', lag_words + class_words)
            if rows is None:
                print(f'| {lags} | {classes} | {summary} | | | |', flush=True)
                continue
            print(f'| {lags} | {classes}: {" ".join(f"{t:g}" for t in summary["classes_K"])} | {summary["rmse_K"]:.0f} | '
                  f'{summary["rmse_classes_K"]:.0f} | {at_temperatures(tests, others):.0f} | '
                  f'{at_temperatures(rows, others):.0f} |', flush=True)
            curves[lags, classes] = rows

    temperatures = sorted(temperature(path) for path in given.runs)
    print('\n| lags | classes | ' + ' | '.join(map(str, temperatures)) + ' |\n|---|---|' + '---|' * len(temperatures))
    for (lags, classes), rows in curves.items():
        means = {int(float(row['temperature_K'])): ('%.0f' if float(row['is_class']) else '(%.0f)') % float(row['mean_K'])
                 for row in rows}
        print(f'| {lags} | {classes} | ' + ' | '.join(means.get(t, '') for t in temperatures) + ' |')
    print(f'\nreports: {given.directory}')


if __name__ == '__main__':
    main()
