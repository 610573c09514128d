"""Extracts the main content of a crawl on a Spark cluster.

The crawl is a list of WARC files, one name per line. Each task takes one of them, runs `dehusk batch`
as a filter (RDD.pipe), and writes one part file: a line of JSON for each page, and one with the field
"error" for each record that failed. Nothing is shuffled, and the part files
are in the order of the list.

With --sites, the pages of each site are brought together first, so that one task learns what they have
in common and extracts them with that. The output is that of `dehusk batch --sites` on one machine, in
the same part files.

Exits with 0 if all files were read, and with 4 if some were not: their lines have "unreadable": true.
"""

import argparse
import gzip
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import zlib

from pyspark.sql import SparkSession


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("list", help="the list of WARC files, at any address that Spark can read")
    parser.add_argument("output", help="the folder for the part files, which must not exist")
    parser.add_argument(
        "--program",
        default="./dehusk",
        help="dehusk on the workers (default: ./dehusk, where spark-submit --files puts it)",
    )
    parser.add_argument(
        "--env", action="append", default=[], help="a variable that the program needs (repeatable)"
    )
    parser.add_argument(
        "--sites", action="store_true", help="learn what the pages of each site have in common"
    )
    parser.add_argument(
        "--site-tasks", type=int, help="with --sites: tasks to extract in (default: one per file)"
    )
    parser.add_argument("options", nargs="*", help="after --: options of dehusk batch")
    arguments = parser.parse_args()

    context = SparkSession.builder.appName("dehusk").getOrCreate().sparkContext
    names = [name for name in context.textFile(arguments.list).collect() if name.strip()]
    # As on one machine, a file that is named twice is read once.
    names = list(dict.fromkeys(names))
    counts = {what: context.accumulator(0) for what in ("pages", "failed", "unreadable")}

    def count(line):
        if not line.startswith('{"error":'):
            counts["pages"].add(1)
        elif line.endswith('"unreadable":true}'):
            counts["unreadable"].add(1)
        else:
            counts["failed"].add(1)
        return line

    if arguments.sites:
        lines = by_site(context, names, arguments)
    else:
        # A task for each file: if a worker is lost, Spark repeats only one of them.
        files = context.parallelize(names, max(1, len(names)))
        filter_command = shlex.join(command(arguments) + ["--list", "-"])
        lines = files.pipe(filter_command, environment(arguments.env), checkCode=True)
    lines.map(count).saveAsTextFile(arguments.output, "org.apache.hadoop.io.compress.GzipCodec")

    print(", ".join(f"{count.value} {what}" for what, count in counts.items()))
    context.stop()
    sys.exit(4 if counts["unreadable"].value else 0)


def command(arguments):
    """The filter: names of WARC files in, lines of JSON out.

    It fails, and Spark tries again, if it could not do its work at all, for instance for lack of
    memory. Damaged records and files that cannot be read are lines of the output.
    """
    filter_command = [arguments.program, "batch", "--errors", "-", "--jobs", "1", "--quiet"]
    return filter_command + ["--allow-failures", "--allow-unreadable", *arguments.options]


def environment(names):
    """The only environment variables that RDD.pipe passes to the program."""
    return {name: os.environ[name] for name in ["PATH", "HOME", *names] if name in os.environ}


def by_site(context, names, arguments):
    """The lines of all files, in order, each page extracted with what its site has in common."""
    run, variables = command(arguments), environment(arguments.env)
    opener = option(arguments.options, "--open")
    tasks = arguments.site_tasks or max(1, len(names))
    files = context.parallelize(list(enumerate(names)), max(1, len(names)))
    records = files.flatMap(lambda file: records_by_site(file, opener))
    # Each site is in one task, with its records in the order of the inputs, in which they are learned.
    records = records.repartitionAndSortWithinPartitions(
        tasks, lambda key: zlib.crc32(key[0].encode()) % tasks
    )
    lines = records.mapPartitions(lambda records: extracted(records, names, run, variables))
    # One part file for each WARC file again, in the order of its records.
    in_order = lines.repartitionAndSortWithinPartitions(max(1, len(names)), lambda key: key[0])
    return in_order.values()


def option(options, name):
    """The value of an option of the program, if it is given."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(name, dest="value")
    return parser.parse_known_args(options)[0].value


def records_by_site(file, opener):
    """The records of a WARC file that may be pages, compressed, by site, file and number.

    The program is told the names of files that are damaged or not WARC, which it can make more of. They
    are not taken apart, and their pages are extracted without what other pages teach.
    """
    index, name = file
    try:
        for _ in warc_records(name, opener):
            pass
    except (OSError, EOFError, ValueError, zlib.error):
        yield ("", index, 0), None
        return
    for number, (headers, record) in enumerate(warc_records(name, opener), 1):
        if headers.get("warc-type", "").lower() in ("response", "resource"):
            site = site_key(headers.get("warc-target-uri", "").strip("<>"))
            yield (site, index, number), gzip.compress(record, 1)


def warc_records(name, opener):
    """The headers and the bytes of all records of a WARC file."""
    with opened(name, opener) as stream:
        while line := stream.readline():
            if not line.startswith(b"WARC/"):
                raise ValueError("not the beginning of a record")
            parts, headers = [line], {}
            while (line := stream.readline()) not in (b"\r\n", b"\n"):
                header, colon, value = line.decode("utf-8", "replace").partition(":")
                if not colon or line.startswith((b" ", b"\t")):
                    raise ValueError("not a header")
                headers.setdefault(header.strip().lower(), value.strip())
                parts.append(line)
            length = int(headers.get("content-length", "-1"))
            block, end = stream.read(max(0, length)), stream.read(4)
            if length < 0 or len(block) < length or end != b"\r\n\r\n":
                raise ValueError("a record of another length")
            yield headers, b"".join([*parts, line, block, end])


def opened(name, opener):
    """A WARC file, decompressed, opened by the same command as by the program."""
    if opener is None:
        stream = open(name, "rb")
    else:
        run = subprocess.run(["sh", "-c", opener, "sh", name], stdout=subprocess.PIPE, check=False)
        if run.returncode != 0:
            raise OSError(f"{name}: the command failed")
        stream = io.BytesIO(run.stdout)
    stream = io.BufferedReader(stream) if not hasattr(stream, "peek") else stream
    return gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == b"\x1f\x8b" else stream


def site_key(address):
    """Something that all addresses of a site have in common: the end of the host. The program tells
    sites apart more precisely.
    """
    authority = re.split("[/?#]", address.partition("://")[2])[0].rsplit("@")[-1]
    host = authority[1:].split("]")[0] if authority.startswith("[") else authority.split(":")[0]
    return ".".join(host.rstrip(".").lower().split(".")[-2:])


def extracted(records, names, run, variables):
    """The lines of these records, by file and number. The program reads them twice, from a file."""
    with tempfile.TemporaryDirectory(prefix="dehusk-") as folder:
        path = os.path.join(folder, "records.warc.gz")
        positions, whole = [], []
        with open(path, "wb") as file:
            for (_, index, number), record in records:
                if record is None:
                    whole.append(index)
                else:
                    positions.append((index, number))
                    file.write(record)
        for index in whole:
            for number, line in enumerate(output([*run, names[index]], variables)):
                yield (index, number), line
        if not positions:
            return
        ours = re.compile(re.escape(f'"input":{json.dumps(path)},"record":') + r"(\d+)(?=[^{}]*}$)")
        for line in output([*run, "--sites", path], variables):
            place = ours.search(line)
            index, number = positions[int(place[1]) - 1]
            name = json.dumps(names[index], ensure_ascii=False)
            there = f'"input":{name},"record":{number}'
            yield (index, number), line[: place.start()] + there + line[place.end() :]


def output(arguments, variables):
    """The lines that the program writes."""
    with subprocess.Popen(arguments, env=variables, stdout=subprocess.PIPE) as program:
        for line in io.TextIOWrapper(program.stdout, encoding="utf-8", newline="\n"):
            yield line.rstrip("\n")
    if program.returncode != 0:
        raise OSError(f"{arguments[0]} failed: {program.returncode}")


if __name__ == "__main__":
    main()
