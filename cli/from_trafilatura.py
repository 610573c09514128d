#!/usr/bin/env python3
"""Writes trafilatura's evaluation pages in the layout that `evaluate` reads.

    git clone https://github.com/adbar/trafilatura
    python3 cli/from_trafilatura.py trafilatura trafilatura-eval
    cargo run --release -p dehusk-cli -- evaluate trafilatura-eval

Reads `EVAL_PAGES` of tests/evaldata.py, a constant, and looks for its pages below tests/.
"""

import argparse
import ast
import gzip
import json
import sys
from pathlib import Path


def pages_of(source):
    """The dictionary, read as a literal: nothing of the file is run."""
    for statement in ast.parse(source).body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        if any(getattr(target, "id", None) == "EVAL_PAGES" for target in targets):
            return ast.literal_eval(statement.value)
    sys.exit("no EVAL_PAGES in tests/evaldata.py")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path, help="a clone of trafilatura's repository")
    parser.add_argument("folder", type=Path, help="where the benchmark goes")
    arguments = parser.parse_args()
    tests = arguments.checkout / "tests"
    files = {path.name: path for path in sorted(tests.rglob("*.htm*")) if path.is_file()}
    (arguments.folder / "html").mkdir(parents=True, exist_ok=True)
    written, missing = 0, []
    with open(arguments.folder / "pages.jsonl", "w", encoding="utf-8") as lines:
        for url, page in pages_of((tests / "evaldata.py").read_text("utf-8")).items():
            path = files.get(page["file"])
            if path is None:
                missing.append(page["file"])
                continue
            name = path.name.removesuffix(".gz").removesuffix(".html").removesuffix(".htm")
            line = {"id": name, "url": url, "with": page["with"], "without": page["without"]}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            html = path.read_bytes()
            if path.suffix == ".gz":
                html = gzip.decompress(html)
            (arguments.folder / "html" / f"{name}.html").write_bytes(html)
            written += 1
    print(f"{written} pages written to {arguments.folder}, {len(missing)} not found")
    for name in missing:
        print(f"  {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
