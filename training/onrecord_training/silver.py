"""Makes examples of pronouns and descriptions from names that are printed twice.

Where a surname alone follows a full name, the second is put as "he", "she", "his", or by the role printed beside the
first ("the senator"), and who is meant is known. The forms come from lists of forenames; nothing of that reaches the
engine, which never asks anybody's gender.
"""

import csv
import json
import random
import re
import subprocess
from pathlib import Path

from .coreference import Chained, Mention

ROLES = (
    "president|senator|governor|congressman|congresswoman|mayor|minister|secretary|chancellor|professor|judge|general|director|chairman|chairwoman|"
    "spokesman|spokeswoman|leader|candidate|nominee|lawyer|attorney|manager|strategist|adviser|analyst|economist|author|actor|singer|coach|owner|"
    "executive|founder|officer|chief|commissioner|ambassador|lawmaker|representative|businessman|billionaire|host|pollster|historian|activist"
)
TITLES = {"Sen.": "senator", "Gov.": "governor", "Rep.": "congressman", "Prof.": "professor", "Gen.": "general", "President": "president",
          "Senator": "senator", "Governor": "governor", "Mayor": "mayor", "Secretary": "secretary", "Judge": "judge", "Chancellor": "chancellor",
          "Professor": "professor", "General": "general", "Representative": "congressman", "Minister": "minister"}
NAME = re.compile(r"\b(?P<title>(?:Sen|Gov|Rep|Prof|Gen|Mr|Mrs|Ms|Dr)\. |(?:President|Senator|Governor|Mayor|Secretary|Judge|Chancellor|Professor|General) )?"
                  r"(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+)*)")
BEGINNERS = set(
    "Then But And The In When As If So Yet While After Before On At For With From That This What Why How Where Since Although Though Both Like Or "
    "Read Former Also Even Now Still Until Because Republican Democrat Democratic Mr Mrs Ms Sir Dame Lord Lady".split()
)
VERB = re.compile(
    r" (?:also |then |later |now |once |still |never )?(?:said|says|told|added|asked|wrote|tweeted|was|is|has|had|did|does|will|would|could|can|should|went|came|made|took|"
    r"won|lost|got|gave|began|spoke|thinks|believes|wants|knew|left|told|\w+ed)\b"
)
BEFORE_OBJECT = re.compile(r"(?:\b(?:to|for|with|of|by|about|against|from|on|at|told|asked|called|supports|like)) $")


def forenames(folder: Path) -> dict[str, str]:
    """Forename -> "M" or "F", where lists of names and of members of parliaments agree by nine to one."""
    found: dict[str, list[str]] = {}
    with (folder / "popular_names" / "common-forenames-by-country.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["Romanized Name"].strip(), []).append(row["Gender"])
    for path in sorted(folder.glob("*/*.popolo.json")):
        for person in json.loads(path.read_text(encoding="utf-8")).get("persons", []):
            if person.get("gender") in ("male", "female") and " " in person["name"]:
                found.setdefault(person["name"].split()[0], []).append(person["gender"][0].upper())
    text = (folder / "us_congress" / "legislators-current.yaml").read_text(encoding="utf-8")
    for first, gender in re.findall(r"first: (\w+)\n(?:.*\n){1,12}?    gender: ([MF])", text):
        found.setdefault(first, []).append(gender)
    out = {}
    for name, genders in found.items():
        likely = max("MF", key=genders.count)
        if len(name) > 2 and name[0].isupper() and genders.count(likely) >= 0.9 * len(genders):
            out[name] = likely
    return out


def read_news(path: Path, many: int) -> list[str]:
    """Texts of articles, spread over the file; none of 2016, the year that PolNeAR's articles are of."""
    with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE) as process:
        articles = [json.loads(line) for line in process.stdout]
    texts = [a["text"] for a in articles if not a["date"].startswith("2016") and 1500 < len(a["text"]) < 12000]
    return texts[:: max(len(texts) // many, 1)][:many]


def silver(text: str, genders: dict[str, str], rng: random.Random) -> Chained | None:
    """A document with some repeated names replaced; None if there is nothing to replace."""
    matches = list(NAME.finditer(text))
    people: dict[str, str] = {}  # surname -> full name
    several = set()
    for m in matches:
        parts = bare(m["name"]).split()
        if len(parts) > 1 and parts[0] in genders:
            if people.setdefault(parts[-1], " ".join(parts)).split()[0] != parts[0]:
                several.add(parts[-1])
    roles = {surname: role_of(text, name) for surname, name in people.items()}
    out, mentions, anaphors, last_seen, ids, at = [], [], [], {}, {}, 0
    size = 0

    def keep(words: str) -> None:
        nonlocal size
        out.append(words)
        size += len(words)

    def keep_text(start: int, end: int) -> int:
        keep(text[start:end])
        return end

    def mention(words: str, entity: str, anaphor: bool) -> None:
        if anaphor:
            anaphors.append(len(mentions))
        begun = size
        keep(words)
        mentions.append(Mention(begun, size, ids.setdefault(entity, len(ids)), frozenset({"person"})))

    for m in matches:
        if m.start() < at:
            continue
        words = bare(m["name"])
        skipped = m["name"].index(words)
        surname = words.split()[-1]
        alone = len(words.split()) == 1
        known = surname in people and surname not in several
        if not known or not alone or surname not in last_seen:
            at = keep_text(at, m.start("name") + skipped)
            mention(words, people.get(surname, words) if not alone or known else words, False)
            at += len(words)
            if known:
                last_seen[surname] = size
            continue
        male = genders[people[surname].split()[0]] == "M"
        near = size - last_seen[surname]
        name_at = m.start() if not skipped else m.start("name") + skipped
        before, after = text[at:name_at], text[m.end() : m.end() + 30]
        lead = text[max(0, name_at - 12) : name_at]
        begins = not lead.strip() or lead.rstrip(" “”\"").endswith((".", "!", "?")) or lead.endswith("\n")
        possessive = m["name"].endswith(("’s", "'s"))
        describe = roles.get(surname) and near < 1500 and rng.random() < 0.35
        replaced, swallow = None, m.end()
        said = re.search(r"\b(said|says|added|wrote|asked)(?: also)? $", before)
        if rng.random() < 0.6 and (near < 450 or describe):
            description = f"{'The' if begins else 'the'} {roles[surname]}" if describe else None
            if possessive:
                replaced = f"{description}’s" if describe else ("His" if begins else "his") if male else ("Her" if begins else "her")
            elif said and re.match(r"[,.]|\n|$", after):
                verb = said.group(1)
                before = before[: said.start()]
                keep(before)
                mention(description.lower() if describe else "he" if male else "she", people[surname], True)
                keep(f" {verb}")
                at, last_seen[surname] = m.end(), size
                continue
            elif VERB.match(after):
                replaced = description or (("He" if begins else "he") if male else ("She" if begins else "she"))
            elif BEFORE_OBJECT.search(before or lead) and not re.match(r" [A-Z]", after):
                replaced = description or ("him" if male else "her")
        keep(before)
        if replaced:
            mention(replaced, people[surname], True)
        else:
            keep(text[name_at : m.start("name") + skipped])
            mention(words, people[surname], False)
            swallow = m.start("name") + skipped + len(words)
        at, last_seen[surname] = swallow, size
    keep(text[at:])
    return Chained("".join(out), mentions, complete=False, anaphors=anaphors) if anaphors else None


def bare(name: str) -> str:
    """A name without the "'s" after it and the "Then" before it."""
    name = re.sub(r"[’']s?$", "", name)
    words = name.split()
    while len(words) > 1 and words[0] in BEGINNERS:
        words.pop(0)
    return " ".join(words)


def role_of(text: str, name: str) -> str | None:
    at = text.find(name)
    before = text[max(0, at - 60) : at]
    title = (before.split() or [""])[-1]
    if title in TITLES:
        return TITLES[title]
    found = re.search(rf"((?:\b[\w’'-]+ )?\b(?:{ROLES})) $", before, re.I)
    if found:
        return re.sub(r"^(?:the|a|an|of|by|and|to|said|as) ", "", found.group(1), flags=re.I)
    after = text[at + len(name) : at + len(name) + 90]
    found = re.match(rf", (?:the|a|an) ((?:[\w’'-]+ ){{0,2}}(?:{ROLES}))\b", after, re.I)
    return found.group(1) if found else None
