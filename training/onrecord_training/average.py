"""Averages trained weights (Wortsman et al. 2022, "Model soups"): of one descent, the mean is better than each.

    python -m onrecord_training.average --out weights.pt first/weights-5.pt second/weights-1.pt second/weights-2.pt
"""

import argparse
from pathlib import Path

import torch


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--shares", type=float, nargs="+", help="how much of each, summing to one; the same of each if not given")
    a = ap.parse_args()
    every = [torch.load(path) for path in a.weights]
    shares = a.shares or [1 / len(every)] * len(every)
    mean = lambda part, name: sum(share * w[part][name].float() for share, w in zip(shares, every, strict=True))
    torch.save({part: {name: mean(part, name) for name in every[0][part]} for part in every[0]}, a.out)


if __name__ == "__main__":
    main()
