#!/usr/bin/env python3
"""Write the embedded-atom potential of an alloy as a LAMMPS eam/alloy (setfl) table.

Form and constants: X. W. Zhou, R. A. Johnson, H. N. G. Wadley, Phys. Rev. B 69, 144113 (2004), Table III, which
zhou2004.csv holds: lengths in angstrom, energies in eV, masses in g/mol.

    E = sum_i F_i(rho_i) + 1/2 sum_ij phi_ij(r_ij),    rho_i = sum_j f_j(r_ij)
    f(r)      = fe exp[-beta (r/re - 1)] / [1 + (r/re - lambda)^20]
    phi_aa(r) = A exp[-alpha (r/re - 1)] / [1 + (r/re - kappa)^20]
              - B exp[-beta  (r/re - 1)] / [1 + (r/re - lambda)^20]
    phi_ab(r) = 1/2 [f_b/f_a phi_aa + f_a/f_b phi_bb]
    F(rho)    : cubics in rho/rho_n - 1 and rho/rho_e - 1 below rho_low rho_e and rho_high rho_e, and beyond
                Fe [1 - eta ln x] x^eta with x = rho/rho_s

A table of 1000 points that ends at 6.5 angstrom stays in a processor's cache.

usage: potential.py Cu Zr Ni Ti Pd > CuZrNiTiPd.eam.alloy
"""
import csv
import math
import pathlib
import sys

POINTS = 1000
CUTOFF = 6.5


def elements():
    """Symbol -> constants by the names of the columns."""
    with open(pathlib.Path(__file__).with_name('zhou2004.csv'), newline='') as file:
        return {row.pop('element'): {name: float(value) for name, value in row.items()}
                for row in csv.DictReader(file)}


def decay(strength, rate, center, p, r):
    return strength * math.exp(-rate * (r / p['re'] - 1)) / (1 + (r / p['re'] - center) ** 20)


def density(p, r):
    return decay(p['fe'], p['beta'], p['lambda'], p, r)


def pair_same(p, r):
    return decay(p['A'], p['alpha'], p['kappa'], p, r) - decay(p['B'], p['beta'], p['lambda'], p, r)


def pair(a, b, r):
    if a is b:
        return pair_same(a, r)
    fa, fb = density(a, r), density(b, r)
    return 0.5 * (fb / fa * pair_same(a, r) + fa / fb * pair_same(b, r))


def embedding(p, rho):
    low = p['rho_low'] * p['rho_e']
    if rho <= 0:
        return 0.0
    if rho < low:
        x = rho / low - 1
        return p['Fn0'] + x * (p['Fn1'] + x * (p['Fn2'] + x * p['Fn3']))
    if rho < p['rho_high'] * p['rho_e']:
        x = rho / p['rho_e'] - 1
        cubic = p['F3'] if rho < p['rho_e'] else p['F3_above']
        return p['F0'] + x * (p['F1'] + x * (p['F2'] + x * cubic))
    x = rho / p['rho_s']
    return p['Fe'] * (1 - p['eta'] * math.log(x)) * x ** p['eta']


def write(symbols, out):
    known = elements()
    unknown = [symbol for symbol in symbols if symbol not in known]
    if unknown or not symbols:
        raise SystemExit(f'potential.py: no constants for {" ".join(unknown) or "no element"}; '
                         f'there are some for {" ".join(known)}')
    chosen = [known[symbol] for symbol in symbols]
    dr = CUTOFF / (POINTS - 1)
    distances = [max(i * dr, 0.5) for i in range(POINTS)]
    densest = max(max(density(p, r) for p in chosen for r in distances), max(2 * p['rho_e'] for p in chosen), 100.0)
    drho = densest / (POINTS - 1)

    def block(values):
        for i in range(0, POINTS, 5):
            out.write(' '.join(f'{value:.12e}' for value in values[i:i + 5]) + '\n')

    out.write('Zhou, Johnson, Wadley, Phys. Rev. B 69, 144113 (2004)\n\n\n')
    out.write(f'{len(symbols)} {" ".join(symbols)}\n{POINTS} {drho:.16e} {POINTS} {dr:.16e} {CUTOFF:.16e}\n')
    for symbol, p in zip(symbols, chosen):
        out.write(f'{p["number"]:.0f} {p["mass"]} {math.sqrt(2) * p["re"]:.6f} fcc\n')
        block([embedding(p, i * drho) for i in range(POINTS)])
        block([density(p, r) for r in distances])
    for i, a in enumerate(chosen):
        for b in chosen[:i + 1]:
            block([r * pair(a, b, r) for r in distances])


if __name__ == '__main__':
    write(sys.argv[1:], sys.stdout)
