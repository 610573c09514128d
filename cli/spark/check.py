"""Runs `dehusk batch` on this machine over the list that job.py was given, and compares its output
with the part files of the job, line by line. They must not differ in a single byte.
"""

import argparse
import gzip
import itertools
import os
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", help="the list of WARC files")
    parser.add_argument("output", type=pathlib.Path, help="the folder that job.py wrote")
    parser.add_argument("--program", default=default_program())
    parser.add_argument("--sites", action="store_true", help="the job was given --sites")
    parser.add_argument("options", nargs="*", help="after --: the options that the job was given")
    arguments = parser.parse_args()

    if not (arguments.output / "_SUCCESS").exists():
        sys.exit(f"{arguments.output}: the job has not finished")
    command = [arguments.program, "batch", "--list", arguments.list, "--errors", "-", "--quiet"]
    command += ["--allow-failures", "--allow-unreadable", *arguments.options]
    command += ["--sites"] if arguments.sites else []
    pages = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as single:
        for ours, theirs in itertools.zip_longest(single.stdout, part_lines(arguments.output)):
            pages += 1
            if ours != theirs:
                single.kill()
                sys.exit(f"line {pages} differs:\n{ours}\n{theirs}")
    if single.returncode != 0:
        sys.exit(f"{arguments.program} failed: {single.returncode}")
    print(f"{pages} lines, the same from Spark as from one machine")


def default_program():
    """Where `cargo build --release -p dehusk-cli` puts it."""
    return os.path.join(os.environ.get("CARGO_TARGET_DIR", "target"), "release", "dehusk")


def part_lines(folder):
    for part in sorted(folder.glob("part-*.gz"), key=lambda part: (len(part.name), part.name)):
        with gzip.open(part) as lines:
            yield from lines


if __name__ == "__main__":
    main()
