"""Reads the corpora of coreference: texts with mentions, and which of them are the same.

A mention stands at its head, one word (word-level coreference, Dobrovolskii 2021). The head is found by a rule that
the engine follows too (`head_of`), so that what is learned of heads holds for sources, of which only the words are known.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

# Where the head of a noun phrase has passed.
AFTER_HEAD = set(
    ", ; : ( [ – — of for in at who whom whose which that from with on to by as near under over after before since during whose "
    "is was were are has had been being representing backing supporting opposing expecting handling seeking advising attending "
    "investigating overseeing".split()
)
# Held out: GUM's own dev and test documents of these two kinds.
GUM_HELD_OUT = {
    f"GUM_{name}"
    for name in "news_homeopathic news_iodine news_nasa news_sensitive interview_cyclone interview_gaming interview_hill interview_libertarian".split()
}
# No mention; a mention of one of these kinds.
MENTION_KINDS = ("none", "person", "organization", "place", "other")
ANY = frozenset(MENTION_KINDS[1:])


@dataclass
class Mention:
    start: int
    end: int
    entity: int
    kinds: frozenset[str]


@dataclass
class Chained:
    """A text with its mentions.

    complete   all mentions are there, so that a word without one is none
    anaphors   indices of the mentions whose antecedent is to be learned; None: all
    both       an antecedent may follow
    silent     indices of the mentions that are no antecedent: a verb whose speaker isn't printed beside it
    """

    text: str
    mentions: list[Mention]
    complete: bool
    anaphors: list[int] | None = None
    both: bool = False
    silent: frozenset[int] = frozenset()


def head_of(words: list[str]) -> int:
    """Index of the head among the words of a noun phrase, in small letters."""
    end = len(words)
    for i, word in enumerate(words):
        in_number = word == "," and words[i - 1][0].isdigit() and words[i + 1 : i + 2] and words[i + 1][0].isdigit()
        if i and word in AFTER_HEAD and not in_number:
            end = i
            break
    while end > 1 and not words[end - 1][0].isalnum():
        end -= 1
    if end > 1 and words[end - 1] == "s" and words[end - 2] in "'’":
        end = max(end - 2, 1)
    for i in range(1, end - 1):
        if words[i] == "and":
            return i
    return end - 1


def read_gum(folder: Path) -> list[Chained]:
    return [gum(path) for path in sorted(folder.glob("*.conllu")) if path.stem.startswith("GUM_") and path.stem not in GUM_HELD_OUT]


def gum(path: Path) -> Chained:
    text, mentions, entities, open_spans, kinds = "", [], {}, [], {}
    space = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and "_block" not in line:
            space = "\n" if text else ""
        if not line or line.startswith("#"):
            continue
        part = line.split("\t")
        if not part[0].isdigit():
            continue
        text += space
        start = len(text)
        text += part[1]
        space = "" if "SpaceAfter=No" in part[9] else " "
        found = re.search(r"(?:^|\|)Entity=([^|]+)", part[9])
        for item in re.findall(r"\([^()]+\)?|[^()]+\)", found.group(1)) if found else []:
            if item.startswith("("):
                group, kind = item[1:].rstrip(")").split("-")[:2]
                open_spans.append((group, start))
                kinds[group] = kind if kind in MENTION_KINDS else "other"
            if item.endswith(")"):
                group = item.strip("()").split("-")[0]
                at = next((i for i in range(len(open_spans) - 1, -1, -1) if open_spans[i][0] == group), None)
                if at is not None:
                    _, begun = open_spans.pop(at)
                    number = entities.setdefault(group, len(entities))
                    mentions.append(Mention(begun, len(text), number, frozenset({kinds[group]})))
    return Chained(text, sorted(mentions, key=lambda m: (m.start, -m.end)), complete=True)


def read_litbank(folder: Path) -> list[Chained]:
    return [litbank(path) for path in sorted(folder.glob("*.conll"))]


def litbank(path: Path) -> Chained:
    text, mentions, open_spans, sentence, before = "", [], [], 0, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        part = line.split("\t")
        if line.startswith("#") or len(part) < 5:
            sentence += not line
            continue
        word = part[3]
        if text:
            tight = re.fullmatch(r"[.,;:!?)\]]|'s|’s|n't|''|”", word) or before in "([“``"
            text += "\n" if part[2] == "0" and sentence % 3 == 0 else "" if tight else " "
        start = len(text)
        text, before = text + word, word
        for item in part[-1].split("|") if part[-1].strip("_ ") else []:
            number = int(item.strip("()"))
            if item.startswith("("):
                open_spans.append((number, start))
            if item.endswith(")"):
                at = next((i for i in range(len(open_spans) - 1, -1, -1) if open_spans[i][0] == number), None)
                if at is not None:
                    mentions.append(Mention(open_spans.pop(at)[1], len(text), number, ANY - {"other"}))
    return Chained(text, sorted(mentions, key=lambda m: (m.start, -m.end)), complete=True)


def read_gap(path: Path) -> list[Chained]:
    """The pronoun and the two names beside it, where it means one of them."""
    out = []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            true = {"A": row["A-coref"] == "TRUE", "B": row["B-coref"] == "TRUE"}
            if true["A"] == true["B"]:
                continue
            person = frozenset({"person"})
            places = [(int(row[f"{k}-offset"]), row[k], 0 if true[k] else 1) for k in "AB"]
            places.append((int(row["Pronoun-offset"]), row["Pronoun"], 0))
            mentions = sorted((Mention(at, at + len(words), number, person) for at, words, number in places), key=lambda m: m.start)
            pronoun = next(i for i, m in enumerate(mentions) if m.start == places[2][0])
            out.append(Chained(row["Text"], mentions, complete=False, anaphors=[pronoun], both=True))
    return out
