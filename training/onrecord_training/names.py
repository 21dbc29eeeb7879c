"""Reads the corpora of names: texts with spans of people, bodies, places, peoples and other names.

What a corpus calls by one word may be two of ours: a label is the set of ours that it may mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = ("person", "organization", "place", "people", "other")
NAME_LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))

PERSON, ORGANIZATION, PLACE, PEOPLE, OTHER = ({kind} for kind in KINDS)
MEANING = {
    "PER": PERSON, "Person": PERSON, "person": PERSON, "politician": PERSON,
    "ORG": ORGANIZATION, "Organization": ORGANIZATION, "organisation": ORGANIZATION, "politicalparty": ORGANIZATION,
    "LOC": PLACE, "Location": PLACE, "Facility": PLACE, "location": PLACE, "country": PLACE,
    "NORP": PEOPLE, "MISC": PEOPLE | OTHER, "Misc": OTHER, "misc": PEOPLE | OTHER,
    "Product": OTHER, "event": OTHER, "election": OTHER,
}


@dataclass
class Named:
    text: str
    names: list[tuple[int, int, frozenset[str]]]  # code points, and what it may be


def held_out(filename: str) -> bool:
    """A tenth of the worldwide articles is for measuring: FNV-1a of the file name decides."""
    value = 0xCBF29CE484222325
    for byte in filename.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value % 10 == 0


def read_names(folder: Path) -> list[Named]:
    """Everything to train on below `ner/`; documents of several sentences."""
    out = []
    for file in ("train.conllu", "val.conllu"):
        out += documents(sentences(folder / "conll2003" / file, word=1, label=2))
    for file in ("train.txt", "dev.txt"):
        out += documents(sentences(folder / "crossner-politics" / file, word=0, label=1), size=6)
    for path in sorted((folder / "worldwide").glob("*.tsv")):
        if not held_out(path.name):
            out += documents(sentences(path, word=0, label=1))
    return out


def sentences(path: Path, word: int, label: int) -> Iterator[list[tuple[str, str]]]:
    """Lists of words with their labels; an empty list where a document begins."""
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        part = line.split("\t")
        if len(part) <= label or "DOCSTART" in line:
            if rows:
                yield rows
            rows = []
            if "DOCSTART" in line:
                yield []
        elif part[word].strip():
            rows.append((part[word].strip(), part[label].strip()))
    if rows:
        yield rows


def documents(found: Iterator[list[tuple[str, str]]], size: int = 40) -> list[Named]:
    groups: list[list[list[tuple[str, str]]]] = [[]]
    for sentence in found:
        if not sentence or len(groups[-1]) >= size:
            groups.append([])
        if sentence:
            groups[-1].append(sentence)
    return [written(group) for group in groups if group]


def written(group: list[list[tuple[str, str]]]) -> Named:
    """The words as a text, spaces where print has them, a paragraph of every two sentences."""
    text, names, open_marks = "", [], 0
    for number, sentence in enumerate(group):
        if text:
            text += "\n" if number % 2 == 0 else " "
        before, previous = "", "O"
        for word, label in sentence:
            tight = not before or re.fullmatch(r"[.,;:!?%)\]]|'s|’s|n't|''|[’']", word) or before in "([$£#``"
            if word == '"':
                tight, open_marks = not before or open_marks % 2 == 1 or before in "([", open_marks + 1
            elif before == '"' and open_marks % 2 == 1:
                tight = True
            text += "" if tight else " "
            start, kind = len(text), label[2:]
            text += word
            meaning = MEANING.get(kind)
            goes_on = label[0] in "IE" and previous[2:] == kind
            if meaning and goes_on and names:
                names[-1] = (names[-1][0], len(text), names[-1][2])
            elif meaning:
                names.append((start, len(text), frozenset(meaning)))
            before, previous = word, label
    return Named(text, names)
