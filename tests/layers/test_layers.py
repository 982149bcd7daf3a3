"""The arrow of src/DESIGN.md, enforced: each folder's own compiler command finds the headers it may see, and no others.
Beside it: no include goes round that, and every file with words for people is offered to translators.

usage: test_layers.py SOURCE_ROOT BUILD_ROOT
"""
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

SEES = {
    "core": set(),
    "view": {"core"},
    "io": {"core"},
    "analysis": {"core"},
    "predictor": {"core"},
    "render": {"core", "view"},
    "charts": {"core", "view"},
    "document": {"core", "view", "io", "analysis", "predictor", "render", "charts"},
    "cli": {"core", "view", "io", "analysis", "predictor", "render", "charts", "document"},
    "app": {"core", "view", "io", "analysis", "predictor", "render", "charts", "document"},
}

source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])


def compiler_commands():
    """One command a folder, of a C file in it."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.suffix == ".c" and path.parent.parent == source / "src":
            commands.setdefault(path.parent.name, (entry["directory"], shlex.split(entry["command"])))
    return commands


def finds(directory, command, header):
    """Whether the command's include path holds the header."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as probe:
        probe.write(f'#if !__has_include("{header}")\n#error "not to be seen"\n#endif\n')
        probe.flush()
        arguments = command[: command.index("-MD")] if "-MD" in command else command
        arguments = [a for a in arguments if a not in ("-c",) and not a.endswith(".c")]
        result = subprocess.run([*arguments, "-E", probe.name], cwd=directory, capture_output=True, text=True)
        return result.returncode == 0


failures, checks = [], 0
commands = compiler_commands()
for folder, (directory, command) in sorted(commands.items()):
    for other in SEES:
        headers = sorted((source / "src" / other).glob("*.h"))
        if not headers:
            continue
        allowed = other == folder or other in SEES[folder]
        checks += 1
        if finds(directory, command, headers[0].name) != allowed:
            failures.append(f"{folder} {'does not see' if allowed else 'sees'} {other} ({headers[0].name})")

for path in sorted((source / "src").glob("*/*.[ch]")):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith('#include "') and "/" in line:
            failures.append(f"{path.relative_to(source)}:{number}: a path in an include goes round the arrow")

translated = set((source / "po" / "POTFILES").read_text().split("\n"))
for path in sorted((source / "src").glob("*/*.c")):
    name = str(path.relative_to(source))
    if re.search(r"\b(_|N_|C_|ngettext) ?\(\"", path.read_text()) and name not in translated:
        failures.append(f"{name} has words for people and is not in po/POTFILES")

missing = set(SEES) - set(commands)
if missing:
    failures.append(f"no compiler command for {', '.join(sorted(missing))}")
print("\n".join(failures) or f"{checks} pairs of folders as they should be")
sys.exit(bool(failures))
