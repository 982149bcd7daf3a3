"""The glass that is simulated: what all results depend on, and the crystal it begins as."""
import json
import random

import potential


def numbers(text):
    return [float(word) for word in text.split(',')]


class Glass:
    """What is simulated: all that the results depend on."""

    def __init__(self, given):
        self.elements = given.elements.split(',')
        self.shares = numbers(given.shares) if given.shares else [100 / len(self.elements)] * len(self.elements)
        self.cells = given.cells
        self.rate = given.rate
        self.seed = given.seed
        self.temperatures = sorted(int(t) for t in numbers(given.temperatures))
        self.glass_transition = given.glass_transition
        self.cold = given.cold
        self.strain_rate = given.strain_rate
        self.stresses = numbers(given.stresses)
        self.hold = given.hold
        self.creep_temperature = given.creep_temperature or given.cold
        self.check()

    def check(self):
        if len(self.shares) != len(self.elements) or abs(sum(self.shares) - 100) > 1e-6 or min(self.shares) <= 0:
            raise SystemExit('simulate: --shares must name one positive percentage for each element, 100 together')
        if any(t % 100 or t <= 0 for t in self.temperatures + [self.cold]):
            raise SystemExit('simulate: temperatures must be multiples of 100 K')
        if self.creep_temperature <= 0:
            raise SystemExit('simulate: --creep-temperature must be positive')
        if self.cells < 4 or self.rate <= 0 or self.hold < 50:
            raise SystemExit('simulate: at least 4 cells, a positive cooling rate and 50 ps of hold are needed')

    def remember(self, directory):
        """The directory holds one glass; temperatures and stresses may be added."""
        kept = directory / 'glass.json'
        own = {key: value for key, value in vars(self).items() if key not in ('temperatures', 'stresses')}
        if kept.exists():
            before = json.loads(kept.read_text())
            changed = [f'{key} {before.get(key)}, not {own[key]}' for key in own if before.get(key, own[key]) != own[key]]
            if changed:
                raise SystemExit(f'simulate: {directory} holds another glass: {"; ".join(changed)}; '
                                 'give another --directory')
        else:
            kept.write_text(json.dumps(own, indent=1) + '\n')


def write_crystal(glass, path):
    """4 cells³ sites of fcc, the elements on them at random in the given shares (to the nearest atom)."""
    spacing = 4.05
    sites = [((i + u) * spacing, (j + v) * spacing, (k + w) * spacing)
             for i in range(glass.cells) for j in range(glass.cells) for k in range(glass.cells)
             for u, v, w in ((0, 0, 0), (.5, .5, 0), (.5, 0, .5), (0, .5, .5))]
    edges = [round(len(sites) * sum(glass.shares[:n]) / 100) for n in range(len(glass.shares) + 1)]
    types = [n + 1 for n in range(len(glass.shares)) for _ in range(edges[n], edges[n + 1])]
    random.Random(glass.seed).shuffle(types)
    constants = potential.elements()
    lines = ['fcc crystal, to be molten', '', f'{len(sites)} atoms', f'{len(glass.elements)} atom types', '']
    lines += [f'0 {glass.cells * spacing} {axis}lo {axis}hi' for axis in 'xyz'] + ['', 'Masses', '']
    lines += [f'{n} {constants[e]["mass"]} # {e}' for n, e in enumerate(glass.elements, 1)] + ['', 'Atoms # atomic', '']
    lines += [f'{n} {t} {x:.6f} {y:.6f} {z:.6f}' for n, (t, (x, y, z)) in enumerate(zip(types, sites), 1)]
    path.write_text('\n'.join(lines) + '\n')
