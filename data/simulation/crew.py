"""The runs at work: as many at once as there are cores, until all is there or somebody stops them."""
import os
import subprocess
import threading


class Crew:
    """Threads that take what is missing and can start, the first of the plan first."""

    def __init__(self, runs, given, common):
        self.waiting = [run for run in runs if not run.is_done()]
        self.given = given
        self.common = common
        self.changed = threading.Condition()
        self.processes = set()
        self.working = 0
        self.stopped = None

    def stop(self, reason):
        with self.changed:
            self.stopped = self.stopped or reason
            for process in self.processes:
                process.terminate()
            self.changed.notify_all()

    def take(self):
        with self.changed:
            while self.waiting and not self.stopped:
                ready = [run for run in self.waiting if run.start.exists()]
                if ready:
                    self.waiting.remove(ready[0])
                    self.working += 1
                    return ready[0]
                if self.working == 0:
                    self.stopped = f'{self.waiting[0].name} lacks {self.waiting[0].start}'
                else:
                    self.changed.wait(1)
        return None

    def launch(self, command):
        with self.changed:
            if self.stopped:
                return None
            process = subprocess.Popen(command, env=dict(os.environ, OMP_NUM_THREADS='1'), stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, start_new_session=True)
            self.processes.add(process)
        complaint = process.communicate()[1]
        with self.changed:
            self.processes.discard(process)
        return process.returncode, complaint.decode(errors='replace').strip()

    def run(self, run):
        for number in range(run.n_finished(), len(run.segments)):
            print(f'{run.name}: {number + 1} of {len(run.segments)}', flush=True)
            run.clear_segment(number)
            outcome = self.launch(run.command(number, self.given.lammps, self.common))
            if self.stopped:
                return
            if outcome[0] != 0:
                self.stop(f'{run.name} failed: {outcome[1] or "LAMMPS ended with " + str(outcome[0])}; '
                          f'see {run.product(number, ".log")}')
                return
            run.finish_segment(number)
        run.finish()
        print(f'{run.name}: done', flush=True)

    def work(self):
        while (run := self.take()) is not None:
            try:
                self.run(run)
            except Exception as problem:  # one thread's trouble must end them all
                self.stop(f'{run.name}: {problem}')
            with self.changed:
                self.working -= 1
                self.changed.notify_all()
