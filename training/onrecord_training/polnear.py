"""Reads PolNeAR's brat standoff: one attribution an event, each role a list of code point spans."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass
class Attribution:
    source: list[Span]
    cue: list[Span]
    content: list[Span]


def read_attributions(path: Path) -> list[Attribution]:
    spans: dict[str, list[Span]] = {}
    events = []
    for line in path.read_text(encoding="utf-8").splitlines():
        part = line.split("\t")
        if re.match(r"T\d+\t", line):  # a text field may hold line breaks; its other lines are skipped
            where = part[1].split(" ", 1)[1]
            spans[part[0]] = [tuple(map(int, piece.split())) for piece in where.split(";")]
        elif re.match(r"E\d+\t", line):
            events.append(part[1].split())
    out = []
    for roles in events:
        got = defaultdict(list)
        for role in roles:
            name, _, ref = role.partition(":")
            got[re.sub(r"\d+$", "", name)] += spans.get(ref, [])
        if got["Content"]:
            out.append(Attribution(sorted(got["Source"]), sorted(got["Cue"]), sorted(got["Content"])))
    return out


def read_corpus(folder: Path) -> dict[str, tuple[str, list[list[Attribution]]]]:
    """Document -> its text and the attributions of each annotator, the first by name in front."""
    annotations = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations[re.sub(r"_[0-9a-f]{4}$", "", path.stem)].append(path)
    return {
        doc: ((folder / "text" / f"{doc}.txt").read_text(encoding="utf-8"), [read_attributions(p) for p in paths])
        for doc, paths in annotations.items()
    }
