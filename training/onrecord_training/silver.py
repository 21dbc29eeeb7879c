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
# What stands before a name and goes with it: "the former Fenham mayor ".
BEFORE_NAME = re.compile(rf"(?:\b(?:[Tt]he|[Aa]n?) )?(?:\b(?:[A-Z][\w’'-]+\.?|former|longtime|(?!(?:and|by|for|from|of|on|that|the|to|with)\b)[a-z-]+(?= (?:{ROLES}) )|{ROLES}) )*\Z")
AFTER_NAME = re.compile(r"(?:,? \([A-Z][^)]{0,12}\)|, (?:the|an?) [^,.;\n]{3,80},(?! [A-Z]))?")
# Names of bodies by the word that tells what they are, and what they are called for short.
BODIES = {
    "Department": "department|agency", "Agency": "agency", "Bureau": "bureau|agency", "Administration": "agency|administration", "Committee": "committee|panel",
    "Commission": "commission|panel|agency", "Council": "council|body", "Court": "court|justices|judges", "Party": "party", "University": "university|school",
    "College": "college|school", "Union": "union", "Association": "association|group|organization|union", "Federation": "federation|union|group",
    "Institute": "institute|think tank|group", "Foundation": "foundation|charity|group", "Center": "center|group|think tank", "Times": "newspaper|paper",
    "Post": "newspaper|paper", "Journal": "newspaper|paper", "Bank": "bank|lender", "Inc": "company|firm", "Corp": "company|firm", "Group": "group|company",
    "Fund": "fund|group", "Board": "board|panel", "Ministry": "ministry", "Service": "service|agency", "Campaign": "campaign", "Network": "network",
    "Company": "company|firm", "Church": "church", "Coalition": "coalition|group", "Alliance": "alliance|group", "League": "league|group",
    "FBI": "bureau|agency", "CIA": "agency", "NSA": "agency", "EPA": "agency", "IRS": "agency", "FDA": "agency", "CDC": "agency", "NASA": "agency", "GOP": "party",
    "CNN": "network|channel", "NBC": "network", "ABC": "network", "CBS": "network", "MSNBC": "network", "BBC": "broadcaster|network", "ACLU": "group|organization",
    "NRA": "group|lobby|organization", "NAACP": "group|organization", "NATO": "alliance", "UN": "body|organization", "Google": "company|tech giant",
    "Facebook": "company|social network", "Twitter": "company|platform", "Apple": "company", "Amazon": "company|retailer", "Microsoft": "company",
    "Fox News": "network|channel", "Goldman Sachs": "bank|firm", "Pentagon": "department", "Congress": "legislature", "Senate": "chamber",
}
BODY = re.compile(
    rf"(?:\b[Tt]he )?\b(?P<name>(?:[A-Z][\w&’-]+ (?:and )?){{0,4}}(?P<head>{'|'.join(BODIES)})\b(?: (?:of|for|on) (?:the )?[A-Z][\w-]+(?: (?:and )?[A-Z][\w-]+)*)?)"
)
# Bodies that are told by the name before them.
OWN = re.compile(r"\b[Tt]he (?:[A-Z][\w’-]+ ){1,3}(?:administration|campaign|government|team|family|office|presidency)\b(?![’'])")
BEGINNERS = set(
    "Then But And The In When As If So Yet While After Before On At For With From That This What Why How Where Since Although Though Both Like Or "
    "Read Former Also Even Now Still Until Because Republican Democrat Democratic Mr Mrs Ms Sir Dame Lord Lady".split()
)
VERB = re.compile(
    r" (?:also |then |later |now |once |still |never )?(?:said|says|told|added|asked|wrote|tweeted|was|is|has|had|did|does|will|would|could|can|should|went|came|made|took|"
    r"won|lost|got|gave|began|spoke|thinks|believes|wants|knew|left|told|\w+ed)\b"
)
BEFORE_OBJECT = re.compile(r"(?:\b(?:to|for|with|of|by|about|against|from|on|at|told|asked|called|supports|like)) $")
# A name that another noun follows is no mention of its own: "GOP voters".
AFTER_BODY = re.compile(rf"[,.;:!?’'”\"\n)]|{VERB.pattern}| (?:and|or|in|on|to|of|for|with|that|which|as|at|by|from|after|before|when|while|about|over|because|if)\b")


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


def lead(text: str, genders: dict[str, str], rng: random.Random) -> Chained | None:
    """Who is named first by a role alone, and only later by name, as headlines and first lines have it: "A senator ... Ann Lee said".

    Sometimes the name is taken out altogether, so that nobody is meant.
    """
    matches = list(NAME.finditer(text))
    people, several = people_of(matches, genders)
    chances = []
    for surname in people.keys() - several:
        its = [m for m in matches if bare(m["name"]).split()[-1] == surname]
        role = role_of(text, people[surname])
        if role and len(its) > 1 and its[0].start() < 900 and bare(its[0]["name"]) == people[surname] and not possessive(its[0]):
            chances.append((surname, role, its))
    if not chances:
        return None
    surname, role, (first, *others) = rng.choice(sorted(chances, key=lambda c: c[0]))
    begun = BEFORE_NAME.search(text, max(0, first.start() - 50), first.start()).start()
    ended = AFTER_NAME.match(text, first.end()).end()
    whole = text[begun:ended]
    place = re.match(r"(?:[Tt]he )?((?:[A-Z][a-z]+ )+)(?=[A-Z][a-z]+\. |Senator |Governor |Mayor )", whole)
    described = (place[1] if place and rng.random() < 0.5 else "") + role
    begins = not text[:begun].strip() or re.search(r"[.!?\n][ “\"]*$", text[:begun])
    an = "an" if described[0].lower() in "aeiou" else "a"
    article = rng.choices((an, "the", ""), (0.6, 0.25, 0.15 if begins else 0))[0]
    described = f"{article} {described}".strip()
    described = described[0].upper() + described[1:] if begins else described
    edits = [(begun, ended, described, surname, True)]
    named = rng.random() < 0.65
    if not named:
        kept = [p for p in text[ended:].split("\n") if surname not in p]
        text = text[:ended] + "\n".join(kept)
        others = []
    for n, m in enumerate(others):
        at = m.start("name") + m["name"].index(bare(m["name"]))
        if n == 0 and bare(m["name"]) == surname and not possessive(m):
            edits.append((m.start(), at + len(surname), whole.strip(" ,"), surname, False))
        else:
            edits.append((at, at + len(bare(m["name"])), bare(m["name"]), surname, False))
    taken = {e[0] for e in edits}
    for m in NAME.finditer(text):
        at = m.start("name") + m["name"].index(bare(m["name"]))
        if not any(s <= at < e for s, e, *_ in edits) and at not in taken:
            edits.append((at, at + len(bare(m["name"])), bare(m["name"]), people.get(bare(m["name"]).split()[-1], bare(m["name"])), False))
    return edited(text, edits, "person", both=True)


def bodies(text: str, rng: random.Random) -> Chained | None:
    """Bodies whose name is printed again are put as "the committee" or as "it".

    Sometimes what goes before is cut away, so that it isn't known which. "The Lee administration" is nobody else.
    """
    found = list(BODY.finditer(text))
    again = [m for n, m in enumerate(found) if any(m["name"] == before["name"] for before in found[:n])]
    cut = rng.choice(again) if again and rng.random() < 0.4 else None
    if cut:
        begun = text.rfind("\n", 0, cut.start()) + 1
        name, text = cut["name"], text[begun:]
        found = list(BODY.finditer(text))
        cut = next((m for m in found if m["name"] == name), None)
    last: dict[str, int] = {}
    edits = []
    for m in found:
        name, start, end = m["name"], m.start("name"), m.end()
        nouns = BODIES.get(name) or BODIES[m["head"]]
        words, anaphor = text[start:end], False
        if m is cut or (name in last and start - last[name] < 700 and rng.random() < 0.6):
            begun = m.start()  # with its "the"
            begins = not text[:begun].strip() or re.search(r"[.!?\n][ “\"]*$", text[:begun])
            its = re.match(r"[’']s? ", text[end:])
            short = m is not cut and start - last[name] < 300 and rng.random() < 0.5
            if short and its:
                words, end = "its", end + its.end() - 1
            elif short and VERB.match(text[end : end + 30]):
                words = "it"
            elif AFTER_BODY.match(text[end : end + 30]):
                words = f"the {rng.choice(nouns.split('|'))}"
            else:
                begun, words = start, text[start:end]
            anaphor = words != text[start:end]
            if anaphor:
                start, words = begun, words[0].upper() + words[1:] if begins else words
        last[name] = end
        edits.append((start, end, words, name, anaphor))
    if not any(e[4] for e in edits):
        return None
    for m in OWN.finditer(text):
        if not any(s < m.end() and m.start() < e for s, e, *_ in edits):
            edits.append((m.start(), m.end(), m[0], m[0].lower(), True))
    for m in NAME.finditer(text):
        at = m.start("name") + m["name"].index(bare(m["name"]))
        if not any(s <= at < e or at <= s < at + len(bare(m["name"])) for s, e, *_ in edits):
            edits.append((at, at + len(bare(m["name"])), bare(m["name"]), bare(m["name"]), False))
    return edited(text, edits, "organization")


def edited(text: str, edits: list[tuple[int, int, str, str, bool]], kind: str, both: bool = False) -> Chained:
    """The text with each span (start, end) put in other words, as a mention of its entity; whether as an anaphor."""
    out, mentions, anaphors, ids, at, size = [], [], [], {}, 0, 0
    for start, end, words, entity, anaphor in sorted(edits):
        if start < at:
            continue
        out += [text[at:start], words]
        size += start - at
        if anaphor:
            anaphors.append(len(mentions))
        mentions.append(Mention(size, size + len(words), ids.setdefault(entity, len(ids)), frozenset({kind})))
        size += len(words)
        at = end
    return Chained("".join(out) + text[at:], mentions, complete=False, anaphors=anaphors, both=both)


def people_of(matches: list[re.Match], genders: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """Full names by surname, and the surnames that several bear."""
    people, several = {}, set()
    for m in matches:
        parts = bare(m["name"]).split()
        if len(parts) > 1 and parts[0] in genders:
            if people.setdefault(parts[-1], " ".join(parts)).split()[0] != parts[0]:
                several.add(parts[-1])
    return people, several


def possessive(m: re.Match) -> bool:
    return m["name"].endswith(("’s", "'s"))


def silver(text: str, genders: dict[str, str], rng: random.Random) -> Chained | None:
    """A document with some repeated names replaced; None if there is nothing to replace."""
    matches = list(NAME.finditer(text))
    people, several = people_of(matches, genders)
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
        describe = roles.get(surname) and near < 1500 and rng.random() < 0.35
        replaced, swallow = None, m.end()
        said = re.search(r"\b(said|says|added|wrote|asked)(?: also)? $", before)
        if rng.random() < 0.6 and (near < 450 or describe):
            description = f"{'The' if begins else 'the'} {roles[surname]}" if describe else None
            if possessive(m):
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
