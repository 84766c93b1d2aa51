"""Names of places that the model missed or cut short: those of the gazetteer that stand among words of place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from foreigndesk.extraction.titles import find_honorific
from foreigndesk.knowledge.folding import place_key
from foreigndesk.knowledge.places import place_words
from foreigndesk.knowledge.towns import find_by_key, places_called
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import Place
from foreigndesk.records.mentions import LOCAL, Mention, MentionKind
from foreigndesk.records.spans import Span

_LONGEST = 5  # tokens of a name
_NO_PLACES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "NORP", "LANGUAGE"})
_NAMES = frozenset({"PROPN", "X"})
_ROUNDS = 4  # over the names, as each that is found shows those beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """Words that may name a place, with the places that they may be.

    ``unsure`` is what the model takes them for, ``is_sure`` whether words beside them show a place.
    """

    span: Span
    words: str
    candidates: tuple[Place, ...]
    unsure: MentionKind | None = None
    is_sure: bool = False


def widen_name(analysis: Analysis, span: Span, taken: list[Span]) -> Span | None:
    """Return the longer name of the gazetteer that a name is part of: "Newport Beach" for "Newport"."""
    inside = analysis.tokens_in(span)
    if not inside:
        return None
    first, last = inside[0].index, inside[-1].index
    low, high = first, last
    while low > 0 and first - low < _LONGEST and _goes_on(analysis, low - 1, low):
        low -= 1
    while high + 1 < len(analysis.tokens) and high - last < _LONGEST and _goes_on(analysis, high + 1, high):
        high += 1
    wider = [(a, b) for a in range(low, first + 1) for b in range(last, high + 1) if b - a > last - first]
    for a, b in sorted(wider, key=lambda ends: (ends[0] - ends[1], ends)):
        longer = Span(analysis.tokens[a].start, analysis.tokens[b].end)
        ends_well = all(analysis.tokens[i].text[:1].isupper() for i in (a, b))
        if (
            ends_well
            and find_by_key(place_key(longer.words(analysis.text)))
            and not any(longer.overlaps(s) and s != span for s in taken)
        ):
            return longer
    return None


def _goes_on(analysis: Analysis, index: int, beside: int) -> bool:
    """Return whether a token is part of the name that the token beside it is part of."""
    token, other = analysis.tokens[index], analysis.tokens[beside]
    between = analysis.text[min(token.end, other.end) : max(token.start, other.start)]
    if token.sentence != other.sentence or between not in {"", " "}:
        return False
    if "-" in {token.text, other.text} and between == "":
        return True
    return (token.pos in _NAMES and token.text[:1].isupper()) or token.text.lower() in place_words("name_particle")


def find_place_names(
    analysis: Analysis, mentions: tuple[Mention, ...], ordinary: frozenset[str]
) -> Iterator[PlaceName]:
    """Yield capitalised names of the gazetteer that no sure mention covers, where the words show a place.

    They do after a preposition of place, beside a comma or "and" with a place ("Sydney, NSW", "Wau and Malakal"),
    after "town of", before a noun of a subdivision ("Guerrero state"), and where the name was shown before. What
    only the model took for a body or person is no sure mention. ``ordinary`` are the words without a capital.
    """
    unsure = {m.span: m.kind for m in mentions if is_unsure(m)}
    covered = {t.index for m in mentions if m.span not in unsure for t in analysis.tokens_in(m.span)}
    places = [m.span for m in mentions if m.kind is MentionKind.PLACE]
    places += [m.span for m in mentions if m.kind is MentionKind.STATE and not m.rule.startswith("demonym")]
    other = ordinary | _other_words(analysis, mentions)
    runs = (run for run in _runs(analysis, covered, unsure) if _words_of(analysis, run).lower() not in other)
    names = [name for run in runs if (name := _name_of(analysis, run, unsure)) and not _is_abbreviation(name)]
    around = _Shown(ends={s.end for s in places}, starts={s.start for s in places}, words=set())
    found: dict[Span, PlaceName] = {}
    for _ in range(_ROUNDS):
        for name in [name for name in names if name.span not in found]:
            cue = _cue(analysis, name, around)
            if cue is not None:
                found[name.span] = replace(name, is_sure=cue)
                around.ends.add(name.span.end)
                around.starts.add(name.span.start)
                around.words.add(name.words)
    yield from found.values()


def _other_words(analysis: Analysis, mentions: tuple[Mention, ...]) -> set[str]:
    """Return lower-case words that stand in times and numbers, in names of persons, and for kinds of place."""
    found: set[str] = set()
    for named in analysis.names:
        if named.label in _NO_PLACES:
            found |= {t.text.lower() for t in analysis.tokens_in(named.span)}
    for mention in mentions:
        if mention.kind is MentionKind.PERSON and (
            not is_unsure(mention) or find_honorific(analysis.text, mention.span.start)
        ):
            found |= {t.text.lower() for t in analysis.tokens_in(mention.span)}
    return found | place_words("body_noun") | place_words("place_noun") | place_words("direction")


def _is_abbreviation(name: PlaceName) -> bool:
    """Return whether a name in capitals is no subdivision: "HIV" is no town, "NSW" is a state."""
    return name.words.isupper() and all(p.kind != "region" or p.within for p in name.candidates)


def is_unsure(mention: Mention) -> bool:
    """Return whether only the model, or a family name alone, makes a mention a body or a person."""
    if mention.kind is MentionKind.ORGANISATION:
        return mention.rule.endswith("found by the model")
    if mention.kind is not MentionKind.PERSON or mention.title is not None or mention.descriptor is not None:
        return False
    if mention.rule in {"full name found by the model", "last word of a name"}:
        return (mention.entity_id or "").startswith(LOCAL)
    return mention.rule == "family name of the office tables" and not mention.because.startswith("the article names")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Where names of places begin and end, and the words that were shown to be some."""

    ends: set[int]
    starts: set[int]
    words: set[str]


def _runs(analysis: Analysis, covered: set[int], unsure: Mapping[Span, MentionKind]) -> Iterator[tuple[Token, ...]]:
    """Yield runs of capitalised names that no sure mention covers; an unsure mention is a run of its own."""
    whole = [span for span in unsure if ", " not in span.words(analysis.text)]
    inside = {t.index: span for span in whole for t in analysis.tokens_in(span)}
    run: list[Token] = []
    for token in [t for t in analysis.tokens if t.pos in _NAMES or t.index in inside]:
        span = inside.get(token.index)
        if token.index in covered or not (span is not None or token.text[:1].isupper()):
            continue
        follows = bool(run) and token.index == run[-1].index + 1 and span == inside.get(run[-1].index)
        if run and not (follows and (span is not None or _goes_on(analysis, token.index, run[-1].index))):
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


def _words_of(analysis: Analysis, run: tuple[Token, ...]) -> str:
    return analysis.text[run[0].start : run[-1].end].rstrip(",;:")


def _name_of(analysis: Analysis, run: tuple[Token, ...], unsure: Mapping[Span, MentionKind]) -> PlaceName | None:
    """Return the name that a whole run is, if the gazetteer has it."""
    words = _words_of(analysis, run)
    span = Span(run[0].start, run[0].start + len(words))
    candidates = places_called(words) if len(run) <= _LONGEST and len(words) > 1 else ()
    if not candidates:
        return None
    kind = next((kind for own, kind in unsure.items() if own.overlaps(span)), None)
    return PlaceName(span=span, words=words, candidates=candidates, unsure=kind)


def _cue(analysis: Analysis, name: PlaceName, around: _Shown) -> bool | None:
    """Return whether words beside a name show surely that it is a place; ``None`` where nothing shows it."""
    text, span = analysis.text, name.span
    first = analysis.token_at(span.start)
    before = analysis.tokens[first.index - 1] if first and first.index else None
    after = re.match(r" (\w+)", text[span.end : span.end + 20])
    nouns = place_words("subdivision") | place_words("place_noun") | place_words("place_of")
    word = before.text.lower() if before and first and before.sentence == first.sentence else ""
    if word == "of" and before and before.index and analysis.tokens[before.index - 1].text.lower() in nouns:
        return True
    if word in place_words("name_preposition") or (after and after[1].lower() in place_words("subdivision")):
        return True
    is_person = name.unsure is MentionKind.PERSON
    if _is_joined(text, span, around, is_person=is_person) or name.words in around.words:
        return True
    if is_person:
        return None
    is_weak = word in place_words("place_preposition") | {"of"} or (after and after[1] in nouns)
    return False if is_weak else None


def _is_joined(text: str, span: Span, around: _Shown, *, is_person: bool) -> bool:
    """Return whether a comma or "and" joins a name with a place before or behind it."""
    before = re.search(r"(?:,| and| or| &|,? and) $|\s?\($", text[max(0, span.start - 6) : span.start])
    if before is not None and span.start - len(before.group()) in around.ends:
        return True
    after = re.match(r", (?:and )?| and " if is_person else r", (?:and )?| and | in ", text[span.end : span.end + 6])
    return after is not None and span.end + after.end() in around.starts
