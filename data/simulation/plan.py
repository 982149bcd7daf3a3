"""What there is to run for a glass."""
from run import Run

STEP = 0.0025  # ps, as in setup.in
SHORT = [0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2,
         2.5, 3, 3.5, 4]
LONG = [5 * k for k in range(1, 41)]
KINDS = ['quench', 'relax', 'tensile', 'creep', 'control']


def steps(time):
    return round(time / STEP)


def plain(number):
    return f'{number:g}'


def in_pieces(last, every):
    return list(range(every, last, every)) + [last]


def rest(t, duration=20):
    return ('rest.in', {'T': plain(t), 'steps': steps(duration)})


def frames(t):
    return {'every': 2000, 'T': plain(t), 'L0': '{L0}'}


def plan(glass, directory, what):
    """All runs, each after what it starts from."""
    hottest, coldest = max(glass.temperatures + [2000]), min(glass.temperatures + [glass.cold])
    down = list(range(hottest - 100, coldest - 1, -100))
    runs = [Run(directory, f'quench_{hottest}K', directory / 'start.data',
                [('melt.in', {'T': hottest, 'seed': glass.seed * 2654435 % 899999981 + 1})],
                {'.data': f'q{hottest}.data', '.restart': f'q{hottest}.restart', '.log': f'log.quench_{hottest}K'})]
    for t in down:
        runs.append(Run(directory, f'quench_{t}K', directory / f'q{t + 100}.restart',
                        [('cool.in', {'T0': t + 100, 'T': t, 'steps': steps(100 / glass.rate)})],
                        {'.data': f'q{t}.data', '.restart': f'q{t}.restart', '.log': f'log.quench_{t}K'}))
    if 'relax' in what:
        runs += [relaxation(glass, directory, t) for t in sorted(glass.temperatures, reverse=True)]
    cold = directory / f'q{glass.cold}.data'
    if 'tensile' in what:
        cold_frames = frames(glass.cold)
        pull = [('tensile.in', dict(cold_frames, steps=at, rate=glass.strain_rate)) for at in in_pieces(40000, 10000)]
        runs.append(Run(directory, 'tensile', cold, [rest(glass.cold)] + pull,
                        {'.lammpstrj': 'tensile.lammpstrj.gz', '.txt': 'tensile.txt'}))
    stresses = (glass.stresses if 'creep' in what else []) + ([0.0] if 'control' in what else [])
    for stress in stresses:
        every = frames(glass.creep_temperature)
        load = [('load.in', dict(every, stress=stress, steps=round(stress * 1000 / 0.1 / 2.5)))] if stress > 0 else []
        hold = [('hold.in', dict(every, stress=stress, steps=at)) for at in in_pieces(steps(glass.hold), 10000)]
        runs.append(Run(directory, f'creep_{plain(stress)}GPa', cold, [rest(glass.creep_temperature)] + load + hold,
                        {'.lammpstrj': f'creep_{plain(stress)}GPa.lammpstrj.gz', '.txt': f'creep_{plain(stress)}GPa.txt'}))
    return runs


def relaxation(glass, directory, t):
    near = abs(t - glass.glass_transition) <= 150
    cuts = [SHORT] + [LONG[n:n + 10] for n in range(0, len(LONG), 10)]
    segments = [rest(t, 100 if near else 20)]
    for number, times in enumerate(cuts):
        segments.append(('relax.in', {'T': t, 'at': ([0] if number == 0 else []) + [steps(time) for time in times]}))
    return Run(directory, f'relax_{t}K', directory / f'q{t}.data', segments,
               {'.lammpstrj': f'relax_{t}K.lammpstrj.gz'})
