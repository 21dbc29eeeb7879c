"""Writes the trained weights in the form that onrecord ships: an int8 encoder in ONNX, the role head beside it.

    python -m onrecord_training.export --weights weights-6.pt --out ../crates/encoder/model

The encoder's matrices are int8 with a scale a column, quantized as onnxruntime's dynamic quantization does;
the table of word pieces is int8 with a scale a row. The role head stays in float32: it is small.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

from .coreference import MENTION_KINDS
from .model import LABELS, Encoder, Links, Roles
from .names import NAME_LABELS


# Matrices with fewer columns stay in float32: all that the heads decide by but the pairs of roles, which are half of the heads and lose nothing.
FEWEST_COLUMNS = 300


class Shipped(nn.Module):
    """The encoder as inference wants it: one window, no mask, attention written out, int8 piece table."""

    def __init__(self, encoder: Encoder, quantize: bool):
        super().__init__()
        self.encoder = encoder
        self.quantize = quantize
        if quantize:
            weight = encoder.pieces.weight.detach()
            scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            self.register_buffer("table", (weight / scale).round().to(torch.int8))
            self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor, types: torch.Tensor):
        e = self.encoder
        pieces = F.embedding(ids, self.table).to(torch.float32) * F.embedding(ids, self.scale) if self.quantize else e.pieces(ids)
        n = ids.shape[1]
        x = e.norm(pieces + e.positions.weight[:n] + e.types(types))
        for layer in e.layers:
            heads = layer.heads
            width = x.shape[-1]
            q, k, v = (z.view(1, n, heads, width // heads).transpose(1, 2) for z in layer.qkv(x).split(width, dim=-1))
            seen = (q @ k.transpose(-1, -2) * (width // heads) ** -0.5).softmax(-1) @ v
            x = layer.norm1(x + layer.attended(seen.transpose(1, 2).reshape(1, n, width)))
            x = layer.norm2(x + layer.outer(F.gelu(layer.inner(x))))
        return e.anchor(x).squeeze(-1), e.pair(x), e.names(x), e.mention(x), e.link(x)


def export_onnx(encoder: Encoder, path: Path, int8: bool) -> None:
    model = Shipped(encoder, int8).eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        n = torch.export.Dim("pieces", min=2, max=512)
        torch.onnx.export(model, (torch.zeros(1, 40, dtype=torch.long), torch.zeros(1, 40, dtype=torch.long)), plain, dynamo=True, opset_version=20,
                          input_names=["ids", "types"], output_names=["anchor", "pair", "names", "mention", "link"], dynamic_shapes=({1: n}, {1: n}), external_data=False)
        if int8:
            graph = onnx.load(plain).graph
            columns = {weight.name: weight.dims[-1] for weight in graph.initializer if weight.dims}
            small = [node.name for node in graph.node if node.op_type == "MatMul" and columns.get(node.input[1], FEWEST_COLUMNS) < FEWEST_COLUMNS]
            quantize_dynamic(plain, path, nodes_to_exclude=small, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, weight_type=QuantType.QInt8,
                             extra_options={"MatMulConstBOnly": True})
        else:
            path.write_bytes(plain.read_bytes())
    graph = onnx.load(path)
    del graph.metadata_props[:]
    for node in graph.graph.node:  # where in PyTorch a node came from: paths of the machine that trained
        del node.metadata_props[:]
        node.doc_string = ""
    for value in [*graph.graph.value_info, *graph.graph.input, *graph.graph.output, *graph.graph.initializer]:
        del value.metadata_props[:]
    path.write_bytes(graph.SerializeToString(deterministic=True))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--float", action="store_true", help="write encoder-f32.onnx too, to measure what int8 costs")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    encoder, roles, links = Encoder(), Roles(), Links()
    weights = torch.load(a.weights)
    encoder.load_state_dict(weights["encoder"])
    roles.load_state_dict(weights["roles"])
    links.load_state_dict(weights["links"])
    encoder.eval()
    export_onnx(encoder, a.out / "encoder.onnx", int8=True)
    if a.float:
        export_onnx(encoder, a.out / "encoder-f32.onnx", int8=False)
    head = {
        "distance": roles.distance.weight, "convolution.weight": roles.convolution.weight.squeeze(1), "convolution.bias": roles.convolution.bias,
        "output.weight": roles.output.weight, "output.bias": roles.output.bias,
        "transitions": roles.transitions + roles.forbidden, "first": roles.first + roles.forbidden_first,
    }
    save_file({k: v.detach().contiguous().float() for k, v in head.items()}, a.out / "roles.safetensors")
    save_file({k: v.detach().contiguous().float() for k, v in links.state_dict().items()}, a.out / "links.safetensors")
    record = {"labels": LABELS, "names": NAME_LABELS, "mentions": MENTION_KINDS, "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(a.out.glob("*.onnx")) + sorted(a.out.glob("*.safetensors"))}}
    (a.out / "model.json").write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
