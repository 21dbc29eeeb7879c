"""Writes the forenames of which a pronoun is likely, for `crates/entity/data/forenames.txt`.

    python -m onrecord_training.forenames --census FOLDER --popular common-forenames-by-country.csv \\
        --congress us_congress --out ../crates/entity/data/forenames.txt

`--census` holds dist.male.first and dist.female.first of the US Census Bureau, 1990 (public domain; in the source of the
package `names`). `--popular` and `--congress` (presidents, vice presidents and members of Congress) are CC0. A name is listed where
at least 95 of 100 who bear it are called by one pronoun.
"""

import argparse
import csv
import re
from collections import defaultdict
from pathlib import Path


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("census", "popular", "congress", "out"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    a = ap.parse_args()
    share: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for column, file in enumerate(("dist.male.first", "dist.female.first")):
        for line in (a.census / file).read_text().splitlines():
            part = line.split()
            share[part[0].lower()][column] += float(part[1]) + 0.0005
    with a.popular.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            name = row["Romanized Name"].strip().lower()
            if name.isalpha() and len(name) > 1:
                share[name]["MF".index(row["Gender"])] += 0.002
    for file in ("executive.yaml", "legislators-current.yaml"):
        text = (a.congress / file).read_text()
        for name, gender in re.findall(r"^    first: (\w+)$.*?^    gender: ([MF])$", text, re.MULTILINE | re.DOTALL):
            share[name.lower()]["MF".index(gender)] += 0.0005
    lists = [sorted(n for n, s in share.items() if s[column] >= 0.95 * sum(s)) for column in (0, 1)]
    header = "# Forenames by the pronoun that is printed of those who bear them; training/onrecord_training/forenames.py made it.\n"
    a.out.write_text(header + "".join(f"{pronoun} {' '.join(names)}\n" for pronoun, names in zip(("he", "she"), lists)))


if __name__ == "__main__":
    main()
