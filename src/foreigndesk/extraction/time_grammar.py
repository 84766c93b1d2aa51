"""The patterns of time expressions, compiled once, and their matches on the words of an article.

Each word becomes one character that stands for all it can be in a time expression (``time_words.tsv``),
each pattern (``time_rules.tsv``) a regular expression over such characters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from foreigndesk.errors import KnowledgeError
from foreigndesk.knowledge.time_words import (
    NO_SENSES,
    Senses,
    TimeLexicon,
    TimeRule,
    list_time_rules,
    read_lexicon,
    read_pattern_parts,
    weak_classes,
)
from foreigndesk.records.spans import Span

_NUMBER = (
    r"\d{4}[-/.]\d{2}[-/.]\d{2}(?![\d])|\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|(?<!\d)[13]/[24](?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+(?!\d)|\d+(?:st|nd|rd|th)\b|\d*0s\b|\d+"
)
_WORD = re.compile(f"[^\\W\\d_]+|(?=\\d)(?:{_NUMBER})|[^\\s]")
_OTHER = "_"  # a word that no pattern knows
_KNOWN = re.compile(f"[^{_OTHER}]+{_OTHER}?")
_BREAK = "\n"  # the end of a paragraph
_FIRST_SIGN = 0x4E00  # any block of characters without meaning for regular expressions
_Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # first word -> the set phrases that begin with it
_PATTERN_ITEM = re.compile(r"\s*(?:(\w+)=\(|(?:(\w+)=)?(<)?(\w+)>?|([(){}|?*+]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words, numbers and signs of an article as the patterns see them; four runs of equal length.

    ``senses`` holds what each can be, ``signs`` the character that stands for it.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    senses: tuple[Senses, ...]
    signs: str

    def has(self, index: int, name: str) -> bool:
        """Return whether the word at ``index`` can be a ``name``; never beyond the ends."""
        return 0 <= index < len(self.senses) and name in self.senses[index]

    def span(self, first: int, last: int) -> Span:
        """Return the span of the half-open range of words."""
        return Span(self.starts[first], self.ends[last - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A named part of a match: its pieces as a half-open range, and its value where it is one word's."""

    name: str
    value: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMatch:
    """A pattern that fits: the pieces it covers, its expressions, and what was captured in each.

    ``extents`` are half-open ranges of pieces, one for each expression; ``captures`` runs parallel.
    """

    rule: TimeRule
    order: int
    first: int
    last: int
    extents: tuple[tuple[int, int], ...]
    captures: tuple[tuple[Capture, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CompiledRule:
    rule: TimeRule
    order: int
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  # of each of these sets of signs one must stand in the text
    groups: tuple[tuple[str, str, str | None], ...]  # group, name of the capture, class
    extents: tuple[str, ...]  # groups of the braces


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    senses: Senses
    sign: str
    runs: tuple[tuple[str, ...], ...] = ()  # set phrases that begin with the word, the longest first
    seconds: frozenset[str] = frozenset()  # their second words


_Piece = tuple[int, int, _Known]  # where a word begins and ends, and what it can be; thousands for each article
_END_OF_PARAGRAPH = _Known(senses=NO_SENSES, sign=_BREAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    phrases: _Phrases
    idle: re.Pattern[str]  # runs of words that make no expression among themselves
    signs: Mapping[frozenset[str], str]
    rules: tuple[_CompiledRule, ...]


def split_words(text: str, paragraphs: tuple[Span, ...]) -> Words:
    """Return the words of the paragraphs of ``text``, each with what it can be in a time expression."""
    pieces: list[_Piece] = []
    for paragraph in paragraphs:
        pieces += _split_paragraph(text, paragraph)
        pieces.append((paragraph.end, paragraph.end, _END_OF_PARAGRAPH))
    return Words(
        text=text,
        starts=tuple([start for start, _, _ in pieces]),
        ends=tuple([end for _, end, _ in pieces]),
        senses=tuple([known.senses for _, _, known in pieces]),
        signs="".join([known.sign for _, _, known in pieces]),
    )


def _split_paragraph(text: str, paragraph: Span) -> list[_Piece]:
    """Return the words of a paragraph, a set phrase as one."""
    matches = list(_WORD.finditer(text, paragraph.start, paragraph.end))
    pieces = [(match.start(), match.end(), _look_up(match[0])) for match in matches]
    for at, size in reversed(list(_find_phrases(matches, pieces))):
        start, end = matches[at].start(), matches[at + size - 1].end()
        pieces[at : at + size] = [(start, end, _look_up(text[start:end]))]
    return pieces


def _find_phrases(matches: list[re.Match[str]], pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield where set phrases begin and how many words they have; none within another."""
    passed = 0
    for at in [at for at, (_, _, known) in enumerate(pieces[:-1]) if known.seconds]:
        known = pieces[at][2]
        if at >= passed and matches[at + 1][0].lower() in known.seconds:
            size = _phrase_size(matches, at, known.runs)
            passed = at + size
            yield at, size


def find_matches(words: Words) -> Iterator[TimeMatch]:
    """Yield all matches of all patterns; they overlap, and nothing around them has been looked at."""
    grammar = _load_grammar()
    signs = grammar.idle.sub(lambda run: _OTHER * len(run[0]), words.signs)
    runs = list(_KNOWN.finditer(signs))
    kept = [at for run in runs for at in range(*run.span())]
    signs = "".join([run[0] for run in runs])
    present = set(signs)
    for compiled in grammar.rules:
        if any(present.isdisjoint(need) for need in compiled.needs):
            continue
        for match in compiled.pattern.finditer(signs):
            yield _read_match(compiled, match, words, kept=kept)


def _read_match(compiled: _CompiledRule, match: re.Match[str], words: Words, *, kept: list[int]) -> TimeMatch:
    def place(group: str | int) -> tuple[int, int]:
        return kept[match.start(group)], kept[match.end(group) - 1] + 1

    extents = tuple(place(group) for group in compiled.extents if match.start(group) >= 0) or (place(0),)
    captures: tuple[list[Capture], ...] = tuple([] for _ in extents)
    for group, name, sense in compiled.groups:
        if match.start(group) < 0:
            continue
        first, last = place(group)
        capture = Capture(name=name, value=words.senses[first][sense] if sense else None, first=first, last=last)
        for extent, held in zip(extents, captures, strict=True):
            if len(extents) == 1 or extent[0] <= first < extent[1]:
                held.append(capture)
    first, last = place(0)
    return TimeMatch(
        rule=compiled.rule,
        order=compiled.order,
        first=first,
        last=last,
        extents=extents,
        captures=tuple(map(tuple, captures)),
    )


def _phrase_size(matches: list[re.Match[str]], at: int, runs: tuple[tuple[str, ...], ...]) -> int:
    """Return how many words the longest set phrase has that begins at ``at``; 1 where none does."""
    words = [match[0].lower() for match in matches[at : at + len(runs[0])]]
    return next((len(run) for run in runs if tuple(words[: len(run)]) == run), 1)


@lru_cache(maxsize=65_536)
def _look_up(word: str) -> _Known:
    """Return what a word of the text can be."""
    lexicon = read_lexicon()
    key = " ".join(word.lower().split())
    senses = lexicon.words.get(key, NO_SENSES)
    if word[0].isupper() and key in lexicon.capitals:
        senses = {**senses, **lexicon.capitals[key]}
    if not senses and word[0].isdigit():
        senses = next((read for shape in lexicon.shapes if (read := shape.read(word)) is not None), NO_SENSES)
    grammar = _load_grammar()
    sign = grammar.signs[frozenset(senses)] if senses else _OTHER
    runs = grammar.phrases.get(word.lower(), ())
    return _Known(senses=senses, sign=sign, runs=runs, seconds=frozenset(run[1] for run in runs))


@cache
def _load_grammar() -> _Grammar:
    lexicon = read_lexicon()
    signs = _give_signs(lexicon)
    rules = tuple(_compile_rule(rule, order, signs) for order, rule in enumerate(list_time_rules()))
    weak = "".join(sign for classes, sign in signs.items() if classes <= weak_classes())
    idle = re.compile(f"(?<![^{_OTHER}{_BREAK}])[{weak}]+(?![^{_OTHER}{_BREAK}])")
    return _Grammar(phrases=_group_phrases(lexicon), idle=idle, signs=signs, rules=rules)


def _give_signs(lexicon: TimeLexicon) -> dict[frozenset[str], str]:
    """Return one character for each set of classes that a word can have."""
    found = {frozenset(senses) for senses in lexicon.words.values()}
    found |= {frozenset(shape.senses) for shape in lexicon.shapes}
    found |= {frozenset({**lexicon.words.get(w, {}), **senses}) for w, senses in lexicon.capitals.items()}
    return {classes: chr(_FIRST_SIGN + n) for n, classes in enumerate(sorted(found, key=sorted))}


def _group_phrases(lexicon: TimeLexicon) -> _Phrases:
    """Return the set phrases as runs of words, the longest first, keyed by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.phrases:
        words = tuple(match[0] for match in _WORD.finditer(phrase))
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(runs, key=lambda run: (-len(run), run))) for first, runs in found.items()}


def _compile_rule(rule: TimeRule, order: int, signs: Mapping[frozenset[str], str]) -> _CompiledRule:
    groups: list[tuple[str, str, str | None]] = []
    extents: list[str] = []

    def open_group(name: str, sense: str | None) -> str:
        groups.append((f"{name}__{len(groups)}", name, sense))
        return f"(?P<{groups[-1][0]}>"

    def write(pattern: str) -> str:
        return "".join(write_item(item) for item in _split_pattern(pattern, rule))

    def write_item(item: re.Match[str]) -> str:
        opened, name, part, word, sign = item.groups()
        if opened:
            return open_group(opened, None)
        if sign == "{":
            extents.append(f"extent__{len(extents)}")
            return f"(?P<{extents[-1]}>"
        if sign:
            return {"(": "(?:", "}": ")"}.get(sign, str(sign))
        if part:
            inner = write(_read_part(word, rule))
            return f"{open_group(name, None)}{inner})" if name else f"(?:{inner})"
        chosen = f"[{_signs_of(word, signs, rule)}]"
        return f"{open_group(name, word)}{chosen})" if name else chosen

    pattern = re.compile(write(rule.pattern))
    needs = tuple(_find_needs(rule.pattern, signs, rule))
    return _CompiledRule(
        rule=rule, order=order, pattern=pattern, needs=needs, groups=tuple(groups), extents=tuple(extents)
    )


def _find_needs(pattern: str, signs: Mapping[frozenset[str], str], rule: TimeRule) -> list[frozenset[str]]:
    """Return sets of signs of each of which one must stand in a text that holds a match of the pattern."""
    groups: list[list[list[frozenset[str]]]] = [[[]]]  # the open groups, each with the needs of its alternatives
    items = list(_split_pattern(pattern, rule))
    for item, following in zip(items, [*items[1:], None], strict=True):
        opened, _, part, word, sign = item.groups()
        found: list[frozenset[str]] = []
        if opened or sign in {"(", "{"}:
            groups.append([[]])
        elif sign == "|":
            groups[-1].append([])
        elif sign in {")", "}"}:
            found = _needs_of_all(groups.pop())
        elif word:
            inside = _find_needs(_read_part(word, rule), signs, rule) if part else []
            found = inside if part else [frozenset(_signs_of(word, signs, rule))]
        if following is None or following.group(5) not in {"?", "*"}:
            groups[-1][-1].extend(found)
    return _needs_of_all(groups.pop())


def _needs_of_all(alternatives: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Return what alternatives need: of several, one sign of the rarest set of any."""
    if len(alternatives) == 1:
        return alternatives[0]
    if not all(alternatives):
        return []
    return [frozenset().union(*(min(needs, key=len) for needs in alternatives))]


def _split_pattern(pattern: str, rule: TimeRule) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(pattern.rstrip()):
        item = _PATTERN_ITEM.match(pattern, at)
        if not item:
            raise KnowledgeError(f"time_rules.tsv: {rule.rule_id}: cannot read the pattern at {pattern[at:]!r}")
        yield item
        at = item.end()


def _read_part(name: str, rule: TimeRule) -> str:
    parts = read_pattern_parts()
    if name not in parts:
        raise KnowledgeError(f"time_rules.tsv: {rule.rule_id}: no part <{name}>")
    return parts[name]


def _signs_of(name: str, signs: Mapping[frozenset[str], str], rule: TimeRule) -> str:
    chosen = "".join(sign for classes, sign in signs.items() if name in classes)
    if not chosen:
        raise KnowledgeError(f"time_rules.tsv: {rule.rule_id}: no word is a {name}")
    return chosen
