"""One run: a chain of segments, each from the restart file of the one before, and what they add up to."""
import gzip
import pathlib
import shutil

HERE = pathlib.Path(__file__).resolve().parent


class Run:
    """A chain of segments, (input, variables) each, and the files they add up to."""

    def __init__(self, directory, name, start, segments, results):
        self.name = name
        self.start = start  # a data or restart file
        self.segments = segments
        self.results = {suffix: directory / file for suffix, file in results.items()}
        self.work = directory / 'work' / name

    def is_done(self):
        return all(result.exists() for result in self.results.values())

    def product(self, number, suffix):
        return self.work / f'{number:02d}{suffix}'

    def n_finished(self):
        return sum(self.product(n, '.restart').exists() for n in range(len(self.segments)))

    def command(self, number, lammps, common):
        file, variables = self.segments[number]
        variables = dict(common, **variables)
        begin = self.start if number == 0 else self.product(number - 1, '.restart')
        variables.update({'from': begin, 'read': 'read_restart' if begin.suffix == '.restart' else 'read_data'})
        if '{L0}' in variables.values():
            variables['L0'] = self.product(0, '.length').read_text().strip()
        if 'rate' in variables:
            variables['speed'] = f"{float(variables.pop('rate')) * float(variables['L0']):.10g}"
        variables['product'] = self.product(number, '.part')
        words = lammps.split() + ['-in', str(HERE / file), '-log', str(self.product(number, '.log')), '-screen', 'none']
        for key, value in variables.items():
            words += ['-var', key] + ([str(v) for v in value] if isinstance(value, list) else [str(value)])
        return words

    def finish_segment(self, number):
        """LAMMPS writes NN.part.restart and others; they count once they have their names, the restart last."""
        parts = sorted(self.work.glob(f'{number:02d}.part.*'), key=lambda path: path.suffix == '.restart')
        for part in parts:
            part.rename(self.product(number, part.suffix))

    def clear_segment(self, number):
        self.work.mkdir(parents=True, exist_ok=True)
        for part in self.work.glob(f'{number:02d}.part.*'):
            part.unlink()

    def finish(self):
        """The segments' files one after the other, without what one repeats of the one before."""
        for suffix, result in self.results.items():
            pieces = [self.product(n, suffix) for n in range(len(self.segments)) if self.product(n, suffix).exists()]
            part = result.with_name(result.name + '.part')
            if result.suffix == '.gz':
                with open(part, 'wb') as raw, gzip.GzipFile('', 'wb', 9, raw, 0) as out:
                    for frame in join_frames(pieces):
                        out.write(frame)
            elif suffix == '.txt':
                part.write_bytes(b''.join(join_records(pieces)))
            else:
                shutil.copyfile(pieces[-1], part)
            part.rename(result)
        shutil.rmtree(self.work)


def join_frames(pieces):
    last = -1
    for piece in pieces:
        for frame in piece.read_bytes().split(b'ITEM: TIMESTEP\n')[1:]:
            step = int(frame[:frame.index(b'\n')])
            if step > last:
                yield b'ITEM: TIMESTEP\n' + frame
                last = step


def join_records(pieces):
    for number, piece in enumerate(pieces):
        lines = piece.read_bytes().splitlines(keepends=True)
        yield b''.join(lines if number == 0 else [line for line in lines if not line.startswith(b'#')])
