"""MiniLM-L6 with heads: which word anchors a cue, and, for an anchor, what every word is to it; which words
are names; which word is the head of a mention, and which earlier mention is the same.

The role head is semantic-role labelling with the cue as predicate: for anchor i and word t

    y = relu(query_i + key_t + left_i * right_t + distance[bucket(t - i)])
    y = y + relu(convolution of y over t, a channel at a time)
    scores = output(y)                                    one score a label

and a linear-chain CRF over the words decides. One cue has one source and one content, in pieces or
none, so a link can't contradict a span.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from .coreference import MENTION_KINDS
from .names import NAME_LABELS

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE_BIAS = 0.9
TYPES = 8
BUCKETS = 64
KERNEL = 7
LINK = 64


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """Distance in words to one of 64: exact to 15, then by logarithm to 255."""
    size = distance.abs()
    far = 16 + ((size.clamp(min=16).float() / 16).log2() * 3.75).long()
    index = torch.where(size < 16, size, far.clamp(max=31))
    return torch.where(distance < 0, index + 32, index)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, n, width = x.shape
        q, k, v = (z.view(b, n, self.heads, -1).transpose(1, 2) for z in self.qkv(x).split(width, dim=-1))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.attended(seen.transpose(1, 2).reshape(b, n, width)))
        return self.norm2(x + self.outer(F.gelu(self.inner(x))))


class Encoder(nn.Module):
    def __init__(self, hidden: int = 128, dropout: float = 0.1):
        super().__init__()
        width = 384
        self.pieces = nn.Embedding(30522, width)
        self.positions = nn.Embedding(512, width)
        self.types = nn.Embedding(TYPES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 1536) for _ in range(6))
        self.anchor = nn.Linear(width, 1)
        self.pair = nn.Linear(width, 4 * hidden)
        self.names = nn.Linear(width, len(NAME_LABELS))
        self.mention = nn.Linear(width, len(MENTION_KINDS))
        self.link = nn.Linear(width, 4 * LINK)
        self.dropout = dropout

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor):
        """[batch, pieces] -> anchor logits [batch, pieces] and pair features [batch, pieces, 4 * hidden]."""
        x = self.read(ids, types, mask)
        return self.anchor(x).squeeze(-1), self.pair(x)

    def read(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[batch, pieces] -> [batch, pieces, width], what the heads see."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.pieces(ids) + self.positions(places) + self.types(types))
        x = F.dropout(x, self.dropout, self.training)
        bias = ((1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4).expand(-1, 12, ids.shape[1], -1)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path: Path) -> None:
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            first = w["embeddings.token_type_embeddings.weight"][0]
            self.types.weight.copy_(first + 0.01 * torch.randn(TYPES, len(first)))
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    parts = [w[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    getattr(layer.attended, kind).copy_(w[f"{p}attention.output.dense.{kind}"])
                    getattr(layer.norm1, kind).copy_(w[f"{p}attention.output.LayerNorm.{kind}"])
                    getattr(layer.inner, kind).copy_(w[f"{p}intermediate.dense.{kind}"])
                    getattr(layer.outer, kind).copy_(w[f"{p}output.dense.{kind}"])
                    getattr(layer.norm2, kind).copy_(w[f"{p}output.LayerNorm.{kind}"])


class Roles(nn.Module):
    """Scores of every label for every word of a window, given an anchor; and the CRF over them."""

    def __init__(self, hidden: int = 128):
        super().__init__()
        self.distance = nn.Embedding(2 * 32, hidden)
        self.convolution = nn.Conv1d(hidden, hidden, KERNEL, padding=KERNEL // 2, groups=hidden)
        self.output = nn.Linear(hidden, len(LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.first = nn.Parameter(torch.zeros(len(LABELS)))
        allowed = torch.ones(len(LABELS), len(LABELS))
        for j, name in enumerate(LABELS):
            if name.startswith("I-"):
                for i, before in enumerate(LABELS):
                    if before[2:] != name[2:]:
                        allowed[i, j] = 0
        self.register_buffer("forbidden", (1 - allowed) * -1e4)
        self.register_buffer("forbidden_first", torch.tensor([-1e4 if n.startswith("I-") else 0.0 for n in LABELS]))
        nn.init.normal_(self.distance.weight, std=0.1)

    def forward(self, features: torch.Tensor, anchors: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """features [n, words, 4 * hidden] of each anchor's window, anchors [n] -> [n, words, labels]."""
        query, key, left, right = features.chunk(4, dim=-1)
        n, words, hidden = query.shape
        at = anchors[:, None, None].expand(n, 1, hidden)
        distance = torch.arange(words, device=anchors.device)[None] - anchors[:, None]
        y = F.relu(query.gather(1, at) + key + left.gather(1, at) * right + self.distance(bucket(distance)))
        y = y * (torch.arange(words, device=anchors.device)[None] < lengths[:, None])[..., None]
        y = y + F.relu(self.convolution(y.transpose(1, 2)).transpose(1, 2))
        return self.output(F.dropout(y, 0.1, self.training))

    def loss(self, scores: torch.Tensor, tags: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood of the tags, one a sequence."""
        n, words, _ = scores.shape
        moves = self.transitions + self.forbidden
        at = torch.arange(words)[None] < lengths[:, None]
        right = (scores.gather(2, tags[..., None]).squeeze(2) * at).sum(1) + (self.first + self.forbidden_first)[tags[:, 0]]
        right = right + (moves[tags[:, :-1], tags[:, 1:]] * at[:, 1:]).sum(1)
        alpha = scores[:, 0] + self.first + self.forbidden_first
        for t in range(1, words):
            after = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + scores[:, t]
            alpha = torch.where(at[:, t, None], after, alpha)
        return torch.logsumexp(alpha, dim=1) - right

    def decode(self, scores: torch.Tensor) -> list[int]:
        """The best tags of one sequence [words, labels]; the begin of a source is helped a little, as in `roles.rs`."""
        scores = scores.clone()
        scores[:, LABELS.index("B-source")] += SOURCE_BIAS
        moves = self.transitions + self.forbidden
        best, back = scores[0] + self.first + self.forbidden_first, []
        for t in range(1, len(scores)):
            value, index = (best[:, None] + moves).max(0)
            best = value + scores[t]
            back.append(index)
        tags = [int(best.argmax())]
        for index in reversed(back):
            tags.append(int(index[tags[-1]]))
        return tags[::-1]


class Links(nn.Module):
    """How likely one mention is the same as another, by their heads: as the role head scores a pair of words."""

    def __init__(self):
        super().__init__()
        self.distance = nn.Embedding(2 * 32, LINK)
        self.same_word = nn.Embedding(2, LINK)
        self.output = nn.Linear(LINK, 1)
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.same_word.weight, std=0.1)

    def forward(self, anaphors: torch.Tensor, others: torch.Tensor, distance: torch.Tensor, same_word: torch.Tensor) -> torch.Tensor:
        """Features [n, 4 * LINK] and [m, 4 * LINK], distance in words and sameness [n, m] -> scores [n, m]; none scores 0."""
        query, _, left, _ = anaphors.chunk(4, dim=-1)
        _, key, _, right = others.chunk(4, dim=-1)
        y = query[:, None] + key[None] + left[:, None] * right[None] + self.distance(bucket(distance)) + self.same_word(same_word.long())
        return self.output(F.relu(y)).squeeze(-1)
