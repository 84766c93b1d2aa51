"""From a match of a pattern to time expressions: year, month, day, amount, unit and TIMEX3 value.

TIMEX3 (ISO 24617-1): durations ``P2D``, ``PT4H``, ``PXM`` for an unknown number; seasons ``2003-SU``;
years before Christ ``BC0479``. A value that begins with ``T`` is a time of day whose day the text or the
article's date must give.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from foreigndesk.extraction.time_grammar import Capture, TimeMatch, Words
from foreigndesk.knowledge.time_words import Senses
from foreigndesk.records.spans import Span
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType

UNKNOWN_NUMBER = "X"
_PERIOD_CODES = {  # TIMEX3 designators; a fortnight and a quarter are counted in weeks and months
    "day": ("P", "D", 1),
    "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2),
    "month": ("P", "M", 1),
    "quarter": ("P", "Q", 1),
    "year": ("P", "Y", 1),
    "decade": ("P", "DE", 1),
    "century": ("P", "CE", 1),
    "weekend": ("P", "WE", 1),
    "hour": ("PT", "H", 1),
    "minute": ("PT", "M", 1),
    "second": ("PT", "S", 1),
}
_SHARED = ("month", "year", "era", "unit", "amount")  # what several expressions of one match have in common
_OWN_SIGNS = {"in_count": 1, "in_count_time": 1, "overnight": -1}  # rules whose words say on which side it lies
_TENS_FROM = 20  # "twenty-one" is a number, "two-three" a choice
_SCALES = (100, 1000)
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was captured for one expression: values by name, the count and the span."""

    match: TimeMatch
    span: Span
    values: Mapping[str, str]
    count: str | None

    def number(self, name: str) -> int | None:
        """Return a captured value as a whole number."""
        return int(self.values[name]) if name in self.values else None


def read_match(match: TimeMatch, words: Words) -> tuple[TimeExpression, ...]:
    """Return the expressions of a match, without direction; empty where a day does not exist."""
    readings = [_read_extent(match, number, words) for number in range(len(match.extents))]
    return tuple(_make_expression(reading) for reading in _share_values(readings))


def _read_extent(match: TimeMatch, number: int, words: Words) -> Reading:
    first, last = match.extents[number]
    captures = match.captures[number]
    values = {c.name: c.value for c in captures if c.value is not None}
    return Reading(
        match=match,
        span=words.span(first, last),
        values=values,
        count=_read_count(captures, words.senses[first:last], words),
    )


def _share_values(readings: list[Reading]) -> list[Reading]:
    """Give each reading the month, year or unit that a neighbour in the same match has."""
    if len(readings) == 1 and "short_year" not in readings[0].values:
        return readings
    shared: list[Reading] = []
    for at, reading in enumerate(readings):
        values = dict(reading.values)
        for other in (*readings[at + 1 :], *reversed(readings[:at])):
            for name in _SHARED:
                if name in other.values and name not in values and not (name == "era" and "era" in values):
                    values[name] = other.values[name]
        if "short_year" in values:
            values["year"] = _complete_year(values["short_year"], values.get("year"))
        shared.append(replace(reading, values=values))
    return shared


def _complete_year(short: str, neighbour: str | None) -> str:
    """Return "04" beside 2003 as 2004; alone, two digits are of the nineteen-hundreds ("'85") or, below 30, later."""
    if neighbour:
        return neighbour[:-2] + short
    return ("20" if int(short) < 30 else "19") + short  # noqa: PLR2004  "'29" is not yet past


def _read_count(captures: tuple[Capture, ...], senses: tuple[Senses, ...], words: Words) -> str | None:
    counted = next((words.senses[c.first : c.last] for c in captures if c.name == "count"), None)
    number = _read_number(counted) if counted else None
    half = sum(float(s.get("and_half", 0)) for s in senses)
    if number == UNKNOWN_NUMBER:
        return number
    if any(c.name in ("half", "halved") and c.value == "0.5" for c in captures) and number is None:
        return "0.5"
    if number is None and half == 0:
        return None
    return _write_number(float(number or 1) + half)


def _read_number(words: tuple[Senses, ...]) -> str:
    """Return the number that words or digits name, ``X`` where they leave it open ("several", "two-three")."""
    total = current = previous = 0.0
    is_dashed = False
    for senses in words:
        if "several" in senses:
            return senses["several"]
        if "digits" in senses:
            return senses["digits"].replace(",", "")
        if "dash" in senses:
            is_dashed = True
        if "numeral" in senses:
            number = float(senses["numeral"])
            if is_dashed and previous < _TENS_FROM:
                return UNKNOWN_NUMBER
            if "scale" in senses:
                total, current = total + max(current, 1) * number, 0.0
            else:
                current += number
            previous = number
    return _write_number(total + current or 1.0)


def _write_number(number: float) -> str:
    return f"{number:g}" if number < 1_000_000 else str(int(number))  # noqa: PLR2004  %g would write an exponent


def _make_expression(reading: Reading) -> TimeExpression:
    """Return the expression with its fields; the reference follows from the fields where the rule leaves it open."""
    rule = reading.match.rule
    reference = ReferenceKind(rule.reference) if rule.reference else _find_reference(reading)
    amount = _find_amount(reading, reference)
    if reading.count == UNKNOWN_NUMBER and rule.type != TimeType.DURATION:
        reference = ReferenceKind.VAGUE  # "a few weeks later"
    expression = TimeExpression(
        span=reading.span,
        type=TimeType(rule.type),
        reference=reference,
        direction=_find_own_direction(reading, reference),
        rule=rule.rule_id,
        year=_find_year(reading),
        month=reading.number("month"),
        day=reading.number("day"),
        weekday=reading.number("weekday"),
        amount=amount,
        unit=_find_unit(reading, reference),
        modifier=reading.values.get("mod"),
    )
    expression = _in_years(_with_holiday(expression, reading))
    return replace(expression, value=_find_value(reading, expression))


def _in_years(expression: TimeExpression) -> TimeExpression:
    """Return "half a century ago" as fifty years ago."""
    years = {"decade": 10, "century": 100}.get(expression.unit or "")
    if years is None or expression.amount is None or expression.amount == int(expression.amount):
        return expression
    return replace(expression, amount=expression.amount * years, unit="year")


def _with_holiday(expression: TimeExpression, reading: Reading) -> TimeExpression:
    if "holiday" not in reading.values:
        return expression
    month, day = map(int, reading.values["holiday"].split("-"))
    return replace(expression, month=month, day=day)


def _find_reference(reading: Reading) -> ReferenceKind:
    values = reading.values
    if "year" in values:
        return ReferenceKind.EXPLICIT
    if "holiday" in values or ("month" in values and "day" in values):
        return ReferenceKind.MONTH_DAY
    if "month" in values:
        return ReferenceKind.MONTH
    if "season" in values:
        return ReferenceKind.SEASON
    return ReferenceKind.DAY_OF_MONTH if "day" in values else ReferenceKind.WEEKDAY


def _find_year(reading: Reading) -> int | None:
    year = reading.number("year")
    return -year if year is not None and "era" in reading.values else year


def _find_amount(reading: Reading, reference: ReferenceKind) -> float | None:
    """Return how many units before (negative) or after the anchor, or how long a duration is."""
    if "twice" in reading.values:
        return 2.0 * int(reading.values["twice"])
    if reading.count == UNKNOWN_NUMBER or "many" in reading.values:
        return None
    sign = reading.number("amount")
    if reference in (ReferenceKind.DURATION, ReferenceKind.SET):
        return float(reading.count or 1)
    if sign is None:
        sign = _OWN_SIGNS.get(reading.match.rule.rule_id)
        if sign is None and "part" in reading.values and reference is ReferenceKind.OFFSET:
            return 0.0
    return None if sign is None else sign * float(reading.count or 1)


def _find_unit(reading: Reading, reference: ReferenceKind) -> str | None:
    """Return the unit counted, or the season (``SU``), quarter (``Q3``) or half (``H1``) meant."""
    values = reading.values
    if "season" in values:
        return values["season"]
    if "quarter" in values:
        return f"Q{values['quarter']}"
    if "half" in values and reading.match.rule.type == TimeType.DATE:
        return f"H{values['half']}"
    if "unit" in values:
        return values["unit"]
    is_of_day = reference in (ReferenceKind.OFFSET, ReferenceKind.ANCHORED)
    return "day" if is_of_day and not {"month", "weekday"} & values.keys() else None


def _find_own_direction(reading: Reading, reference: ReferenceKind) -> Direction:
    """Return the direction that the words themselves have ("last", "ago", "next")."""
    value = reading.match.rule.value or reading.values.get("value", "")
    named = {"PAST_REF": Direction.PAST, "PRESENT_REF": Direction.PRESENT, "FUTURE_REF": Direction.FUTURE}
    if value in named:
        return named[value]
    sign = -1 if "-" in reading.values.get("twice", "") else reading.number("amount")
    if reference in (ReferenceKind.EXPLICIT, ReferenceKind.DURATION, ReferenceKind.SET) or not sign:
        return Direction.UNKNOWN
    return Direction.PAST if sign < 0 else Direction.FUTURE


def _find_value(reading: Reading, expression: TimeExpression) -> str | None:
    """Return the TIMEX3 value where the words alone give it."""
    rule, values = reading.match.rule, reading.values
    if rule.value or (rule.reference in ("vague", "set", "explicit") and "value" in values):
        return rule.value or values["value"]
    if rule.rule_id == "iso_day" or "value" in values:
        return values["value"]
    if expression.reference is ReferenceKind.VAGUE:
        return "PAST_REF" if expression.direction is Direction.PAST else "FUTURE_REF"
    if expression.reference is ReferenceKind.SET:
        return _set_value(reading)
    if expression.type is TimeType.DURATION:
        return _period(reading.count or "1", values["unit"]) if "unit" in values else _many_value(values)
    if expression.reference is ReferenceKind.EXPLICIT:
        return _explicit_value(reading, expression)
    return _time_of_day(values) or None


def _many_value(values: Mapping[str, str]) -> str | None:
    return _period(UNKNOWN_NUMBER, values["many"]) if "many" in values else None


def _period(count: str, unit: str) -> str:
    head, designator, factor = _PERIOD_CODES[unit]
    if count == UNKNOWN_NUMBER:
        return f"{head}{UNKNOWN_NUMBER}{designator}"
    number = float(count) * factor
    if designator in ("DE", "CE") and number != int(number):  # half a century is fifty years
        number, designator = number * (10 if designator == "DE" else 100), "Y"
    if designator == "H" and number == 0.5:  # noqa: PLR2004  half an hour
        number, designator = 30, "M"
    return f"{head}{_write_number(number)}{designator}"


def _set_value(reading: Reading) -> str | None:
    values = reading.values
    if "unit" in values:
        return _period(reading.count or "2", values["unit"])  # "every other week"
    if "month" in values:
        return f"XXXX-{int(values['month']):02d}"
    if "weekday" in values:
        return f"XXXX-WXX-{int(values['weekday']) + 1}"
    return f"XXXX-{values['season']}" if "season" in values else f"XXXX-XX-XX{values.get('part', '')}"


def _explicit_value(reading: Reading, expression: TimeExpression) -> str | None:
    values = reading.values
    if "slash_day" in values:
        return _slash_value(values["slash_day"])
    if "century_number" in values:
        number = int(values["century_number"]) - 1
        return f"BC{number:02d}" if "era" in values else f"{number:02d}"
    decade = values.get("decade") or ("19" + values["decade_short"] if "decade_short" in values else None)
    if decade:
        return f"BC{int(decade):03d}" if "era" in values else decade
    if expression.year is None:
        return None
    year = f"BC{-expression.year:04d}" if expression.year < 0 else f"{expression.year:04d}"
    if expression.month and expression.day:
        return f"{year}-{expression.month:02d}-{expression.day:02d}{_time_of_day(values)}"
    if expression.month:
        return f"{year}-{expression.month:02d}"
    return f"{year}-{expression.unit}" if expression.unit else year


def _slash_value(word: str) -> str:
    """Return the day of 23/11/2019; the year alone where day and month cannot be told apart."""
    first, second, year = (int(part) for part in word.replace(".", "/").split("/"))
    if "." in word or first > 12 or first == second:  # noqa: PLR2004  months; points are written day first
        return f"{year}-{second:02d}-{first:02d}"
    return f"{year}-{first:02d}-{second:02d}" if second > 12 else f"{year}"  # noqa: PLR2004


def _time_of_day(values: Mapping[str, str]) -> str:
    """Return ``T17:30`` or ``TEV``, the empty string where no time of day was captured."""
    if "part" in values:
        return values["part"]
    clock = values.get("clock") or (values["hour"] + ":00" if "hour" in values else "")
    if not clock:
        return ""
    hour, minute = clock.replace(".", ":").split(":") if {":", "."} & set(clock) else (clock[:2], clock[2:])
    if "meridiem" in values:
        hour = str(int(hour) % 12 + int(values["meridiem"]))
    return f"T{int(hour):02d}:{minute}"
