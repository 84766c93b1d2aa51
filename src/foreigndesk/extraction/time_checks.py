"""What must hold around a match before it is a time expression: named in ``time_rules.tsv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from foreigndesk.extraction.time_directions import find_direction
from foreigndesk.extraction.time_grammar import TimeMatch, Words
from foreigndesk.knowledge.time_words import tense_cues
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction

_FIRST_SURE_YEAR = 1900  # a bare number from here on is a year unless it counts something
_WORDS_OF_A_RECORD = 8  # "the first such leader in 60 years": so near stands the word that makes it a record
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
_OBJECT_STARTS = ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A match with the article around it."""

    match: TimeMatch
    words: Words
    analysis: Analysis

    def before(self, name: str, distance: int = 1) -> bool:
        """Return whether the piece before the match can be a ``name``."""
        return self.words.has(self.match.first - distance, name)

    def after(self, name: str, distance: int = 0) -> bool:
        """Return whether the piece after the match can be a ``name``."""
        return self.words.has(self.match.last + distance, name)

    def captured(self, name: str) -> bool:
        """Return whether the match holds a capture of that name."""
        return any(capture.name == name for held in self.match.captures for capture in held)

    @property
    def span(self) -> Span:
        """The span of the whole match."""
        return self.words.span(self.match.first, self.match.last)

    @property
    def first_token(self) -> Token | None:
        """The token that the match begins with."""
        return self.analysis.token_at(self.span.start)

    @property
    def last_token(self) -> Token | None:
        """The token that the match ends with."""
        return self.analysis.token_at(self.span.end - 1)

    @property
    def next_token(self) -> Token | None:
        """The token after the match, in the same sentence."""
        last = self.last_token
        if last is None or last.index + 1 >= len(self.analysis.tokens):
            return None
        token = self.analysis.tokens[last.index + 1]
        return token if token.sentence == last.sentence else None

    @property
    def previous_token(self) -> Token | None:
        """The token before the match, in the same sentence."""
        first = self.first_token
        if first is None or first.index == 0:
            return None
        token = self.analysis.tokens[first.index - 1]
        return token if token.sentence == first.sentence else None

    def is_named(self, *labels: str) -> bool:
        """Return whether the model's names say that the match lies in a name with one of the labels."""
        return any(name.label in labels for name in self.analysis.names_at(self.span))


class TimeCheck(Protocol):
    """One named condition on a match."""

    def __call__(self, around: Surroundings) -> bool:
        """Return whether the match passes."""


def _is_month_alone(around: Surroundings) -> bool:
    """A month, not a person ("Theresa May") and not part of a name ("Black September")."""
    if around.before("name_before") or around.before("person_title") or _is_before_name(around):
        return False
    if not around.captured("mod") and (_is_family_name(around) or _is_first_name(around)):
        return False
    if not any(around.words.has(i, "plain_name") for i in range(around.match.first, around.match.last)):
        return True
    if around.captured("mod") or around.before("lead") or around.before("link_month"):
        return True
    return around.is_named("DATE") and not around.is_named("PERSON")


def _is_family_name(around: Surroundings) -> bool:
    """Return whether a first name stands directly before, as in "Theresa May"."""
    first, before = around.first_token, around.previous_token
    if first is None or before is None or not around.words.has(around.match.first, "plain_name"):
        return False
    is_name = (
        before.pos == "PROPN" and before.text.isalpha() and before.text.istitle() and before.end + 1 == first.start
    )
    return is_name and before.head == first.index


def _is_first_name(around: Surroundings) -> bool:
    """Return whether a family name follows directly and nothing before makes it a time, as in "August Hanning"."""
    follows = around.next_token
    is_name = around.words.has(around.match.first, "plain_name") and follows is not None and follows.pos == "PROPN"
    is_joined = follows is not None and follows.start == around.span.end + 1 and follows.text.isalpha()
    return is_name and is_joined and not any(around.before(name) for name in ("lead", "the", "edge", "last", "this"))


def _is_before_name(around: Surroundings) -> bool:
    return around.after("name_after") and _starts_with_capital(around.next_token)


def _starts_with_capital(token: Token | None) -> bool:
    return token is not None and token.text[:1].isupper()


def _is_month_day(around: Surroundings) -> bool:
    """The fifth of May, not five people in May ("in May 5 people died")."""
    if around.captured("year") or around.captured("weekday") or not around.before("in"):
        return True
    token = around.next_token
    return token is None or token.tag != "NNS"


def _is_year_alone(around: Surroundings) -> bool:
    """A year, not a count ("2000 soldiers"), a price or the number of a thing ("Resolution 1973")."""
    if around.before("money") or around.before("number_title") or around.after("dash_unit"):
        return False
    if around.captured("mod") or around.words.has(around.match.first, "the") or _is_in_range(around):
        return True
    token = around.next_token
    counts = token is not None and (token.tag == "NNS" or _is_measure(around))
    if _year_of(around) < _FIRST_SURE_YEAR:
        has_lead = any(around.before(name) for name in ("lead", "open", "as", "the"))
        if around.before("and") and not around.before("year", 2):  # "and 1500 were hurt"
            return False
        return not counts and (has_lead or around.after("poss"))
    return not counts or around.before("the") or (token is not None and not _is_counted(around, token))


def _is_in_range(around: Surroundings) -> bool:
    """In "1861-1863": each end speaks for the other."""
    begins = around.after("dash") and (around.after("year", 1) or around.after("two_digits", 1))
    return begins or (around.before("dash") and around.before("year", 2))


def _is_measure(around: Surroundings) -> bool:
    return around.after("unit") or around.after("units") or around.after("measure")


def _is_counted(around: Surroundings, token: Token) -> bool:
    number = around.last_token
    return _is_measure(around) or (number is not None and number.head == token.index and number.dep == "nummod")


def _year_of(around: Surroundings) -> int:
    for held in around.match.captures:
        for capture in held:
            if capture.name == "year" and capture.value:
                return int(capture.value)
    return 0


def _is_season_alone(around: Surroundings) -> bool:
    """A season, not a verb and not part of a name ("Prague Spring", "Winter Olympics")."""
    token = around.last_token
    if token is None or token.pos == "VERB" or around.before("name_before") or around.after("name_after"):
        return False
    if around.before("a"):  # "a summer of discontent"
        return False
    if around.after("of") and around.words.has(around.match.last - 1, "fall"):
        return False
    if not token.text[0].isupper():
        return True
    return not (_starts_with_capital(around.next_token) or _starts_with_capital(around.previous_token))


def _is_weekday(around: Surroundings) -> bool:
    """A weekday, not part of a name ("Bloody Sunday", "Sunday Times")."""
    return not around.before("name_before") and not _is_before_name(around)


def _is_ordinal_day(around: Surroundings) -> bool:
    """A day of the month ("on the 3rd"), not the number of a thing ("on the 3rd floor")."""
    token = around.next_token
    return token is None or token.pos not in _NOMINAL


def _is_no_age(around: Surroundings) -> bool:
    """A duration, not an age ("45-year-old", "19 years old", "in his 80s")."""
    if around.after("old") or (around.after("dash") and around.after("old", 1)):
        return False
    return not (around.after("of") and around.after("age", 1)) and not around.before("possessor")


def _is_rate(around: Surroundings) -> bool:
    """Per unit ("300 tonnes a year"), not one unit ("after a year")."""
    if around.words.has(around.match.first, "per") and not around.words.has(around.match.first, "a"):
        return True
    before = around.previous_token
    if any(around.words.has(i, "times") for i in range(around.match.first, around.match.last)):
        return True
    if before is None or before.pos not in ("NOUN", "NUM", "SYM") or around.before("comma"):
        return False
    unit = around.last_token
    return unit is not None and unit.dep in ("npadvmod", "prep", "nmod", "appos")


def _is_one_unit(around: Surroundings) -> bool:
    """One unit ("after a year"), not a rate and not an ordinal ("a second term")."""
    token = around.last_token
    if token is None or (token.text.lower() == "second" and token.tag != "NN") or not _is_no_age(around):
        return False
    if around.before("such"):
        return False
    follows = around.next_token
    if token.text.lower() in ("second", "minute") and follows is not None and follows.pos in ("NOUN", "PROPN", "ADJ"):
        return False
    return not _is_rate(around)


def _is_span_of_units(around: Surroundings) -> bool:
    """Units without a number that tell how long ("for months", "years of talks")."""
    if around.after("old") or (around.after("dash") and not around.after("long", 1)):
        return False
    return around.before("span_lead") or (around.after("of") and not around.before("the"))


def _is_ordinal_unit(around: Surroundings) -> bool:
    """In "The second day of the visit", not "second day trip"."""
    token = around.next_token
    return token is None or token.pos not in ("NOUN", "PROPN")


def _has_object(around: Surroundings) -> bool:
    """In "Two days after the vote": what is counted from stands behind."""
    token = around.next_token
    if token is None or _ends_with_earlier(around):
        return False
    return token.pos in _OBJECT_STARTS or token.tag in ("VBG", "WP", "WDT")


def _ends_with_earlier(around: Surroundings) -> bool:
    return around.words.has(around.match.last - 1, "earlier")


def _has_no_object(around: Surroundings) -> bool:
    """In "Two days after, ...": counted from a time named before."""
    return not _has_object(around) and not around.after("than")


def _looks_ahead(around: Surroundings) -> bool:
    """In "Will open in two weeks", not "was built in two weeks" and not "the first in two weeks"."""
    first = around.first_token
    if first is None or (first.pos == "ADP" and around.analysis.tokens[first.head].pos not in ("VERB", "AUX")):
        return False
    nearby = around.analysis.tokens[max(0, first.index - _WORDS_OF_A_RECORD) : first.index]
    is_record = any(token.tag in ("JJS", "RBS") for token in nearby if token.sentence == first.sentence)
    if is_record or any(around.before("first", distance) for distance in range(1, _WORDS_OF_A_RECORD)):
        return False
    direction = find_direction(around.analysis, around.span)
    return direction is Direction.FUTURE or (direction is Direction.PRESENT and _is_plain_present(around, first))


def _is_plain_present(around: Surroundings, first: Token) -> bool:
    """In "Takes effect in a year": the present of a verb that tells what comes; not "it is", "they have"."""
    verb = around.analysis.tokens[first.head]
    is_plain = first.pos == "ADP" and verb.pos == "VERB" and verb.tag in ("VBZ", "VBP")
    return is_plain and verb.text.lower() not in tense_cues()["perfect"]


def _is_vague_word(around: Surroundings) -> bool:
    """Not a verb or an idiom ("as soon as")."""
    return not around.before("as") and not around.after("as")


def _is_the_past(around: Surroundings) -> bool:
    """The past as a noun, not "the past president"."""
    token = around.next_token
    return token is None or token.pos not in _NOMINAL


def _is_at_time(around: Surroundings) -> bool:
    """A point named before, not one named behind ("at the time of the vote")."""
    token = around.next_token
    return token is None or not (around.after("of") or token.pos in _OBJECT_STARTS or token.tag in ("WRB", "WDT", "IN"))


def _is_to_date(around: Surroundings) -> bool:
    """In "The largest to date", not "to date the find"."""
    token = around.last_token
    return token is not None and token.pos != "VERB" and not around.after("the") and not around.after("a")


def _is_clock(around: Surroundings) -> bool:
    """A time of day, not a score or a ratio."""
    is_marked = any(around.captured(name) for name in ("meridiem", "hour"))
    if not is_marked and _is_stamp(around):
        return True
    return is_marked or around.before("lead") or around.before("at") or around.before("by") or around.captured("month")


def _is_stamp(around: Surroundings) -> bool:
    """Return whether an hour opens an entry: "09:40 The first trucks have crossed"."""
    text, end = around.words.text, around.span.end
    before = text[: around.span.start].rstrip(" ")
    opens = not before or before[-1] in '\n.!?”"'
    return opens and text[end : end + 1] in (" ", "\n") and text[end:].lstrip()[:1].isupper()


def _is_part_alone(around: Surroundings) -> bool:
    """A part of the day as a noun, not what kind of thing ("the evening paper")."""
    token = around.next_token
    return token is None or token.pos not in ("NOUN", "PROPN")


def _is_short_year(around: Surroundings) -> bool:
    """In "The summit of '85": the mark touches the digits and no letter stands before it."""
    start, end = around.span.start, around.span.end
    text, token = around.words.text, around.next_token
    if (token is not None and token.tag == "NNS") or _is_measure(around):
        return False
    return (
        end - start == len("'85")
        and (start == 0 or not text[start - 1].isalnum())
        and not text[end : end + 1].isalnum()
    )


def _is_no_verb(around: Surroundings) -> bool:
    """In "the last three days", not "will last three days"."""
    token = around.first_token
    return token is None or not token.tag.startswith("VB")


def _is_no_title(around: Surroundings) -> bool:
    """In "he left today", not "USA Today": capitals within a sentence that is no headline are a name."""
    token = around.first_token
    if token is None or not token.text[0].isupper():
        return True
    sentence = around.analysis.sentences[token.sentence]
    is_headline = around.analysis.tokens[sentence.last - 1].pos != "PUNCT"
    return token.index == sentence.first or is_headline or (around.previous_token or token).pos == "PUNCT"


TIME_CHECKS: Mapping[str, TimeCheck] = MappingProxyType(
    {
        "month_alone": _is_month_alone,
        "month_day": _is_month_day,
        "year_alone": _is_year_alone,
        "season_alone": _is_season_alone,
        "weekday_name": _is_weekday,
        "ordinal_alone": _is_ordinal_day,
        "not_age": _is_no_age,
        "rate": _is_rate,
        "a_unit": _is_one_unit,
        "bare_units": _is_span_of_units,
        "ordinal_unit": _is_ordinal_unit,
        "has_object": _has_object,
        "no_object": _has_no_object,
        "future_verb": _looks_ahead,
        "vague_word": _is_vague_word,
        "the_past": _is_the_past,
        "at_time": _is_at_time,
        "to_date": _is_to_date,
        "clock_time": _is_clock,
        "part_alone": _is_part_alone,
        "short_year": _is_short_year,
        "not_title": _is_no_title,
        "not_verb": _is_no_verb,
    }
)
