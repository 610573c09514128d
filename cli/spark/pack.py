"""Packs HTML files into WARC files, one gzip member for each record, as in crawls.

Needs only Python. Makes a crawl to try job.py with.
"""

import argparse
import gzip
import pathlib
import uuid


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=pathlib.Path, help="a folder with .html or .html.gz files")
    parser.add_argument("output", type=pathlib.Path, help="the folder for the WARC files")
    parser.add_argument("--files", type=int, default=4, help="how many to make (default: 4)")
    parser.add_argument("--copies", type=int, default=1, help="how often each page is packed")
    parser.add_argument("--sites", type=int, help="how many sites the pages are of (default: 1)")
    parser.add_argument("--charset", help="the charset that the responses' headers name")
    arguments = parser.parse_args()

    pages = sorted(p for p in arguments.pages.rglob("*") if p.name.endswith((".html", ".html.gz")))
    if not pages:
        parser.error(f"{arguments.pages}: no .html and no .html.gz")
    content_type = "text/html"
    if arguments.charset:
        content_type += f"; charset={arguments.charset}"

    arguments.output.mkdir(parents=True, exist_ok=True)
    names = [arguments.output / f"crawl-{number:05}.warc.gz" for number in range(arguments.files)]
    files = [name.open("wb") for name in names]
    for file in files:
        write_record(file, {"WARC-Type": "warcinfo"}, b"software: pack.py\r\n")
    number = 0
    for copy in range(arguments.copies):
        for page in pages:
            url = address(number, copy, page.relative_to(arguments.pages), arguments.sites)
            write_response(files[number % len(files)], url, content_type, read(page))
            number += 1
    for file in files:
        file.close()
    warc_list = arguments.output / "warc.paths"
    warc_list.write_text("".join(f"{name.resolve()}\n" for name in names))
    print(f"{number} pages in {len(names)} WARC files, which {warc_list} lists")


def address(number, copy, page, sites):
    """An address on one of the sites, each of which has two hosts."""
    host = "pages.example"
    if sites:
        host = f"{('www', 'news')[number // sites % 2]}.pages-{number % sites}.example"
    return f"https://{host}/{copy}/{page.as_posix()}"


def read(page):
    content = page.read_bytes()
    return gzip.decompress(content) if page.suffix == ".gz" else content


def write_response(file, url, content_type, body):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    headers = {
        "WARC-Type": "response",
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
    }
    write_record(file, headers, head.encode() + body)


def write_record(file, headers, block):
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head += f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nWARC-Date: 2024-05-03T06:00:00Z\r\n"
    head += f"Content-Length: {len(block)}\r\n\r\n"
    file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


if __name__ == "__main__":
    main()
