"""Time expressions of an article, as the text has them, before any date is known."""

from dataclasses import replace
from itertools import groupby

from foreigndesk.extraction.time_checks import TIME_CHECKS, Surroundings
from foreigndesk.extraction.time_directions import find_direction, is_told_ahead
from foreigndesk.extraction.time_grammar import TimeMatch, Words, find_matches, split_words
from foreigndesk.extraction.time_readings import read_match
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.spans import Span, hull
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression

_WITHOUT_DIRECTION = (ReferenceKind.DURATION, ReferenceKind.SET, ReferenceKind.VAGUE)


def find_times(analysis: Analysis) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the text in order; none overlap.

    Types and values follow TIMEX3. A ``value`` that begins with ``T`` is a time of day whose day is still
    open. ``unit`` is a calendar unit, a season (``SP`` ``SU`` ``FA`` ``WI``), a quarter (``Q1``) or a half
    (``H1``). For a weekday or month, ``amount`` -1, 0 or 1 stands for "last", "this", "next"; an offset
    with a month, season or weekday counts its years or weeks. The rules are in ``time_rules.tsv``.
    """
    words = split_words(analysis.text, _find_paragraphs(analysis))
    found = [
        _with_direction(expression, analysis)
        for match in _choose_matches(words, analysis)
        for expression in read_match(match, words)
    ]
    return tuple(sorted(found, key=lambda expression: expression.span))


def _find_paragraphs(analysis: Analysis) -> tuple[Span, ...]:
    grouped = groupby(analysis.sentences, key=lambda sentence: sentence.paragraph)
    return tuple(hull(tuple(sentence.span for sentence in sentences)) for _, sentences in grouped)


def _choose_matches(words: Words, analysis: Analysis) -> list[TimeMatch]:
    """Return the longest matches that pass their checks and share no word; the earlier rule where equal."""
    chosen: list[TimeMatch] = []
    taken = bytearray(len(words.senses))
    for match in sorted(find_matches(words), key=lambda m: (m.first - m.last, m.order, m.first)):
        if any(taken[match.first : match.last]):
            continue
        around = Surroundings(match=match, words=words, analysis=analysis)
        if all(TIME_CHECKS[check](around) for check in match.rule.checks):
            taken[match.first : match.last] = b"\x01" * (match.last - match.first)
            chosen.append(match)
    return chosen


def _with_direction(expression: TimeExpression, analysis: Analysis) -> TimeExpression:
    """Return the expression with the side of the article's date that its words or its verb look to."""
    if expression.reference is ReferenceKind.EXPLICIT:
        return (
            replace(expression, direction=Direction.FUTURE) if is_told_ahead(analysis, expression.span) else expression
        )
    is_settled = expression.direction is not Direction.UNKNOWN or expression.reference in _WITHOUT_DIRECTION
    return expression if is_settled else replace(expression, direction=find_direction(analysis, expression.span))
