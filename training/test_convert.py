"""python3 -m unittest discover training: every converter on a checkout made for the test."""

import gzip
import importlib.util
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).parent / "convert.py"
HTML = "<title>Rain</title><article><p>It rained.</p><p class=ad>Buy!</p></article>"


class Collections(unittest.TestCase):
    def convert(self, name, files, *options):
        """The lines that a checkout of these files gives, by id."""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            for path, text in files.items():
                path = folder / "checkout" / path
                path.parent.mkdir(parents=True, exist_ok=True)
                data = text.encode("utf-8")
                path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
            options = [option.replace("CHECKOUT", str(folder / "checkout")) for option in options]
            command = [sys.executable, SCRIPT, name, folder / "checkout", folder / "out", *options]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            pages = {}
            for line in (folder / "out/pages.jsonl").read_text("utf-8").splitlines():
                page = json.loads(line)
                self.assertIn("It rained.", (folder / f"out/html/{page['id']}.html").read_text("utf-8"))
                pages[page.pop("id")] = page
            return pages

    def test_trafilatura(self):
        data = "EVAL_PAGES = {'https://a.example/': {'file': 'a.html', 'with': ['It'], 'without': ['Buy']}}"
        pages = self.convert("trafilatura", {"tests/evaldata.py": data, "tests/eval/a.html": HTML})
        self.assertEqual(pages, {"a": {"url": "https://a.example/", "with": ["It"], "without": ["Buy"]}})

    def test_fundus(self):
        article = {
            "body": {"summary": ["Short."], "sections": [{"headline": ["Now"], "paragraphs": ["It rained."]}]},
            "authors": ["Ada", "Bo"],
            "publishing_date": "2024-05-03 15:47:42+00:00",
            "title": "Rain",
        }
        folder = "tests/resources/parser/test_data/at"
        pages = self.convert("fundus", {
            f"{folder}/Post.json": json.dumps({"V1_1": {"body": None}, "V1": article}),
            f"{folder}/Post_2023_01_01.html.gz": HTML,
            f"{folder}/Post_2024_05_03.html.gz": HTML,
            f"{folder}/meta.info": json.dumps({"Post_2023_01_01.html.gz": {"url": "https://a.example/"}}),
        })
        self.assertEqual(pages["at-Post-V1"], {
            "url": "https://a.example/",
            "type": "article",
            "text": "Short.\n\nNow\n\nIt rained.",
            "title": "Rain",
            "author": "Ada, Bo",
            "date": "2024-05-03",
        })
        self.assertEqual(pages["at-Post-V1_1"], {"type": "article"})

    def test_magic_html(self):
        base = json.dumps({"a": {"url": "https://a.example/", "content": "It rained."}})
        files = {}
        for kind in ("article", "forum"):
            files[f"benchmark/data/{kind}/base.json"] = base
            files[f"benchmark/data/{kind}/htmls/a.html"] = HTML
        pages = self.convert("magic-html", files)
        self.assertEqual(pages["forum-a"], {"url": "https://a.example/", "type": "forum", "text": "It rained."})
        self.assertEqual(len(pages), 2)

    def test_zh_autumn(self):
        pages = self.convert("zh-autumn", {
            "cleaned/a.txt": "It rained.\n",
            "author/a.txt": "UNKNOWN",
            "date/a.txt": "2024-05-03 10-00-00",
            "Original/a.html": HTML,
        })
        expected = {"type": "article", "lang": "zh", "text": "It rained.", "date": "2024-05-03"}
        self.assertEqual(pages, {"a": expected})

    def test_cleaneval(self):
        pages = self.convert("cleaneval", {
            "input/103.html": f'<text id="x" encoding="utf-8">{HTML}</text>\n',
            "gold/103-cleaned.txt": "URL: http://a.example/\n\n<h>Rain\n<p>It rained.\n<l>Twice\n",
        })
        expected = {"url": "http://a.example/", "lang": "en", "text": "Rain\n\nIt rained.\n\nTwice"}
        self.assertEqual(pages, {"103": expected})

    def test_dragnet(self):
        pages = self.convert("dragnet", {
            "HTML/1.html": HTML,
            "Corrected/1.html.corrected.txt": "It rained.\n!@#$%^&*()  COMMENTS\nFirst!",
        })
        self.assertEqual(pages, {"1": {"type": "article", "lang": "en", "text": "It rained."}})

    def test_daniel(self):
        name = "20111121_www.a.example_0123"
        pages = self.convert("daniel", {
            "Corpus/doc_lg.json": json.dumps({name: "Polish"}),
            f"Corpus/html/{name}": HTML,
            f"Corpus/reference/{name}": "<p>It rained.\n</p>\n<p>Twice.</p>\n",
        })
        self.assertEqual(pages, {name: {
            "url": "http://www.a.example",
            "type": "article",
            "lang": "pl",
            "text": "It rained.\n\nTwice.",
        }})

    @unittest.skipUnless(importlib.util.find_spec("lxml") and importlib.util.find_spec("cssselect"), "lxml")
    def test_site_rules(self):
        source = """export const Extractor = {
  domain: 'a.example',
  content: {
    selectors: [
      // for features
      ['.feature', '.more'],
      'article',
    ],
    transforms: {
      noscript: $node => null,
    },
    clean: ['.ad'],
  },
};
"""
        page = {"id": "p", "url": "https://www.b.example/1", "with": ["It rained."], "without": ["Buy!"]}
        pages = self.convert("site-rules", {
            "src/extractors/custom/a.example/index.js": source,
            "fixtures/a.example/17.html": HTML,
            "rules/b.example.txt": "title: //h1\nbody: //article\nstrip_id_or_class: ad\n",
            "pages/pages.jsonl": json.dumps(page) + "\n" + json.dumps({**page, "with": ["snowed"]}),
            "pages/html/p.html": HTML,
        }, "--rules", "CHECKOUT/rules", "--pages", "CHECKOUT/pages")
        text = {"type": "article", "text": "It rained."}
        self.assertEqual(pages, {
            "a.example-17": {"url": "https://a.example/", **text},
            "ftr-p": {"url": "https://www.b.example/1", **text},
        })


if __name__ == "__main__":
    unittest.main()
