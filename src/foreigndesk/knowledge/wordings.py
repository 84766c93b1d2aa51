"""Words by which two wordings of one utterance are compared, and what each kind of difference may do to its meaning."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge.tables import Row, read_list, read_table
from foreigndesk.records.quotation_groups import ChangeKind, Risk

_SUFFIXES = ("", "s", "es", "d", "ed", "ing", "ly")
_CONTRACTED = ("n't", "n’t")
_STEM = 6  # letters: "negotiated" and "negotiating" have the same


class WordRole(StrEnum):
    """What a word does in an utterance, as the table ``utterance_words`` has it."""

    GRAMMAR = "grammar"
    NEGATION = "negation"
    TENSE = "tense"
    CLAUSE = "clause"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRule:
    """What a kind of difference may do to the meaning, inside marks and outside, and what is told of it."""

    kind: ChangeKind
    in_marks: Risk
    outside: Risk
    because: str


@cache
def words_of(role: WordRole) -> frozenset[str]:
    """Return all words of a role, in small letters."""
    return frozenset(
        word for row in read_table("utterance_words") if row["role"] == role for word in read_list(row["words"])
    )


@cache
def change_rules() -> dict[ChangeKind, ChangeRule]:
    """Return the rule of each kind of difference. Raises KnowledgeError where a kind has none or is not known."""
    rules = {rule.kind: rule for rule in map(_read_rule, read_table("wording_changes"))}
    missing = [kind.value for kind in ChangeKind if kind not in rules]
    if missing:
        raise KnowledgeError(f"wording_changes.tsv: no row for {', '.join(missing)}")
    return rules


def _read_rule(row: Row) -> ChangeRule:
    try:
        return ChangeRule(
            kind=ChangeKind(row["kind"]),
            in_marks=Risk(row["in_marks"]),
            outside=Risk(row["outside"]),
            because=row["because"],
        )
    except ValueError as reason:
        raise KnowledgeError(f"wording_changes.tsv, {row['kind']}: {reason}") from reason


def is_grammar(word: str) -> bool:
    """Return whether a folded word is one of the small words that alone do not change what is said: "we", "we're".

    A contracted negation ("isn't") is none by itself, and is told as a negation.
    """
    small = words_of(WordRole.GRAMMAR)
    return word in small or ("'" in word and (word.endswith("n't") or word.partition("'")[0] in small))


def is_negation(word: str) -> bool:
    """Return whether a folded word turns round what is said: "not", "won't"."""
    return word in words_of(WordRole.NEGATION) or word.endswith(_CONTRACTED)


def begins_clause(word: str) -> bool:
    """Return whether a folded word begins a clause that hangs on what stands before it: "that", "whether"."""
    return word in words_of(WordRole.CLAUSE)


@cache
def _forms_of(role: WordRole) -> dict[str, str]:
    rows = (read_list(row["words"]) for row in read_table("utterance_words") if row["role"] == role)
    return {word: words[0] for words in rows for word in reversed(words)}


def number_of(word: str) -> str | None:
    """Return the figures of a number in figures or words, ``None`` for other words."""
    return word if word[:1].isdigit() else _forms_of(WordRole.NUMBER).get(word)


@cache
def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("synonyms"):
        for word in read_list(row["words"]):
            for form in _inflect(word):
                found.setdefault(form, f"={row['id']}")
    return found


def _inflect(word: str) -> tuple[str, ...]:
    """Return the regular inflected forms of a word."""
    forms = [word + suffix for suffix in _SUFFIXES]
    if word.endswith("e"):
        forms += [word[:-1] + "ing", word + "r"]
    if word.endswith("y"):
        forms += [word[:-1] + suffix for suffix in ("ies", "ied", "ier")]
    return tuple(forms)


@lru_cache(maxsize=1 << 17)
def lemma_key(word: str) -> str:
    """Return the form in which a folded word is the same in another tense or number."""
    tense = _forms_of(WordRole.TENSE).get(word)
    if tense is not None:
        return tense
    number = number_of(word)
    if number is not None:
        return number
    plain = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004
    return plain[:_STEM]


@lru_cache(maxsize=1 << 17)
def sense_key(word: str) -> str:
    """Return the form in which a folded word is the same as its synonyms, tenses and numbers."""
    return _synonyms().get(word) or lemma_key(word)
