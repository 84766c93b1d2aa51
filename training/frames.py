"""Rows made from templates: clauses, sentences around them, whole sentences, and what fills their slots.

The chance has a fixed seed, so the same tables make the same file on every machine.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foreigndesk.errors import InputError
from foreigndesk.knowledge.codebook import event_types
from foreigndesk.knowledge.offices import list_persons
from foreigndesk.knowledge.states import states_by_id
from training.checks import normalise
from training.counts import continents

SEED = 20_261_127
ROWS = 1_900  # at most
STATES_IN_ROW = 3
NEAR = 0.7  # chance that the three states lie on one continent
HEADER = "# template\n# Made by tools/corpus templates from training/templates: change those, not this file.\n"
_FOLDER = Path(__file__).parent / "templates"
_SLOT = re.compile(r"<(\w+)(?: (\d))?>")
_FIRST_LETTER = re.compile(r"^(“?(?:\{[A-Z]\d? )*)([a-z])")
_ARTICLE = re.compile(r"(?<!\{)\b([Aa]) (?=[AEIOaeio](?!ne\b|uro|wan)|Uzb)")
_POSSESSIVE = re.compile(r"(?<=s)(\}?)'s\b")
_MARK = re.compile(r"\{([AR]\d?) ")
_TRIES = 40  # to find a sentence that is not there yet
Table = list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One wording of a deed with slots: ``form`` is past, negative or future; ``label`` begins its label line."""

    text: str
    form: str
    type: str
    contexts: str
    commitment: str


def templates_for(written: int) -> int:
    """Return how many rows come from templates beside ``written`` others: at most a third of all."""
    return min(ROWS, written // 2)


def make_templates(number: int) -> str:
    """Return a file of ``number`` template-made rows in the notation of the corpus."""
    chance = random.Random(SEED)  # noqa: S311
    sources: list[Clause | dict[str, str]] = [*_read_clauses(), *_read_table("sentences")]
    chance.shuffle(sources)
    seen: set[str] = set()
    rows = [_make_new(sources[turn % len(sources)], chance, seen) for turn in range(number)]
    return HEADER + "\n" + "\n".join(rows)


def _make_new(source: Clause | dict[str, str], chance: random.Random, seen: set[str]) -> str:
    """Return a row whose sentence is not in ``seen``, and put it there."""
    for _ in range(_TRIES):
        text, labels = _choose_wording(source, chance)
        filled = polish(fill(text, chance))
        key = normalise(re.sub(r"\{[A-Z]\d? |\}", "", filled))
        if key not in seen:
            seen.add(key)
            return "\n".join([filled, *(f"| {label}" for label in labels), ""])
    raise InputError(f"{source}: gives no {len(seen)}th sentence; add fillers or frames")


def _choose_wording(source: Clause | dict[str, str], chance: random.Random) -> tuple[str, list[str]]:
    """Return a sentence with slots and its label lines."""
    if isinstance(source, dict):
        return source["sentence"], source["labels"].split("; ")
    wrapper = _choose_wrapper(source, chance)
    modal = "would" if "would" in wrapper["forms"].split() else "will"
    text = wrapper["sentence"].replace("<clause>", source.text.replace("<will>", modal))
    labels = [_event_line(source, wrapper["factuality"]), *filter(None, wrapper["labels"].split("; "))]
    return text, labels


def _event_line(clause: Clause, factuality: str) -> str:
    by, to = (",".join(m for m in _MARK.findall(clause.text) if m.startswith(letter)) or "-" for letter in "AR")
    aux = {"negative": " aux=negated", "future": " aux=future"}.get(clause.form, "")
    is_bound = clause.commitment and (clause.form != "negative")
    commitment = f" commit={clause.commitment}" if is_bound else ""
    polarity = "-" if clause.form == "negative" else "+"
    contexts = clause.contexts or "-"
    return f"T {clause.type} by={by} to={to} ctx={contexts} fact={factuality} pol={polarity}{aux}{commitment}"


def _choose_wrapper(clause: Clause, chance: random.Random) -> dict[str, str]:
    quad = event_types()[clause.type.partition(".")[0]].quad.rpartition("-")[2]
    fitting = [w for w in _read_table("wrappers") if clause.form in w["forms"].split() and quad in w["quads"].split()]
    return chance.choices(fitting, [int(wrapper["weight"]) for wrapper in fitting])[0]


def fill(text: str, chance: random.Random) -> str:
    """Return the text with all slots filled; the same slot gets the same words wherever it stands."""
    states = choose_states(chance)
    filled: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        slot, number = found.group(1), found.group(2) or outer[-1]
        key = f"{slot} {number}"
        if key not in filled or slot == "personname":  # two people of one state have two names
            outer.append(number)
            filled[key] = _SLOT.sub(put, _choose_filler(slot, states[int(number) - 1], chance))
            outer.pop()
        return filled[key]

    outer = ["1"]
    return _SLOT.sub(put, text)


def choose_states(chance: random.Random) -> Table:
    """Return the three states of a row, most often of one continent, because neighbours have most to do."""
    table = _read_table("states")
    first = chance.choice(table)
    near = [state for state in table if _continent(state) == _continent(first)]
    pool = near if len(near) > STATES_IN_ROW and chance.random() < NEAR else table
    return [first, *chance.sample([state for state in pool if state is not first], STATES_IN_ROW - 1)]


def _continent(state: dict[str, str]) -> str:
    return next(name for name, states in continents().items() if state["state"] in states)


def _choose_filler(slot: str, state: dict[str, str], chance: random.Random) -> str:
    facts = states_by_id()[state["state"]]
    match slot:
        case "name":
            return state["shown"] or facts.name
        case "dem":
            return facts.demonyms[0]
        case "capital":
            return facts.capitals[0]
        case "city":
            return chance.choice(_parts(state["cities"]))
        case "title":
            return state["title"]
        case "smalltitle":
            return state["title"].lower()
        case "personname":
            return _invent_name(state["people"], chance)
        case _:
            return chance.choice(_fillers()[slot])


def _invent_name(people: str, chance: random.Random) -> str:
    pool = next(row for row in _read_table("people") if row["people"] == people)
    names = [f"{given} {family}" for given in _parts(pool["given"]) for family in _parts(pool["family"])]
    return chance.choice([name for name in names if name not in _known_people()])


def polish(text: str) -> str:
    """Return the text with a capital at its start, "an" before vowels, and one s less in "States's"."""
    text = _POSSESSIVE.sub(r"\1'", _ARTICLE.sub(r"\1n ", text))
    return _FIRST_LETTER.sub(lambda found: found.group(1) + found.group(2).upper(), text)


@cache
def _known_people() -> frozenset[str]:
    return frozenset(name for person in list_persons() for name in (person.name, *person.aliases))


@cache
def _fillers() -> dict[str, list[str]]:
    return {row["slot"]: _parts(row["fillers"]) for row in _read_table("fillers")}


def _read_clauses() -> Iterator[Clause]:
    for row in _read_table("clauses"):
        later, _, commitment = row["future_as"].partition(" ")
        for form in ("past", "negative", "future"):
            if row[form]:
                is_future = form == "future" and later
                yield Clause(
                    text=row[form], form=form, contexts=row["contexts"],
                    type=later if is_future else row["type"],
                    commitment=commitment if is_future else row["commitment"],
                )  # fmt: skip


def _parts(cell: str) -> list[str]:
    return cell.split(" | ")


@cache
def _read_table(name: str) -> Table:
    lines = [line for line in (_FOLDER / f"{name}.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
