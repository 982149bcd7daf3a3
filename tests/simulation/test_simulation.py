#!/usr/bin/env python3
"""The potential has the crystals it was fitted to; runs begin when they can, stop, and go on where they were."""
import gzip
import io
import itertools
import math
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

FOLDER = pathlib.Path(os.environ['VT_SOURCE_ROOT']) / 'data' / 'simulation'
sys.dont_write_bytecode = True
sys.path.insert(0, str(FOLDER))

import potential  # noqa: E402

# Plays LAMMPS: finds the variables of the input, says what it was asked for, and writes what the input names. It takes
# a while where a file “slow” lies beside the results, and fails where “fail” does.
STAND_IN = r'''#!/usr/bin/env python3
import pathlib, re, sys, time
words, variables, index = sys.argv[1:], {}, 0
while index < len(words):
    if words[index] == '-var':
        stop = index + 2
        while stop < len(words) and not words[stop].startswith('-'):
            stop += 1
        variables[words[index + 1]] = words[index + 2:stop]
        index = stop
    else:
        if words[index] == '-in':
            source = pathlib.Path(words[index + 1])
        index += 2
text = source.read_text() + (source.parent / 'setup.in').read_text()
used = set(re.findall(r'\$\{(\w+)\}', text)) - {'time', 'strain', 'sigma', 'P'}
missing = used - set(variables)
assert not missing, f'{source.name} uses {missing}'
assert pathlib.Path(variables['from'][0]).exists(), 'nothing to begin from'
assert pathlib.Path(variables['potential'][0]).exists(), 'no potential'
product = variables['product'][0]
home = pathlib.Path(product).parents[2]
with open(home / 'calls', 'a') as calls:
    calls.write(f'{source.name} {product} {variables["from"][0]} {variables.get("T", ["-"])[0]}K\n')
if (home / 'fail').exists():
    sys.exit('ERROR: the atoms are lost')
for wait in range(200):
    if (home / 'slow').exists():
        time.sleep(0.05)
frames = [int(at) for at in variables.get('at', [])]
if 'every' in variables and source.name != 'load.in':
    last, every = int(variables['steps'][0]), int(variables['every'][0])
    frames = list(range(max(0, last - 10000), last + 1, every))
for suffix in re.findall(r'\$\{product\}(\.\w+)', text):
    with open(product + suffix, 'w') as out:
        if suffix == '.lammpstrj':
            out.write(''.join(f'ITEM: TIMESTEP\n{at}\nITEM: NUMBER OF ATOMS\n0\n' for at in frames))
        elif suffix == '.txt':
            out.write(f'# title\n{source.name}\n')
        else:
            out.write('40.5\n')
pathlib.Path(words[words.index('-log') + 1]).write_text('log')
'''


def crystal_energy(symbol, constant, sites):
    """Energy an atom of a crystal with one atom a primitive cell: a lattice sum from scratch."""
    p = potential.elements()[symbol]
    reach = range(-4, 5)
    distances = [math.dist((0, 0, 0), [constant * (n + s) for n, s in zip(cell, site)])
                 for cell in itertools.product(reach, reach, reach) for site in sites]
    # The crystals were fitted with tables that end beyond the fifth shell.
    distances = [r for r in distances if 0 < r < math.sqrt(10) / 2 * math.sqrt(2) * p['re']]
    return (potential.embedding(p, sum(potential.density(p, r) for r in distances))
            + 0.5 * sum(potential.pair_same(p, r) for r in distances))


FCC = [(0, 0, 0), (.5, .5, 0), (.5, 0, .5), (0, .5, .5)]
BCC = [(0, 0, 0), (.5, .5, .5)]


class Potential(unittest.TestCase):
    # Lattice constants (angstrom) and cohesive energies (eV) at rest, as in the paper's Table III and any handbook.
    def check_crystal(self, symbol, sites, constant, energy):
        tried = [constant * (1 + 0.002 * n) for n in range(-10, 11)]
        energies = [crystal_energy(symbol, a, sites) for a in tried]
        best = min(range(len(tried)), key=energies.__getitem__)
        self.assertAlmostEqual(tried[best], constant, delta=0.006 * constant)
        self.assertAlmostEqual(energies[best], energy, delta=0.02)

    def test_fcc(self):
        self.check_crystal('Cu', FCC, 3.615, -3.54)
        self.check_crystal('Ni', FCC, 3.520, -4.45)
        self.check_crystal('Pd', FCC, 3.890, -3.91)
        self.check_crystal('Al', FCC, 4.050, -3.58)

    def test_bcc(self):
        self.check_crystal('Fe', BCC, 2.866, -4.29)
        self.check_crystal('W', BCC, 3.165, -8.76)

    def test_pair_is_symmetric_and_embedding_continuous(self):
        known = potential.elements()
        for a, b in itertools.combinations(known.values(), 2):
            self.assertAlmostEqual(potential.pair(a, b, 2.7), potential.pair(b, a, 2.7), 12)
        for p in known.values():
            for edge in (p['rho_low'] * p['rho_e'], p['rho_e'], p['rho_high'] * p['rho_e']):
                below, above = potential.embedding(p, edge * (1 - 1e-9)), potential.embedding(p, edge * (1 + 1e-9))
                self.assertAlmostEqual(below, above, delta=0.02)

    def test_table(self):
        out = io.StringIO()
        potential.write(['Cu', 'Zr'], out)
        lines = out.getvalue().splitlines()
        self.assertEqual(lines[3], '2 Cu Zr')
        self.assertEqual(len(lines), 5 + 2 * 401 + 3 * 200)
        with self.assertRaises(SystemExit):
            potential.write(['Cu', 'Xx'], out)


class Simulate(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.home = pathlib.Path(self.temporary.name) / 'glass'
        self.home.mkdir()
        self.lammps = pathlib.Path(self.temporary.name) / 'lmp'
        self.lammps.write_text(STAND_IN)
        self.lammps.chmod(0o755)

    def command(self, *words):
        return [sys.executable, '-B', str(FOLDER / 'simulate'), '--directory', str(self.home), '--cells', '4',
                '--lammps', str(self.lammps), '--temperatures', '100,800,2000', '--stresses', '1.5', *words]

    def simulate(self, *words):
        return subprocess.run(self.command(*words), capture_output=True, text=True, timeout=120)

    def calls(self):
        path = self.home / 'calls'
        return path.read_text().splitlines() if path.exists() else []

    def frames(self, name):
        with gzip.open(self.home / name, 'rt') as file:
            lines = file.read().splitlines()
        return [int(lines[n + 1]) for n, line in enumerate(lines) if line == 'ITEM: TIMESTEP']

    def test_everything(self):
        done = self.simulate()
        self.assertEqual(done.returncode, 0, done.stderr)
        times = [0, 8, 16, 24, 32, 40, 60, 80, 100, 120, 160, 200, 240, 280, 320, 360, 400, 500, 600, 700, 800, 1000,
                 1200, 1400, 1600] + list(range(2000, 80001, 2000))
        for t in (100, 800, 2000):
            self.assertEqual(self.frames(f'relax_{t}K.lammpstrj.gz'), times)
        self.assertEqual(self.frames('creep_1.5GPa.lammpstrj.gz'), list(range(0, 160001, 2000)))
        self.assertEqual(self.frames('creep_0GPa.lammpstrj.gz'), list(range(0, 160001, 2000)))
        self.assertEqual(self.frames('tensile.lammpstrj.gz'), list(range(0, 40001, 2000)))
        self.assertEqual((self.home / 'creep_1.5GPa.txt').read_text().splitlines()[:3], ['# title', 'load.in', 'hold.in'])
        self.assertNotIn('load.in', (self.home / 'creep_0GPa.txt').read_text())
        sums = dict(reversed(line.split()) for line in (self.home / 'SHA256SUMS').read_text().splitlines())
        self.assertIn('relax_800K.lammpstrj.gz', sums)
        self.assertIn('tensile.txt', sums)

        before = len(self.calls())
        self.assertEqual(self.simulate().returncode, 0)
        self.assertEqual(len(self.calls()), before, 'what is there runs again')
        self.assertEqual(self.simulate('relax', '--temperatures', '100,300').returncode, 0)
        self.assertEqual(len(self.calls()) - before, 6, 'one more relaxation is a rest and five segments')

    def test_segments_follow_one_another(self):
        self.assertEqual(self.simulate('relax', '--jobs', '2').returncode, 0)
        relaxation = [line.split() for line in self.calls() if 'relax_800K' in line]
        self.assertEqual([words[0] for words in relaxation], ['rest.in'] + ['relax.in'] * 5)
        self.assertTrue(relaxation[0][2].endswith('q800.data'))
        for number, words in enumerate(relaxation[1:]):
            self.assertTrue(words[2].endswith(f'{number:02d}.restart'), words[2])

    def test_warm_creep(self):
        self.assertEqual(self.simulate('creep', 'tensile', '--creep-temperature', '450').returncode, 0)
        creep = [line.split() for line in self.calls() if '/creep_' in line]
        self.assertEqual([words[0] for words in creep][:3], ['rest.in', 'load.in', 'hold.in'])
        self.assertTrue(creep[0][2].endswith('q100.data'))
        self.assertEqual({words[3] for words in creep}, {'450K'})
        self.assertEqual({line.split()[3] for line in self.calls() if '/tensile/' in line}, {'100K'})

    def test_stop_and_go_on(self):
        self.assertEqual(self.simulate('quench').returncode, 0)
        (self.home / 'slow').touch()
        process = subprocess.Popen(self.command('relax', '--jobs', '1'), stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 60
        while not any('relax_2000K' in line for line in self.calls()) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 1)
        self.assertIn('the same command goes on', told)
        self.assertFalse((self.home / 'relax_2000K.lammpstrj.gz').exists())
        (self.home / 'slow').unlink()
        self.assertEqual(self.simulate('relax').returncode, 0)
        self.assertEqual(len(self.frames('relax_2000K.lammpstrj.gz')), 65)

    def test_failure_names_the_run_and_the_log(self):
        self.assertEqual(self.simulate('quench').returncode, 0)
        (self.home / 'fail').touch()
        failed = self.simulate('tensile')
        self.assertEqual(failed.returncode, 1)
        self.assertIn('tensile failed: ERROR: the atoms are lost', failed.stderr)
        self.assertIn('00.log', failed.stderr)

    def test_refusals(self):
        self.assertEqual(self.simulate('quench').returncode, 0)
        for words, told in ((['--seed', '2'], 'another glass'), (['--creep-temperature', '300'], 'another glass'),
                            (['--creep-temperature', '-5'], 'must be positive'), (['melting'], 'there is no “melting”'),
                            (['--shares', '50,50'], 'one positive percentage'),
                            (['--temperatures', '150'], 'multiples of 100'), (['--lammps', 'no-lmp'], 'Debian’s package'),
                            (['--elements', 'Cu,Xx', '--directory', str(self.home / 'x')], 'no constants for Xx')):
            with self.subTest(told):
                refused = self.simulate(*words)
                self.assertNotEqual(refused.returncode, 0)
                self.assertIn(told, refused.stderr)
                self.assertNotIn('Traceback', refused.stderr)


if __name__ == '__main__':
    unittest.main()
