"""Extracts the main content of a crawl on a Spark cluster.

The crawl is a list of WARC files, one name per line. Each task takes one of them, runs `dehusk batch`
as a filter (RDD.pipe), and writes one part file: a line of JSON for each page, and one with the field
"error" for each record that failed. Nothing is shuffled, and the part files
are in the order of the list.

Exits with 0 if all files were read, and with 4 if some were not: their lines have "unreadable": true.
"""

import argparse
import os
import shlex
import sys

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
    parser.add_argument("options", nargs="*", help="after --: options of dehusk batch")
    arguments = parser.parse_args()

    context = SparkSession.builder.appName("dehusk").getOrCreate().sparkContext
    names = [name for name in context.textFile(arguments.list).collect() if name.strip()]
    counts = {what: context.accumulator(0) for what in ("pages", "failed", "unreadable")}

    def count(line):
        if not line.startswith('{"error":'):
            counts["pages"].add(1)
        elif line.endswith('"unreadable":true}'):
            counts["unreadable"].add(1)
        else:
            counts["failed"].add(1)
        return line

    # A task for each file: if a worker is lost, Spark repeats only one of them.
    files = context.parallelize(names, max(1, len(names)))
    lines = files.pipe(command(arguments), environment(arguments.env), checkCode=True).map(count)
    lines.saveAsTextFile(arguments.output, "org.apache.hadoop.io.compress.GzipCodec")

    print(", ".join(f"{count.value} {what}" for what, count in counts.items()))
    context.stop()
    sys.exit(4 if counts["unreadable"].value else 0)


def command(arguments):
    """The filter: names of WARC files in, lines of JSON out.

    It fails, and Spark tries again, if it could not do its work at all, for instance for lack of
    memory. Damaged records and files that cannot be read are lines of the output.
    """
    filter_command = [arguments.program, "batch", "--list", "-", "--errors", "-", "--jobs", "1", "--quiet"]
    filter_command += ["--allow-failures", "--allow-unreadable", *arguments.options]
    return shlex.join(filter_command)


def environment(names):
    """The only environment variables that RDD.pipe passes to the program."""
    return {name: os.environ[name] for name in ["PATH", "HOME", *names] if name in os.environ}


if __name__ == "__main__":
    main()
