"""Fits the weights of `crates/entity/src/reference/weights.rs`: how much each sort of evidence says that a mention is the one meant.

    python -m onrecord_training.references texts --data ../shared/data > texts.jsonl
    cargo run --release -p onrecord-engine --example references < texts.jsonl > references.jsonl
    python -m onrecord_training.references fit --references references.jsonl --data ../shared/data > weights.rs

`training/fit-references` does the three. Only texts that the model hasn't learned from: every eighth labelled article, and GAP's validation set.
For each sort of anaphor a conditional logit model (McFadden 1974) over its candidates and "nobody", by maximum likelihood with a little
shrinkage; several candidates may be right. What it gets right is counted on articles left out, eight times an eighth.
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from .labelled import FOLDER, HELD_OUT

# Names of the constants, and the evidence that a sort has no use for: fitted as 0.
SORTS = {
    "he": ("OF_HE", {"role"}),
    "they": ("OF_THEY", {"after", "latest_near", "role"}),
    "name": ("OF_NAME", {"after", "latest", "latest_near", "role", "paragraph"}),
    "description": ("OF_DESCRIPTION", {"after"}),
}
FOLDS = 8
SHRINKAGE = 1.0
NOBODY = "-"
SEVERAL = "&"


def held_out(data: Path) -> tuple[dict[str, str], dict[str, tuple[int, dict[int, str]]]]:
    """Texts, and for each where its labels end and who stands at which code point."""
    texts, labels = {}, {}
    for number, line in enumerate((FOLDER / "who.tsv").read_text(encoding="utf-8").splitlines()):
        if number % HELD_OUT == 0:
            name, labels[name] = read(line)
            texts[name] = (data / "polnear/train/text" / f"{name}.txt").read_bytes().decode("utf-8")
    with (data / "coref/gap/gap-validation.tsv").open(encoding="utf-8") as file:
        passages = {row["ID"]: row["Text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for line in (FOLDER / "gap.tsv").read_text(encoding="utf-8").splitlines():
        name, marks = read(line)
        if name in passages:
            texts[name], labels[name] = passages[name], marks
    return texts, labels


def read(line: str) -> tuple[str, tuple[int, dict[int, str]]]:
    name, end, marks = line.split("\t")
    pairs = (mark.split("=") for mark in marks.split())
    return name, (int(end), {int(where.rstrip("c")): who for where, who in pairs})


class Reference:
    """An anaphor: whose it is, and a row of evidence for each candidate."""

    def __init__(self, line: dict, who: str, whose: list[str | None]):
        self.document, self.sort = line["id"], line["sort"]
        self.figures = [figure for _, figure, _ in line["candidates"]]
        self.evidence = np.array([evidence for _, _, evidence in line["candidates"]])
        self.right = np.array([who != NOBODY and one == who for one in whose])
        self.nobody = who == NOBODY

    def is_answered(self, weights: np.ndarray) -> bool:
        """Whether the figure with the highest probability is right, by any of its mentions."""
        probability = np.exp(np.minimum(self.evidence @ weights, 50.0))
        of = defaultdict(float)
        for figure, one in zip(self.figures, probability):
            of[figure] += one
        best = max(of, key=of.get)
        return any(right for figure, right in zip(self.figures, self.right) if figure == best)


def read_references(file: Path, data: Path) -> tuple[list[str], list[Reference]]:
    """The names of the evidence, and all anaphors that are labelled as one's or nobody's and have candidates."""
    texts, labels = held_out(data)
    points = {name: code_points(text) for name, text in texts.items()}
    names, references = [], []
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        if "evidence" in line:
            names = line["evidence"]
            continue
        end, who = labels[line["id"]]
        at = points[line["id"]]
        head = at[line["head"]]
        if head < end and who.get(head, SEVERAL) != SEVERAL and line["candidates"]:
            references.append(Reference(line, who[head], [who.get(at[start]) for start, _, _ in line["candidates"]]))
    return names, references


def code_points(text: str) -> dict[int, int]:
    """Bytes to code points."""
    points, byte = {}, 0
    for point, character in enumerate(text):
        points[byte] = point
        byte += len(character.encode("utf-8"))
    return points


def fitted(references: list[Reference], used: np.ndarray) -> np.ndarray:
    """The weights of the highest likelihood, by BFGS."""
    evidence = np.concatenate([r.evidence for r in references])
    of = np.repeat(np.arange(len(references)), [len(r.evidence) for r in references])
    right = np.concatenate([r.right for r in references])
    count = len(references)
    found = np.bincount(of, right, count) > 0

    def loss(weights):
        scores = evidence @ weights
        top = np.zeros(count)
        np.maximum.at(top, of, scores)
        odds, nobody = np.exp(scores - top[of]), np.exp(-top)
        total = np.bincount(of, odds, count) + nobody
        meant = np.where(found, np.bincount(of, odds * right, count), nobody)
        share = np.where(right, odds / np.where(found, meant, 1.0)[of], 0.0)
        gradient = evidence.T @ (share - odds / total[of])
        value = SHRINKAGE / 2 * weights @ weights - np.log(meant / total).sum()
        return value, (SHRINKAGE * weights - gradient) * used

    weights = np.zeros(evidence.shape[1])
    inverse = np.eye(len(weights)) * 1e-3
    value, gradient = loss(weights)
    for _ in range(500):
        direction, step = -inverse @ gradient * used, 1.0
        while step > 1e-9 and loss(weights + step * direction)[0] > value + 1e-4 * step * gradient @ direction:
            step /= 2
        if step <= 1e-9:
            break
        move = step * direction
        weights = weights + move
        last, (value, new) = value, loss(weights)
        change, gradient = new - gradient, new
        if last - value < 1e-7 * abs(last):
            break
        if (curvature := move @ change) > 1e-10:
            left = np.eye(len(weights)) - np.outer(move, change) / curvature
            inverse = left @ inverse @ left.T + np.outer(move, move) / curvature
    return weights


def cross_validated(references: list[Reference], used: np.ndarray) -> int:
    """How many that are somebody's are answered rightly with weights fitted to other texts."""
    documents = sorted({r.document for r in references})
    fold = {name: number % FOLDS for number, name in enumerate(documents)}
    answered = 0
    for left_out in range(FOLDS):
        weights = fitted([r for r in references if fold[r.document] != left_out], used)
        answered += sum(r.is_answered(weights) for r in references if fold[r.document] == left_out and not r.nobody)
    return answered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["texts", "fit"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--references", type=Path, help="what the example `references` wrote")
    arguments = parser.parse_args()
    if arguments.command == "texts":
        for name, text in held_out(arguments.data)[0].items():
            print(json.dumps({"id": name, "text": text}, ensure_ascii=False))
        return
    names, references = read_references(arguments.references, arguments.data)
    for sort, (constant, unused) in SORTS.items():
        of_sort = [r for r in references if r.sort == sort]
        used = np.array([name not in unused for name in names], dtype=float)
        somebody = sum(not r.nobody for r in of_sort)
        answered = cross_validated(of_sort, used)
        print(f"{sort}: {len(of_sort)}, {somebody} of them somebody's, {answered / somebody:.1%} answered rightly", file=sys.stderr)
        print(f"const {constant}: Evidence = Evidence {{")
        for name, weight in zip(names, fitted(of_sort, used)):
            print(f"    {name}: {round(weight, 2) + 0.0},")
        print("};")


if __name__ == "__main__":
    main()
