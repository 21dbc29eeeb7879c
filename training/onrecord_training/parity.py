"""Writes the cases that hold the Rust crate `encoder` to this code: words, ids, types, and scores.

    python -m onrecord_training.parity --weights weights-5.pt --model ../crates/encoder/model --texts ../crates/encoder/tests/texts.json --out ../crates/encoder/tests/parity.json

Anchor logits are those of PyTorch in float32 and of onnxruntime on the shipped int8 file; the decoded spans are PyTorch's.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .features import load_tokenizer, words_of
from .model import LABELS, Encoder, Roles
from .windows import window_from


def points_to_bytes(text: str, points: list[int]) -> list[int]:
    return [len(text[:p].encode()) for p in points]


@torch.no_grad()
def case(text, tokenizer, encoder, roles, session):
    words = words_of(text, tokenizer)
    out = {"text": text, "start": points_to_bytes(text, words.start), "end": points_to_bytes(text, words.end), "pieces": words.pieces, "kind": words.kind}
    window = window_from(words, 0, 256)
    if not window.words or window.words.stop < len(words):
        return out
    anchor, pair = encoder(torch.tensor([window.ids]), torch.tensor([window.types]), torch.ones(1, len(window.ids)))
    shipped = session.run(["anchor"], {"ids": np.array([window.ids], np.int32), "types": np.array([window.types], np.int32)})[0]
    out["anchor"] = [round(float(anchor[0, i]), 4) for i in window.at]
    out["anchor_int8"] = [round(float(shipped[0, i]), 4) for i in window.at]
    out["frames"] = {}
    for i in range(len(words)):
        if anchor[0, window.at[i]] > 0:
            scores = roles(pair[0, window.at][None], torch.tensor([i]), torch.tensor([len(words)]))[0]
            out["frames"][i] = [LABELS[tag] for tag in roles.decode(scores)]
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "model", "texts", "out"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    a = ap.parse_args()
    tokenizer = load_tokenizer()
    encoder, roles = Encoder(), Roles()
    weights = torch.load(a.weights)
    encoder.load_state_dict(weights["encoder"])
    roles.load_state_dict(weights["roles"])
    encoder.eval()
    roles.eval()
    session = onnxruntime.InferenceSession(a.model / "encoder.onnx")
    cases = [case(text, tokenizer, encoder, roles, session) for text in json.loads(a.texts.read_text(encoding="utf-8"))]
    a.out.write_text("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
