"""Reads the labels of who is who, `labels/who.tsv` on articles of PolNeAR train and `labels/gap.tsv` on GAP's development passages.

A line a text: its name; where the labelled part ends; and its mentions, each as the code point where its head begins, `=`, and
who it is: a number, `-` for nobody else mentioned, `&` for several whose names stand apart. An "and" between two names has
the number of both together. `c` before the `=` marks a verb whose speaker isn't printed beside it.
"""

import csv
import re
from pathlib import Path

from .coreference import ANY, Chained, Mention

FOLDER = Path(__file__).parent.parent / "labels"
# Every so many articles, by name, are kept for measuring.
HELD_OUT = 8
PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their|Him|Them)\b")


def read_articles(polnear: dict) -> list[Chained]:
    """All articles but those held out."""
    lines = (FOLDER / "who.tsv").read_text(encoding="utf-8").splitlines()
    return [labelled(line, polnear[line.split("\t")[0]][0]) for n, line in enumerate(lines) if n % HELD_OUT]


def read_passages(gap: Path) -> list[Chained]:
    """Passages of GAP; a pronoun may mean who is named after it."""
    with gap.open(encoding="utf-8") as file:
        texts = {row["ID"]: row["Text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    lines = (FOLDER / "gap.tsv").read_text(encoding="utf-8").splitlines()
    chained = [labelled(line, texts[line.split("\t")[0]], both=True) for line in lines if line.split("\t")[0] in texts]
    return [c for c in chained if c.anaphors]


def labelled(line: str, text: str, both: bool = False) -> Chained:
    """Names are no anaphors: that they are alike is plain to see."""
    _, end, marks = line.split("\t")
    text = text[: int(end)]
    mentions, anaphors, silent = [], [], set()
    for number, mark in enumerate(marks.split()):
        where, _, who = mark.partition("=")
        start = int(where.rstrip("c"))
        if where.endswith("c"):
            silent.add(number)
        if who != "&" and (not text[start].isupper() or PRONOUN.match(text, start)):
            anaphors.append(number)
        mentions.append(Mention(start, start + 1, int(who) if who.isdigit() else -1 - number, ANY))
    return Chained(text, mentions, complete=False, anaphors=anaphors, both=both, silent=frozenset(silent))
