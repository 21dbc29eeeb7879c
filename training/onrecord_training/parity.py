"""Writes the cases that hold the Rust crate `encoder` to this code: words, ids, types, and scores.

    python -m onrecord_training.parity --weights weights-5.pt --model ../crates/encoder/model --texts ../crates/encoder/tests/texts.json --out ../crates/encoder/tests/parity.json

    python -m onrecord_training.parity --corpus ../../shared/data/polnear/dev/text

The second prints a digest of how every text of a folder is cut, which a test of the crate compares with its own.

Anchor logits are those of PyTorch in float32 and of onnxruntime on the shipped int8 file; the decoded spans are
those of PyTorch's role head over the latter, and so are the links between the last word and others. Labels of names and kinds of
mentions are the likeliest by the latter.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .features import load_tokenizer, words_of
from .coreference import MENTION_KINDS
from .model import LABELS, Encoder, Links, Roles
from .names import NAME_LABELS
from .windows import window_from


def points_to_bytes(text: str, points: list[int]) -> list[int]:
    return [len(text[:p].encode()) for p in points]


@torch.no_grad()
def case(text, tokenizer, encoder, roles, links, session):
    words = words_of(text, tokenizer)
    out = {"text": text, "start": points_to_bytes(text, words.start), "end": points_to_bytes(text, words.end), "pieces": words.pieces, "kind": words.kind}
    window = window_from(words, 0, 256)
    if not window.words or window.words.stop < len(words):
        return out
    anchor, _ = encoder(torch.tensor([window.ids]), torch.tensor([window.types]), torch.ones(1, len(window.ids)))
    inputs = {"ids": np.array([window.ids], np.int64), "types": np.array([window.types], np.int64)}
    shipped, shipped_pair, names, mention, link = session.run(["anchor", "pair", "names", "mention", "link"], inputs)
    out["anchor"] = [round(float(anchor[0, i]), 4) for i in window.at]
    out["anchor_int8"] = [round(float(shipped[0, i]), 4) for i in window.at]
    out["names"] = [NAME_LABELS[i] for i in names[0, window.at].argmax(-1)]
    out["mentions"] = [MENTION_KINDS[i] for i in mention[0, window.at].argmax(-1)]
    features, last = torch.tensor(link[0, window.at]), len(words) - 1
    others = list(range(0, last, max(1, last // 8)))
    scores = links(features[last:], features[others], torch.tensor([[j - last for j in others]]), torch.zeros(1, len(others)))[0]
    out["links"] = [[last, j, round(float(s), 3)] for j, s in zip(others, scores)]
    out["frames"] = {}
    for i in range(len(words)):
        if anchor[0, window.at[i]] > 0:
            scores = roles(torch.tensor(shipped_pair)[0, window.at][None], torch.tensor([i]), torch.tensor([len(words)]))[0]
            out["frames"][i] = [LABELS[tag] for tag in roles.decode(scores)]
    return out


def digest(folder: Path) -> str:
    tokenizer = load_tokenizer()
    h = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        words = words_of(text, tokenizer)
        byte = [0]
        for c in text:
            byte.append(byte[-1] + len(c.encode()))
        for start, end, pieces, kind in zip(words.start, words.end, words.pieces, words.kind):
            h.update(f"{byte[start]} {byte[end]} {kind} {pieces}\n".encode())
    return h.hexdigest()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "model", "texts", "out", "corpus"):
        ap.add_argument(f"--{name}", type=Path)
    a = ap.parse_args()
    if a.corpus:
        print(digest(a.corpus))
        return
    tokenizer = load_tokenizer()
    encoder, roles, links = Encoder(), Roles(), Links()
    weights = torch.load(a.weights)
    encoder.load_state_dict(weights["encoder"])
    roles.load_state_dict(weights["roles"])
    links.load_state_dict(weights["links"])
    encoder.eval()
    roles.eval()
    session = onnxruntime.InferenceSession(a.model / "encoder.onnx")
    cases = [case(text, tokenizer, encoder, roles, links, session) for text in json.loads(a.texts.read_text(encoding="utf-8"))]
    a.out.write_text("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
