"""Documents cut into windows of word pieces, and the gold tags of each window's anchors."""

import random
from dataclasses import dataclass

import numpy as np

from .features import CLS, SEP, Words
from .model import LABELS
from .polnear import Attribution

# Words that stand in front of the word that carries a cue: "has also said" is anchored at "said".
BEFORE_ANCHOR = set(
    "has have had is are was were be been being am 's ’s 're ’re 've ’ve 'd ’d ' ’ s re ve d t n't not to would will could can may might "
    "should must did do does also now just then later never still even once first the a an it so only".split()
)


@dataclass
class Gold:
    anchor: int
    tags: dict[int, int]  # word -> label, where it isn't O
    first: int
    last: int


def overlapping(words: Words, start: int, end: int) -> range:
    """Indices of the words that overlap a span of code points."""
    first = int(np.searchsorted(words.end, start, side="right"))
    last = int(np.searchsorted(words.start, end, side="left"))
    return range(first, last)


def anchor_of(words: Words, text: str, cue: list[tuple[int, int]]) -> int | None:
    indices = [i for s, e in cue for i in overlapping(words, s, e)]
    for i in indices:
        word = text[words.start[i] : words.end[i]].lower()
        if word not in BEFORE_ANCHOR and not word.endswith("ly") and word[0].isalnum():
            return i
    return indices[0] if indices else None


def gold_of(words: Words, text: str, attributions: list[Attribution]) -> list[Gold]:
    out = {}
    for a in attributions:
        anchor = anchor_of(words, text, a.cue)
        if anchor is None or anchor in out:
            continue
        tags = {}
        for role in ("content", "source", "cue"):
            for s, e in getattr(a, role):
                for n, i in enumerate(overlapping(words, s, e)):
                    tags[i] = LABELS.index(("I-" if n else "B-") + role)
        for i in sorted(tags):  # a later role may have cut a span: what is left begins anew
            if tags[i] % 2 == 0 and tags.get(i - 1) not in (tags[i], tags[i] - 1):
                tags[i] -= 1
        out[anchor] = Gold(anchor, tags, min([anchor, *tags]), max([anchor, *tags]))
    return sorted(out.values(), key=lambda g: g.anchor)


@dataclass
class Window:
    ids: list[int]
    types: list[int]
    words: range  # of the document
    at: list[int]  # the first piece of each word


def window_from(words: Words, start: int, size: int) -> Window:
    """The window of at most `size` pieces that begins with word `start`."""
    ids, types, at = [CLS], [0], []
    i = start
    while i < len(words):
        new = i > start and words.paragraph[i] != words.paragraph[i - 1]
        if len(ids) + new + len(words.pieces[i]) + 1 > size:
            break
        if new:
            ids.append(SEP)
            types.append(0)
        at.append(len(ids))
        ids += words.pieces[i]
        types += [words.kind[i]] * len(words.pieces[i])
        i += 1
    return Window(ids + [SEP], types + [0], range(start, i), at)


def training_windows(words: Words, size: int, rng: random.Random) -> list[Window]:
    """Windows that cover the document about once: cut anew in each epoch, mostly at paragraph breaks."""
    out, start = [], -rng.randrange(0, 150)
    while start < len(words):
        window = window_from(words, max(start, 0), size)
        if start < 0:  # the first window is cut short, so that the others fall elsewhere each time
            short = max(start + 170, 20)
            window = window_from(words, 0, size) if len(words) <= 170 else truncated(window, short)
        if not window.words:  # one word of more pieces than a window holds
            start = max(start, 0) + 1
            continue
        out.append(window)
        if window.words.stop >= len(words):
            break
        start = max(window.words.stop - rng.randrange(10, 45), window.words.start + 1)
        near = [i for i in range(start, max(start - 40, window.words.start + 1), -1) if words.paragraph[i] != words.paragraph[i - 1]]
        if near and rng.random() < 0.8:
            start = near[0]
    return out


def truncated(window: Window, words: int) -> Window:
    if words >= len(window.at):
        return window
    end = window.at[words]
    return Window(window.ids[:end] + [SEP], window.types[:end] + [0], range(window.words.start, window.words.start + words), window.at[:words])


def covering_windows(words: Words, size: int, context: int) -> list[Window]:
    """Windows that overlap so that a word stands at least about `context` words from an edge in one of them."""
    out, start = [], 0
    while start < len(words):
        window = window_from(words, start, size)
        if not window.words:
            start += 1
            continue
        out.append(window)
        if window.words.stop >= len(words):
            break
        start = max(window.words.stop - min(2 * context, len(window.words) // 2), window.words.start + 1)
        near = [i for i in range(start, max(start - context // 2, window.words.start + 1), -1) if words.paragraph[i] != words.paragraph[i - 1]]
        if near:
            start = near[0]
    return out


def best_window(windows: list[Window], total: int, word: int) -> int:
    """The window that shows most on the poorer side of the word; a document's edge is no edge."""

    def room(w: Window) -> int:
        if word not in w.words:
            return -1
        left = 10_000 if w.words.start == 0 else word - w.words.start
        right = 10_000 if w.words.stop == total else w.words.stop - 1 - word
        return min(left, right)

    return max(range(len(windows)), key=lambda i: (room(windows[i]), -i))
