"""Predicts a corpus with trained weights, in the scorer's format: for choosing weights, not for use.

    python -m onrecord_training.predict --data ../../shared/data/polnear/dev --weights weights-6.pt --out predictions.jsonl
"""

import argparse
import json
from pathlib import Path

import torch

from .features import load_tokenizer, words_of
from .model import LABELS, Encoder, Roles
from .polnear import read_corpus
from .windows import best_window, covering_windows


@torch.no_grad()
def attributions_of(text, tokenizer, encoder, roles, size, context, least):
    words = words_of(text, tokenizer)
    windows = covering_windows(words, size, context)
    if not windows:
        return []
    found = [encoder(torch.tensor([w.ids]), torch.tensor([w.types]), torch.ones(1, len(w.ids))) for w in windows]
    anchors = [torch.sigmoid(anchor[0, w.at]) for (anchor, _), w in zip(found, windows)]
    out = []
    for i in range(len(words)):
        k = best_window(windows, len(words), i)
        w = windows[k]
        if i not in w.words or anchors[k][i - w.words.start] < least:
            continue
        features = found[k][1][0, w.at][None]
        scores = roles(features, torch.tensor([i - w.words.start]), torch.tensor([len(w.at)]))[0]
        spans = {"source": [], "cue": [], "content": []}
        tags = roles.decode(scores)
        for j, tag in enumerate(tags):
            if tag == 0:
                continue
            role, at = LABELS[tag][2:], w.words.start + j
            if LABELS[tag][0] == "B" or not spans[role]:
                spans[role].append([words.start[at], words.end[at]])
            else:
                spans[role][-1][1] = words.end[at]
        if spans["content"]:
            out.append({"source": spans["source"] or None, "cue": spans["cue"] or None, "content": spans["content"],
                        "confidence": float(anchors[k][i - w.words.start]), "anchor": [words.start[i], words.end[i]]})
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--size", type=int, default=256)
    ap.add_argument("--context", type=int, default=60, help="words a window shows beside an anchor, at least, where it can")
    ap.add_argument("--least", type=float, default=0.5, help="probability from which a word is an anchor")
    a = ap.parse_args()
    tokenizer = load_tokenizer()
    encoder, roles = Encoder(), Roles()
    weights = torch.load(a.weights)
    encoder.load_state_dict(weights["encoder"])
    roles.load_state_dict(weights["roles"])
    encoder.eval()
    roles.eval()
    with a.out.open("w", encoding="utf-8") as f:
        for doc, (text, _) in read_corpus(a.data).items():
            found = attributions_of(text, tokenizer, encoder, roles, a.size, a.context, a.least)
            f.write(json.dumps({"doc": doc, "attributions": found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
