#!/usr/bin/env python3
"""Runs extractors for Python over benchmark folders, for the tables of `peers`.

    python3 -m venv venv && venv/bin/pip install trafilatura lxml_html_clean resiliparse
    venv/bin/python benches/peers/python_peers.py trafilatura FOLDER... -o trafilatura.json
    venv/bin/python benches/peers/python_peers.py resiliparse FOLDER... -o resiliparse.json
    cargo run --release --manifest-path benches/peers/Cargo.toml -- FOLDER... \\
        --texts trafilatura.json --texts resiliparse.json

Each is called with its defaults on the same UTF-8 text as the crates, one page after the other in one
process. Time is that of the call alone, and the fastest of the repeats counts.
"""

import argparse
import gzip
import importlib.metadata
import json
import re
import sys
import time
from pathlib import Path


def trafilatura():
    from trafilatura import extract

    return lambda html, url: extract(html, url=url) or ""


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, url: extract_plain_text(html, main_content=True)


SYSTEMS = {"trafilatura": trafilatura, "resiliparse": resiliparse}


def pages_of(folder):
    """The id, the address and the file of each page, for the layouts of `dehusk evaluate`."""
    split = next((part for part in (folder, folder / "dev", folder / "test")
                  if (part / "ground-truth").is_dir()), None)
    if split is not None:
        for path in sorted((split / "ground-truth").glob("*.json")):
            yield path.stem, json.loads(path.read_text("utf-8")).get("url"), split / "html" / path.stem
    elif (folder / "ground-truth.json").is_file():
        for name, page in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
            yield name, page.get("url"), folder / "html" / name
    elif (folder / "pages.jsonl").is_file():
        for line in (folder / "pages.jsonl").read_text("utf-8").split("\n"):
            if line.strip():
                page = json.loads(line)
                yield page["id"], page.get("url"), folder / "html" / page["id"]
    else:
        sys.exit(f"{folder}: no benchmark")


def html_of(stem):
    """The page as text: UTF-8, or else the charset that it declares."""
    packed = stem.with_name(stem.name + ".html.gz")
    if packed.exists():
        data = gzip.decompress(packed.read_bytes())
    else:
        data = stem.with_name(stem.name + ".html").read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        found = re.search(rb"charset=[\"']?([\w:.-]+)", data[:1024], re.IGNORECASE)
        charset = found.group(1).decode("ascii") if found else "windows-1252"
        try:
            return data.decode(charset, "replace")
        except LookupError:
            return data.decode("windows-1252", "replace")


def run(extract, html, url, repeats):
    """The text, or None after an error, and the seconds of the fastest call."""
    text, fastest = None, float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        try:
            text = extract(html, url)
        except Exception:  # Whatever a peer raises counts as a failure of its own.
            text = None
        fastest = min(fastest, time.perf_counter() - start)
    return {"text": text, "seconds": fastest}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("system", choices=sorted(SYSTEMS))
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    extract = SYSTEMS[arguments.system]()
    pages = {}
    for folder in arguments.folders:
        found = pages.setdefault(folder.resolve().name, {})
        for name, url, stem in pages_of(folder):
            found[name] = run(extract, html_of(stem), url, max(arguments.repeats, 1))
        print(f"{folder}: {len(found)} pages", file=sys.stderr)
    version = importlib.metadata.version(arguments.system)
    written = {"system": f"{arguments.system} (Python)", "version": version, "pages": pages}
    arguments.output.write_text(json.dumps(written, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
