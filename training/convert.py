#!/usr/bin/env python3
"""Writes public collections of pages in the plain layout that `dehusk evaluate` and the training read.

    git clone https://github.com/adbar/trafilatura
    python3 training/convert.py trafilatura trafilatura trafilatura-eval
    cargo run --release -p dehusk-cli -- evaluate trafilatura-eval

The pages belong to their publishers. The licenses are those of the projects that collected and marked
them; read them before you train on the pages or pass them on:

    trafilatura  adbar/trafilatura, Apache-2.0: snippets
    fundus       flairNLP/fundus, MIT: the parser tests
    magic-html   opendatalab/magic-html, Apache-2.0: the benchmark
    zh-autumn    immortal-autumn/Chinese-Web-Content-Extraction-Dataset, MIT
    site-rules   postlight/parser, Apache-2.0 or MIT: the fixtures. With --rules and --pages also
                 fivefilters/ftr-site-config, CC0: rules for pages of the trafilatura collection.
                 Needs `pip install lxml cssselect`
    cleaneval    CleanEval, final set of 2007, no license stated: measure only
    dragnet      seomoz/dragnet_data, AGPL-3.0: measure only. Unpack its archives first
    daniel       rundimeco/waddle, GPL-3.0: measure only

Everything is read as data: nothing of a checkout is run.
"""

import argparse
import ast
import gzip
import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

LANGUAGES = {"Chinese": "zh", "English": "en", "Greek": "el", "Polish": "pl", "Russian": "ru"}
DRAGNET_COMMENTS = "!@#$%^&*()  COMMENTS"


def trafilatura(arguments):
    """`EVAL_PAGES` of tests/evaldata.py, a constant, and its pages below tests/."""
    tests = arguments.checkout / "tests"
    files = {path.name: path for path in sorted(tests.rglob("*.htm*")) if path.is_file()}
    for url, page in constant(tests / "evaldata.py", "EVAL_PAGES").items():
        path = files.get(page["file"])
        known = {"url": url, "with": page["with"], "without": page["without"]}
        yield re.sub(r"\.html?(\.gz)?$", "", page["file"]), known, path and unpacked(path)


def constant(path, name):
    """A constant of a Python file, read as a literal."""
    for statement in ast.parse(path.read_text("utf-8")).body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        if any(getattr(target, "id", None) == name for target in targets):
            return ast.literal_eval(statement.value)
    sys.exit(f"no {name} in {path}")


def fundus(arguments):
    """One JSON file for each publisher, with what is expected of each version of its parser, and one
    page for each version, by the day of its crawl."""
    for gold in sorted((arguments.checkout / "tests/resources/parser/test_data").glob("*/*.json")):
        versions = json.loads(gold.read_text("utf-8"))
        pages = sorted(gold.parent.glob(f"{gold.stem}_[0-9]*.html.gz"))
        if len(pages) != len(versions):
            print(f"  {gold.stem}: {len(versions)} versions, {len(pages)} pages", file=sys.stderr)
            continue
        addresses = json.loads((gold.parent / "meta.info").read_text("utf-8"))
        for version, path in zip(sorted(versions, key=version_number), pages):
            article = versions[version]
            known = {
                "url": addresses.get(path.name, {}).get("url"),
                "type": "article",
                "text": body_text(article.get("body") or {}),
                "title": article.get("title"),
                "author": ", ".join(article.get("authors") or []),
                "date": (article.get("publishing_date") or "")[:10],
            }
            yield f"{gold.parent.name}-{gold.stem}-{version}", known, unpacked(path)


def version_number(name):
    return [int(number) for number in re.findall(r"\d+", name)]


def body_text(body):
    """Summary, section headlines and paragraphs."""
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts += section.get("headline") or []
        parts += section.get("paragraphs") or []
    return "\n\n".join(part for part in parts if part.strip())


def magic_html(arguments):
    """base.json, {id: {url, content}}, and htmls/<id>.html, for articles and for forums."""
    for kind in ("article", "forum"):
        folder = arguments.checkout / "benchmark/data" / kind
        for name, page in json.loads((folder / "base.json").read_text("utf-8")).items():
            known = {"url": page["url"], "type": kind, "text": page["content"]}
            yield f"{kind}-{name}", known, content(folder / "htmls" / f"{name}.html")


def zh_autumn(arguments):
    """Files of one name in Original, cleaned, author and date; UNKNOWN is no value."""
    for gold in sorted((arguments.checkout / "cleaned").glob("*.txt")):
        field = {
            kind: (content(arguments.checkout / kind / gold.name) or b"").decode("utf-8", "replace").strip()
            for kind in ("author", "date")
        }
        known = {
            "type": "article",
            "lang": "zh",
            "text": gold.read_text("utf-8", "replace").strip(),
            "author": "" if field["author"] == "UNKNOWN" else field["author"],
            "date": field["date"][:10] if re.match(r"\d{4}-\d\d-\d\d", field["date"]) else "",
        }
        yield gold.stem, known, content(arguments.checkout / "Original" / f"{gold.stem}.html")


def cleaneval(arguments):
    """<id>.html inside a <text> element, and <id>-cleaned.txt or <id>.txt with its address in the first
    line and the kind of each paragraph, <p>, <h> or <l>, before it."""
    gold_of = {}
    for path in sorted(arguments.checkout.rglob("*.txt")):
        gold_of.setdefault(re.sub(r"(-cleaned)?\.txt$", "", path.name), path)
    for path in sorted(arguments.checkout.rglob("*.html")):
        gold = gold_of.get(path.stem)
        if gold is None:
            continue
        lines = gold.read_text("utf-8", "replace").splitlines()
        address = re.match(r"\s*URL:\s*(\S+)", lines[0]) if lines else None
        text = "\n".join(lines[1:] if address else lines)
        text = re.sub(r"^\s*<(p|h|l)>\s*", "\n", text, flags=re.MULTILINE | re.IGNORECASE)
        html = re.sub(rb"^\s*<text [^>]*>|</text>\s*$", b"", path.read_bytes(), flags=re.IGNORECASE)
        known = {"url": address and address.group(1), "lang": "en", "text": text.strip()}
        yield path.stem, known, html


def dragnet(arguments):
    """HTML/<id>.html and Corrected/<id>.html.corrected.txt, in which comments follow a mark."""
    for gold in sorted((arguments.checkout / "Corrected").glob("*.html.corrected.txt")):
        name = gold.name.removesuffix(".html.corrected.txt")
        text = gold.read_text("utf-8", "replace").split(DRAGNET_COMMENTS)[0].strip()
        known = {"type": "article", "lang": "en", "text": text}
        yield name, known, content(arguments.checkout / "HTML" / f"{name}.html")


def daniel(arguments):
    """html/<id> and reference/<id>, paragraphs in <p>, with <id> of day, host and hash. The languages
    are in doc_lg.json."""
    folder = next(iter(sorted(arguments.checkout.glob("Corpus*2.1*"))), arguments.checkout / "Corpus")
    languages = json.loads((folder / "doc_lg.json").read_text("utf-8"))
    for gold in sorted((folder / "reference").iterdir()):
        text = re.sub(r"\s*</?p>\s*", "\n\n", gold.read_text("utf-8", "replace"))
        known = {
            "url": f"http://{gold.name.split('_')[1]}" if "_" in gold.name else None,
            "type": "article",
            "lang": LANGUAGES.get(languages.get(gold.name)),
            "text": re.sub(r"\n{3,}", "\n\n", text).strip(),
        }
        yield gold.name, known, content(folder / "html" / gold.name)


def site_rules(arguments):
    """Fixtures of the parser with the selectors of its extractor for the site; and pages of the
    trafilatura collection with a site's rule, if all of their snippets agree with it."""
    for extractor in sorted((arguments.checkout / "src/extractors/custom").glob("*/index.js")):
        host = extractor.parent.name
        rule = parser_rule(extractor.read_text("utf-8"))
        fixtures = arguments.checkout / "fixtures"
        for path in [fixtures / f"{host}.html", *sorted((fixtures / host).glob("*.html"))]:
            html = content(path)
            text = html and rule and text_by_selectors(html, *rule)
            if text:
                name = host if path.stem == host else f"{host}-{path.stem}"
                yield name, {"url": f"https://{host}/", "type": "article", "text": text}, html
    if arguments.rules and arguments.pages:
        yield from ftr_pages(arguments)


def parser_rule(source):
    """The selectors and the clean selectors of `content`, from JavaScript literals."""
    source = re.sub(r"(?m)^\s*//.*$|\s//\s.*$", "", source)
    part = re.search(r"\n  content: \{(.*?)\n  \}", source, re.DOTALL)
    if part is None:
        return None
    def listed(name):
        found = re.search(name + r":\s*(\[.*?\n    \]|\[[^\n]*\])", part.group(1), re.DOTALL)
        try:
            return ast.literal_eval(found.group(1)) if found else []
        except (SyntaxError, ValueError):
            return []
    return listed("selectors"), listed("clean")


def text_by_selectors(html, selectors, clean):
    """The text of the first selector that matches; of a list, all must match."""
    from lxml import html as lxml_html

    tree = lxml_html.fromstring(html)
    for selector in selectors:
        parts = selector if isinstance(selector, list) else [selector]
        try:
            found = [tree.cssselect(part) for part in parts]
            unwanted = [node for part in clean for node in tree.cssselect(part)]
        except Exception:  # A selector that only jQuery knows.
            continue
        if all(found):
            return text_of([node for nodes in found for node in nodes], unwanted)
    return None


def ftr_pages(arguments):
    from lxml import html as lxml_html

    for line in (arguments.pages / "pages.jsonl").read_text("utf-8").split("\n"):
        page = json.loads(line)
        rule = ftr_rule(arguments.rules, urlsplit(page.get("url") or "").hostname or "")
        html = content(arguments.pages / "html" / f"{page['id']}.html")
        if rule is None or html is None:
            continue
        tree = lxml_html.fromstring(html)
        try:
            unwanted = [node for path in rule["strip"] for node in tree.xpath(path)]
            bodies = [tree.xpath(path) for path in rule["body"]]
        except Exception:  # A rule that is not valid XPath.
            continue
        body = next((nodes for nodes in bodies if nodes), None)
        text = body and text_of([node for node in body if hasattr(node, "tag")], unwanted)
        squeezed = " ".join((text or "").split())
        has = lambda snippet: " ".join(snippet.split()) in squeezed
        if text and all(map(has, page["with"])) and not any(map(has, page["without"])):
            yield f"ftr-{page['id']}", {"url": page["url"], "type": "article", "text": text}, html


def ftr_rule(rules, host):
    """The rule of a host or of a domain around it. None if it rewrites the page."""
    host = host.removeprefix("www.")
    parents = host.split(".")
    names = [f"{host}.txt"] + [f".{'.'.join(parents[at:])}.txt" for at in range(len(parents) - 1)]
    path = next((rules / name for name in names if (rules / name).is_file()), None)
    if path is None:
        return None
    rule = {"body": [], "strip": []}
    for line in path.read_text("utf-8", "replace").split("\n"):
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if name.startswith(("find_string", "replace_string")):
            return None
        if name in rule:
            rule[name].append(value)
        elif name == "strip_id_or_class":
            word = value.strip("'\"")
            rule["strip"].append(f"//*[contains(@class, '{word}') or contains(@id, '{word}')]")
    return rule if rule["body"] else None


INLINE = set("a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s small span strike strong sub "
             "sup time tt u var wbr".split())
UNSEEN = set("head noscript script style template".split())


def text_of(nodes, unwanted):
    """The text below nodes without what is unwanted, with blocks on lines of their own."""
    unwanted = set(unwanted)
    lines = []

    def walk(node):
        is_inline = node.tag in INLINE
        if not isinstance(node.tag, str) or node.tag in UNSEEN or node in unwanted:
            return
        lines.append("" if is_inline else "\n")
        lines.append(node.text or "")
        for child in node:
            walk(child)
            lines.append(child.tail or "")
        lines.append("" if is_inline else "\n")

    for node in nodes:
        walk(node)
    paragraphs = (" ".join(line.split()) for line in "".join(lines).split("\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def content(path):
    return path.read_bytes() if path.is_file() else None


def unpacked(path):
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


COLLECTIONS = {
    "trafilatura": trafilatura,
    "fundus": fundus,
    "magic-html": magic_html,
    "zh-autumn": zh_autumn,
    "site-rules": site_rules,
    "cleaneval": cleaneval,
    "dragnet": dragnet,
    "daniel": daniel,
}


def write(pages, folder):
    """Writes pages.jsonl and html/; returns how many pages, and the ids of those without a file."""
    (folder / "html").mkdir(parents=True, exist_ok=True)
    written, missing = 0, []
    with open(folder / "pages.jsonl", "w", encoding="utf-8") as lines:
        for name, known, html in pages:
            name = name.replace("/", "-")
            if html is None:
                missing.append(name)
                continue
            known = {key: value for key, value in known.items() if value}
            lines.write(json.dumps({"id": name, **known}, ensure_ascii=False) + "\n")
            (folder / "html" / f"{name}.html").write_bytes(html)
            written += 1
    return written, missing


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collection", choices=sorted(COLLECTIONS))
    parser.add_argument("checkout", type=Path, help="a clone of the collection's repository")
    parser.add_argument("folder", type=Path, help="where the benchmark goes")
    parser.add_argument("--rules", type=Path, help="site-rules: a clone of ftr-site-config")
    parser.add_argument("--pages", type=Path, help="site-rules: the trafilatura collection as written")
    arguments = parser.parse_args()
    if not arguments.checkout.is_dir():
        sys.exit(f"{arguments.checkout}: no such folder")
    try:
        written, missing = write(COLLECTIONS[arguments.collection](arguments), arguments.folder)
    except FileNotFoundError as error:
        sys.exit(f"not a checkout of {arguments.collection}: {error}")
    print(f"{written} pages written to {arguments.folder}, {len(missing)} not found")
    for name in missing:
        print(f"  {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
