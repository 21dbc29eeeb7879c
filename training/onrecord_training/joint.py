"""Teaches the trained attribution model names and coreference beside what it knows, in one pass of the encoder.

    python -m onrecord_training.joint --data ../../shared/data --start weights.pt --out ../target/training/joint

Each step reads windows of three tasks. Stopped and started again with the same arguments, it goes on from the last checkpoint.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from torch.nn import functional as F

from .coreference import MENTION_KINDS, Chained, Mention, head_of, read_gap, read_gum, read_litbank
from .features import MASK, Words, load_tokenizer, straighten, words_of
from .labelled import FOLDER as LABELS, read_articles, read_passages
from .model import Encoder, Links, Roles
from .names import NAME_LABELS, Named, read_names
from .polnear import read_corpus
from .silver import bodies, forenames, lead, read_news, silver
from .train import Average, batches_of, digest, epoch_windows
from .windows import Window, overlapping, training_windows, window_from

NONE = MENTION_KINDS.index("none")


class Rows:
    """The windows of one step, all tasks together, as one batch; and where each task's begin."""

    def __init__(self, rng: random.Random, hide: float):
        self.windows: list[Window] = []
        self.rng, self.hide = rng, hide

    def add(self, windows: list[Window]) -> int:
        self.windows += windows
        return len(self.windows) - len(windows)

    def tensors(self):
        pieces = max(len(w.ids) for w in self.windows)
        words = max(len(w.at) for w in self.windows)
        ids = torch.zeros(len(self.windows), pieces, dtype=torch.long)
        types, mask = torch.zeros_like(ids), torch.zeros(len(self.windows), pieces)
        at = torch.zeros(len(self.windows), words, dtype=torch.long)
        for r, w in enumerate(self.windows):
            n = len(w.ids)
            ids[r, :n] = torch.tensor([MASK if 0 < k < n - 1 and self.rng.random() < self.hide else i for k, i in enumerate(w.ids)])
            types[r, :n] = torch.tensor(w.types)
            mask[r, :n] = 1
            at[r, : len(w.at)] = torch.tensor(w.at)
        return ids, types, mask, at


class Stream:
    """Endless batches of one corpus, made anew each epoch; its place can be kept and found again."""

    def __init__(self, name: str, seed: int, make: Callable[[random.Random], list]):
        self.name, self.seed, self.make = name, seed, make
        self.epoch, self.index, self.batches = 0, 0, None

    def next(self):
        if self.batches is None:
            self.batches = self.make(random.Random(f"{self.seed} {self.name} {self.epoch}"))
        batch = self.batches[self.index]
        self.index += 1
        if self.index == len(self.batches):
            self.epoch, self.index, self.batches = self.epoch + 1, 0, None
        return batch

    def place(self) -> tuple[int, int]:
        return self.epoch, self.index

    def go_to(self, place: tuple[int, int]) -> None:
        self.epoch, self.index = place


# --- attributions


def attribution_rows(rows: Rows, chunk: list):
    base = rows.add([w for w, _ in chunk])
    return [(base + r, w, gold) for r, (w, gold) in enumerate(chunk)]


def attribution_loss(encoder, roles, x, found):
    """As `train.step_loss`, on the rows of this task."""
    count, anchored, spanned, rows, anchors, tags, lengths = 0, 0.0, 0.0, [], [], [], []
    words = x.shape[1]
    for r, w, gold in found:
        is_anchor = torch.zeros(len(w.at))
        for g in gold:
            is_anchor[g.anchor - w.words.start] = 1
            if g.first in w.words and g.last in w.words:
                row = torch.zeros(words, dtype=torch.long)
                for i, label in g.tags.items():
                    row[i - w.words.start] = label
                rows.append(r)
                anchors.append(g.anchor - w.words.start)
                tags.append(row)
                lengths.append(len(w.at))
        count += len(gold)
        anchored = anchored + F.binary_cross_entropy_with_logits(encoder.anchor(x[r, : len(w.at)]).squeeze(-1), is_anchor, reduction="sum")
    if rows:
        longest = max(lengths)
        lengths = torch.tensor(lengths)
        scores = roles(encoder.pair(x)[rows, :longest], torch.tensor(anchors), lengths)
        spanned = roles.loss(scores, torch.stack(tags)[:, :longest], lengths).mean()
    return anchored / max(count, 1) + 0.5 * spanned


# --- names


def name_windows(corpus: list[Named], tokenizer, size: int, rng: random.Random) -> list[tuple[Window, list[set[int]]]]:
    out = []
    for named in corpus:
        text = named.text
        if rng.random() < 0.05 and len(text.upper()) == len(text):
            text = text.upper()
        words = words_of(straighten(text, rng.choices((0, 1), (0.8, 0.2))[0]), tokenizer)
        allowed = [{0} for _ in range(len(words))]
        for start, end, kinds in named.names:
            for n, i in enumerate(overlapping(words, start, end)):
                allowed[i] = {NAME_LABELS.index(f"{'I' if n else 'B'}-{kind}") for kind in kinds}
        out += [(w, allowed[w.words.start : w.words.stop]) for w in training_windows(words, size, rng)]
    return out


def names_loss(encoder, x, found):
    total, count = 0.0, 0
    for r, allowed in found:
        may = torch.full((len(allowed), len(NAME_LABELS)), -1e9)
        for i, labels in enumerate(allowed):
            may[i, list(labels)] = 0
        logits = encoder.names(x[r, : len(allowed)])
        total = total + (logits.logsumexp(-1) - (logits + may).logsumexp(-1)).sum()
        count += sum(1 for labels in allowed if labels != {0})
    return total / max(count, 10)


# --- coreference


class Chain:
    """Some windows of one text on end, the heads of the mentions in them, and who they are."""

    def __init__(self, chained: Chained, words: Words, windows: list[Window]):
        self.windows, self.both, self.complete = windows, chained.both, chained.complete
        first, stop = windows[0].words.start, windows[-1].words.stop
        heads: dict[int, tuple[Mention, bool]] = {}
        for number, m in enumerate(chained.mentions):
            indices = overlapping(words, m.start, m.end)
            if not indices:
                continue
            lower = [chained.text[words.start[i] : words.end[i]].lower() for i in indices]
            head = indices[head_of(lower)]
            if first <= head < stop and head not in heads:
                heads[head] = (m, chained.anaphors is None or number in chained.anaphors)
        order = sorted(heads)
        self.heads = [i - first for i in order]
        self.words = [chained.text[words.start[i] : words.end[i]].lower() for i in order]
        self.mentions = [heads[i][0] for i in order]
        self.anaphors = [n for n, i in enumerate(order) if heads[i][1]]
        silent = {id(chained.mentions[number]) for number in chained.silent}
        self.silent = torch.tensor([id(m) in silent for m in self.mentions])
        self.size = stop - first

    def loss(self, encoder, links, x):
        """x [words, width] of these windows -> mention loss, link loss, number of anaphors."""
        mentioned = torch.zeros(())
        if self.complete:
            may = torch.full((self.size, len(MENTION_KINDS)), -1e9)
            may[:, NONE] = 0
            for head, m in zip(self.heads, self.mentions):
                may[head] = torch.tensor([0.0 if kind in m.kinds else -1e9 for kind in MENTION_KINDS])
            logits = encoder.mention(x)
            mentioned = (logits.logsumexp(-1) - (logits + may).logsumexp(-1)).sum() / max(len(self.heads), 10)
        if not self.anaphors or len(self.heads) < 2:
            return mentioned, torch.zeros(()), 0
        heads = torch.tensor(self.heads)
        anaphors = torch.tensor(self.anaphors)
        features = encoder.link(x[heads])
        distance = heads[None] - heads[anaphors][:, None]
        same = torch.tensor([[self.words[i] == word for word in self.words] for i in self.anaphors])
        scores = links(features[anaphors], features, distance, same)
        entity = torch.tensor([m.entity for m in self.mentions])
        may = (distance != 0 if self.both else distance < 0) & ~self.silent
        gold = (entity[None] == entity[anaphors][:, None]) & may
        scores = torch.cat([torch.zeros(len(anaphors), 1), scores.masked_fill(~may, -1e9)], 1)
        right = torch.cat([~gold.any(1, keepdim=True), gold], 1)
        loss = scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1)
        return mentioned, loss.mean(), len(anaphors)


def chains_of(chained: Chained, tokenizer, size: int, many: int, rng: random.Random) -> list[Chain]:
    """The whole text in chains of at most `many` windows that don't overlap."""
    words = words_of(chained.text, tokenizer)
    windows, start = [], 0
    while start < len(words):
        window = window_from(words, start, size if start else rng.randrange(size // 2, size))
        if not window.words:
            start += 1
            continue
        windows.append(window)
        start = window.words.stop
    groups = [windows[i : i + many] for i in range(0, len(windows), many)]
    chains = [Chain(chained, words, g) for g in groups if all(a.words.stop == b.words.start for a, b in zip(g, g[1:]))]
    return [c for c in chains if c.anaphors]


def joined(parts: list[Chained]) -> Chained:
    """Short texts as paragraphs of one."""
    text, mentions, anaphors = "", [], []
    for n, part in enumerate(parts):
        at = len(text)
        anaphors += [len(mentions) + i for i in part.anaphors]
        mentions += [Mention(m.start + at, m.end + at, 1000 * n + m.entity, m.kinds) for m in part.mentions]
        text += part.text.replace("\n", " ") + "\n"
    return Chained(text, mentions, complete=False, anaphors=anaphors, both=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/, ner/, coref/, gazetteers/")
    ap.add_argument("--start", type=Path, required=True, help="weights of the attribution model")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--steps", type=int, default=700)
    ap.add_argument("--every", type=int, default=100, help="steps from one checkpoint to the next")
    ap.add_argument("--size", type=int, default=256)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--keep", type=int, default=2, help="lowest layers that stay as they are; the pieces' vectors always do")
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--known-rate", type=float, default=2e-4, help="of the heads that are trained already")
    ap.add_argument("--news", type=int, default=0, help="articles of which more silver examples are made")
    ap.add_argument("--rows", type=int, nargs=2, default=(8, 9), help="windows of attributions and of names in a step")
    ap.add_argument("--silver", type=int, default=1, help="chains of silver examples in every other step")
    ap.add_argument("--labels", type=int, default=0, help="chains of labelled articles in every step; as many of passages")
    ap.add_argument("--hide", type=float, default=0.08)
    ap.add_argument("--seed", type=int, default=17)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    tokenizer = load_tokenizer()
    encoder, roles, links = Encoder(), Roles(), Links()
    weights = torch.load(a.start)
    missing = encoder.load_state_dict(weights["encoder"], strict=False).missing_keys
    roles.load_state_dict(weights["roles"])
    if "links" in weights:
        links.load_state_dict(weights["links"])
    modules = {"encoder": encoder, "roles": roles, "links": links}

    polnear = read_corpus(a.data / "polnear" / "train")
    named = read_names(a.data / "ner")
    coref = a.data / "coref"
    gap = (read_passages if a.labels else read_gap)(coref / "gap" / "gap-development.tsv")
    read = read_gum(coref / "ontogum" / "gum-conllu") + read_litbank(coref / "litbank" / "conll")
    genders = forenames(a.data / "gazetteers")
    articles = read_articles(polnear) if a.labels else []
    news = read_news(a.data / "news" / "allsides-37k.jsonl.zst", a.news) if a.news else []

    def grouped(items: list, size: int, rng: random.Random) -> list:
        rng.shuffle(items)
        return [items[i : i + size] for i in range(0, len(items), size)]

    def real_chains(rng):
        return grouped([c for d in read for c in chains_of(d, tokenizer, a.size, 4, rng)], 1, rng)

    def silver_chains(rng):
        texts = [polnear[d][0] for d in sorted(polnear)] + rng.sample(news, len(news) // 3)
        made = [silver(text, genders, rng) for text in texts[::2]] + [lead(text, genders, rng) for text in 2 * texts] + [bodies(text, rng) for text in texts]
        return grouped([c for d in made if d for c in chains_of(d, tokenizer, a.size, 4, rng)], 1, rng)

    def labelled_chains(rng):
        return grouped([c for d in articles for c in chains_of(replace(d, both=rng.random() < 0.5), tokenizer, a.size, 5, rng)], a.labels, rng)

    def gap_chains(rng):
        pairs = grouped(list(gap), 2, rng)
        return grouped([c for p in pairs for c in chains_of(joined(p), tokenizer, a.size, 2, random.Random(0))], a.labels or 3, rng)

    streams = [
        Stream("attributions", a.seed, lambda r: batches_of(epoch_windows(polnear, tokenizer, a.size, r), a.rows[0], r)),
        Stream("names", a.seed, lambda r: grouped(name_windows(named, tokenizer, a.size, r), a.rows[1], r)),
        Stream("real", a.seed, real_chains),
        Stream("silver", a.seed, silver_chains),
        Stream("gap", a.seed, gap_chains),
        *([Stream("labelled", a.seed, labelled_chains)] if articles else []),
    ]
    below = (encoder.positions, encoder.types, encoder.norm) if a.keep else ()
    for module in (encoder.pieces, *below, *encoder.layers[: a.keep]):
        module.requires_grad_(False)
    new = {id(p) for k, p in encoder.named_parameters() if k in missing} | ({id(p) for p in links.parameters()} if "links" not in weights else set())
    known = {id(p) for m in (encoder.anchor, encoder.pair, encoder.names, encoder.mention, encoder.link, roles, links) for p in m.parameters()} - new
    every = [p for m in modules.values() for p in m.parameters() if p.requires_grad]
    groups = [([p for p in every if id(p) not in new | known], a.rate), ([p for p in every if id(p) in known], a.known_rate), ([p for p in every if id(p) in new], a.head_rate)]
    optimizer = torch.optim.AdamW([{"params": p, "lr": r} for p, r in groups if p], weight_decay=0.01)
    warm = a.steps // 16 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (a.steps - s) / (a.steps - warm))))
    average = Average(list(modules.values()), 0.995)
    log, checkpoint, begun = a.out / "log.jsonl", a.out / "checkpoint.pt", 0
    if checkpoint.exists():
        c = torch.load(checkpoint, weights_only=False)
        for k, m in modules.items():
            m.load_state_dict(c[k])
        optimizer.load_state_dict(c["optimizer"])
        schedule.load_state_dict(c["schedule"])
        average.kept, average.steps, begun = c["average"], c["steps"], c["step"]
        rng.setstate(c["rng"])
        torch.set_rng_state(c["torch_rng"])
        for stream in streams:
            stream.go_to(c["places"][stream.name])
    else:
        folders = {"polnear": a.data / "polnear" / "train", "ner": a.data / "ner", "coref": coref}
        folders |= {"labels": LABELS} if articles else {}
        record = {"arguments": {k: str(v) for k, v in vars(a).items()}, "torch": torch.__version__, "sha256": {k: digest(f) for k, f in folders.items()}}
        log.write_text(json.dumps(record) + "\n")
    sums, since = torch.zeros(4), time.time()
    for module in modules.values():
        module.train()
    for step in range(begun, a.steps):
        rows = Rows(rng, a.hide)
        attributed = attribution_rows(rows, streams[0].next())
        names = streams[1].next()
        base = rows.add([w for w, _ in names])
        # The real texts every other step; between them names put as pronouns, in news, and single pronouns.
        chains = streams[2].next() if step % 2 == 0 else [c for _ in range(a.silver) for c in streams[3].next()]
        if articles:
            chains = chains + streams[5].next() + streams[4].next()
        else:
            chains = chains + (streams[4].next() if step % 2 else streams[2].next())
        placed = [(rows.add(c.windows), c) for c in chains]
        ids, types, mask, at = rows.tensors()
        x = encoder.read(ids, types, mask)
        x = x.gather(1, at[..., None].expand(-1, -1, x.shape[-1]))
        parts = [attribution_loss(encoder, roles, x, attributed), names_loss(encoder, x, [(base + r, allowed) for r, (_, allowed) in enumerate(names)])]
        mentioned, linked, count = torch.zeros(()), torch.zeros(()), 0
        for first, chain in placed:
            flat = torch.cat([x[first + n, : len(w.at)] for n, w in enumerate(chain.windows)])
            m, loss, anaphors = chain.loss(encoder, links, flat)
            mentioned, linked, count = mentioned + m, linked + loss, count + 1
        parts += [mentioned / count, linked / count]
        loss = parts[0] + parts[1] + 0.3 * parts[2] + 1.0 * parts[3]
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(every, 1.0)
        optimizer.step()
        schedule.step()
        average.update()
        sums += torch.tensor([float(p.detach()) for p in parts])
        if (step + 1) % 20 == 0:
            line = {"step": step + 1, **dict(zip(("attribution", "names", "mentions", "links"), (sums / 20).round(decimals=4).tolist())),
                    "seconds": round(time.time() - since, 1)}
            with log.open("a") as f:
                f.write(json.dumps(line) + "\n")
            sums, since = torch.zeros(4), time.time()
        if (step + 1) % a.every == 0 or step + 1 == a.steps:
            state = {k: m.state_dict() for k, m in modules.items()}
            torch.save({**state, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "average": average.kept, "steps": average.steps,
                        "step": step + 1, "rng": rng.getstate(), "torch_rng": torch.get_rng_state(), "places": {s.name: s.place() for s in streams}}, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").rename(checkpoint)
            torch.save(dict(zip(modules, average.kept)), a.out / f"weights-{step + 1}.pt")


if __name__ == "__main__":
    main()
