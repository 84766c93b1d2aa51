"""Rules for lines of a web page that are not part of the article."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge.tables import Row, read_list, read_table
from foreigndesk.records.articles import ResidueKind

_DECORATION = " \t\r\n\u00a0•·*|–—-_=<>»«›‹→←#\u200b\ufeff"
_SOMETHING = "[^.!?。！？؟।]{0,60}"  # for the asterisk in a phrase: titles and names, not sentences
_ANYTHING = ".{0,160}"  # for the asterisk in notices, which are sentences
_LONGEST_LINE = 2_000  # a longer line is never residue as a whole, and patterns must not run over megabytes


class Where(StrEnum):
    """Where a line has to stand so that the rule speaks of it."""

    ANYWHERE = "anywhere"
    HEAD = "head"
    TAIL = "tail"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidueRule:
    """One row: a pattern over the whole of a plain line, and what such a line is.

    ``opens`` marks headings of lists of links; ``closes`` is the share of the words above such a line from
    which on it ends the article, where it stands ``amid`` one only for lines that are no sentences. ``needs``
    are words of which one must stand in the line before the pattern is tried.
    """

    name: str
    kind: ResidueKind
    pattern: re.Pattern[str]
    where: Where
    opens: bool
    closes: float | None
    amid: bool
    needs: tuple[str, ...]
    example: str
    counter_example: str
    row_source: str


@cache
def list_residue_rules() -> tuple[ResidueRule, ...]:
    """Return the rules in the order of the tables, those of other languages than English last.

    Raises KnowledgeError where a pattern is malformed.
    """
    rules = tuple(_read_rule(row) for row in read_table("residue"))
    return (*rules, *(_read_phrases(row) for row in read_table("residue_phrases")))


def match_residue(line: str, where: Where) -> ResidueRule | None:
    """Return the first rule for this place in the page that matches the whole of ``line``."""
    if len(line) > _LONGEST_LINE:
        return None
    plain = plain_line(line)
    for pattern, rules in _joined(where):
        found = pattern.fullmatch(plain)
        if found and found.lastgroup:
            return rules[found.lastgroup]
    lower = plain.lower()
    for rule in _guarded(where):
        for word in rule.needs:
            if word in lower:
                if rule.pattern.fullmatch(plain):
                    return rule
                break
    return None


def plain_line(line: str) -> str:
    """Return ``line`` without the bullets and rules around it and with straight apostrophes."""
    return line.replace("’", "'").replace("\u00a0", " ").strip(_DECORATION) or line.strip()


@cache
def _joined(where: Where) -> tuple[tuple[re.Pattern[str], dict[str, ResidueRule]], ...]:
    """Rules without ``needs`` as one alternation: 4 times as fast as one by one."""
    rules = {f"r{n}": rule for n, rule in enumerate(list_residue_rules()) if rule.where is where and not rule.needs}
    if not rules:
        return ()
    alternation = "|".join(f"(?P<{group}>{rule.pattern.pattern})" for group, rule in rules.items())
    return ((re.compile(alternation, re.IGNORECASE), rules),)


@cache
def _guarded(where: Where) -> tuple[ResidueRule, ...]:
    return tuple(rule for rule in list_residue_rules() if rule.where is where and rule.needs)


def _read_rule(row: Row) -> ResidueRule:
    try:
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        if pattern.groups:
            raise KnowledgeError(f"residue.tsv, rule {row['rule']}: write (?:…) for (…), groups must not capture")
        return ResidueRule(
            name=row["rule"],
            kind=ResidueKind(row["kind"]),
            pattern=pattern,
            where=Where(row["where"]),
            opens=row["opens"] == "yes",
            closes=float(row["closes"]) if row["closes"] else None,
            amid=row["amid"] == "yes",
            needs=tuple(word.lower() for word in read_list(row["needs"])),
            example=row["example"],
            counter_example=row["counter_example"],
            row_source=row["source"],
        )
    except (re.error, ValueError) as reason:
        raise KnowledgeError(f"residue.tsv, rule {row['rule']}: {reason}") from reason


def _read_phrases(row: Row) -> ResidueRule:
    """Return the rule for the phrases of one kind in one language."""
    kind = ResidueKind(row["kind"])
    is_notice = kind is ResidueKind.CONSENT
    phrases = [phrase.replace("’", "'") for phrase in read_list(row["phrases"])]
    joined = "|".join(re.escape(p).replace(r"\*", _ANYTHING if is_notice else _SOMETHING) for p in phrases)
    opens_anyhow = any(p.startswith("*") for p in phrases)
    return ResidueRule(
        name=row["rule"],
        kind=kind,
        pattern=re.compile(f"(?:{joined}){'[.:!…]*' if is_notice else '[:!…]*'}", re.IGNORECASE),
        where=Where(row["where"]),
        opens=row["opens"] == "yes",
        closes=float(row["closes"]) if row["closes"] else None,
        amid=False,
        needs=tuple(max(p.split("*"), key=len).strip().lower() for p in phrases) if opens_anyhow else (),
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )
