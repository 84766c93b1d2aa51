"""How records are said in words: days, participants, places, who vouches, and words of articles made safe to show."""

import re
import unicodedata
from calendar import month_name
from collections.abc import Iterable, Sequence
from datetime import date

from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.articles import Article, DropReason
from foreigndesk.records.claims import Claim, CommitmentKind, Factuality, Party, Stance, VisitType
from foreigndesk.records.copies import CopyKind
from foreigndesk.records.dates import DateFinding, Precision
from foreigndesk.records.meetings import MeetingPlace, Participant, ParticipantRole
from foreigndesk.records.quotations import Attribution, Speaker

WIDE = 31  # days; a longer interval is said to be one in which something was at some time
LONGEST = 420  # code points of one quotation that a view shows; the citation holds all of it

DROPPED = {
    DropReason.EMPTY: "empty",
    DropReason.TOO_LARGE: "too large",
    DropReason.BINARY: "not text",
    DropReason.UNDECODABLE: "cannot be decoded",
    DropReason.UNKNOWN_FORMAT: "format not known",
    DropReason.NO_MAIN_TEXT: "no main text",
    DropReason.UNREADABLE: "unreadable",
    DropReason.SAME_CONTENT: "same content",
    DropReason.NO_TEXT_COLUMN: "no column for the text",
    DropReason.BROKEN_ROW: "broken row",
    DropReason.NOT_AN_ARTICLE: "not an article",
    DropReason.TRUNCATED: "breaks off",
    DropReason.BOMB: "grows without measure",
    DropReason.NESTED: "archive in an archive",
    DropReason.UNSAFE_NAME: "unsafe name",
    DropReason.MISSING_PART: "a part is not installed",
}
VISITS = {
    VisitType.STATE: "State visit",
    VisitType.OFFICIAL: "Official visit",
    VisitType.WORKING: "Working visit",
}
COPIES = {
    CopyKind.VERBATIM: "a verbatim copy",
    CopyKind.SYNDICATED: "a syndicated copy",
    CopyKind.ABRIDGED: "an abridged copy",
    CopyKind.EXTENDED: "an extended copy",
    CopyKind.REWRITTEN: "a rewrite",
    CopyKind.TRANSLATED: "a translation",
    CopyKind.LIFTED: "an article with lifted passages",
}
COMMITMENTS = {
    CommitmentKind.SIGNED: "Signing",
    CommitmentKind.JOINT_STATEMENT: "Joint statement",
    CommitmentKind.PLEDGE: "Pledge",
    CommitmentKind.INTENTION: "Intention",
    CommitmentKind.CALL: "Call",
    CommitmentKind.REFUSAL: "Refusal",
    CommitmentKind.NON_AGREEMENT: "No agreement",
    CommitmentKind.DENIAL: "Denial",
}
STANCES = {
    Stance.SUPPORTS: ("Support", "for"),
    Stance.OPPOSES: ("Opposition", "to"),
    Stance.NEUTRAL: ("Neutrality", "towards"),
    Stance.MIXED: ("Mixed stance", "towards"),
}
_STANDING = {
    Factuality.REPORTED: "reported",
    Factuality.ATTRIBUTED: "attributed",
    Factuality.OPINION: "opinion",
    Factuality.SPECULATION: "speculation",
    Factuality.PLANNED: "planned",
    Factuality.DEMANDED: "demanded",
    Factuality.DENIED: "denied",
    Factuality.UNKNOWN: "standing not clear",
}
_VOUCHED = frozenset({Factuality.REPORTED, Factuality.ATTRIBUTED})
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they reorder what stands around them


def say_day(day: date) -> str:
    """Return a day as "3 July 2024"."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def say_date(finding: DateFinding | None) -> str:
    """Return a date without its preposition: "3 July 2024", "16 or 17 May 2024", "September 2022, day not known"."""
    if finding is None or not finding.is_known:
        return "date not known"
    first, last = finding.earliest, finding.latest
    if first is None or last is None:
        return f"on or after {say_day(first)}" if first else f"on or before {say_day(last or date.max)}"
    match finding.precision:
        case Precision.DAY:
            return say_day(first)
        case Precision.MONTH:
            return f"{month_name[first.month]} {first.year}, day not known"
        case Precision.YEAR:
            return f"{first.year}, day not known"
        case _:
            return _say_interval(first, last)


def _say_interval(first: date, last: date) -> str:
    between, link = ("", "or") if (last - first).days == 1 else ("between ", "and")
    if (first.year, first.month) == (last.year, last.month):
        return f"{between}{first.day} {link} {say_day(last)}"
    if first.year == last.year:
        return f"{between}{first.day} {month_name[first.month]} {link} {say_day(last)}"
    return f"{between}{say_day(first)} {link} {say_day(last)}"


def say_when(finding: DateFinding) -> str:
    """Return a date as it follows a verb: "on 3 July 2024", "in September 2022, day not known", "between ..."."""
    words = say_date(finding)
    if not finding.is_known:
        return f"({words})"
    if finding.precision in {Precision.MONTH, Precision.YEAR}:
        return f"in {words}"
    if words.startswith("between ") and finding.earliest and finding.latest:
        return f"at some time {words}" if (finding.latest - finding.earliest).days > WIDE else words
    return words if words.startswith("on ") else f"on {words}"


def count_of(number: int, noun: str) -> str:
    """Return "one article", "two articles", "14 articles"."""
    return f"{_NUMBERS[number] if number < len(_NUMBERS) else number} {noun}{'' if number == 1 else 's'}"


def capital(words: str) -> str:
    """Return ``words`` with a capital first letter."""
    return words[:1].upper() + words[1:]


def join_words(words: Iterable[str], *, link: str = "and") -> str:
    """Return "A", "A and B", "A, B and C", each once."""
    listed = list(dict.fromkeys(words))
    return f" {link} ".join(p for p in (", ".join(listed[:-1]), *listed[-1:]) if p)


def state_name(state_id: str | None) -> str | None:
    """Return the name of a state of the tables; the id itself where the tables have none."""
    state = states_by_id().get(state_id or "")
    return state.name if state else state_id


def say_participant(participant: Participant) -> str:
    """Return a name with the office held at the time, or the state: "Xi Jinping (President of China)"."""
    name = show_words(participant.name)
    state = state_name(participant.state)
    about = [words for words in (participant.office or (state if state != name else None),) if words]
    if participant.role is ParticipantRole.HOST:
        about.append("host")
    elif participant.role is ParticipantRole.MEDIATOR:
        about.append("mediator")
    return f"{name} ({', '.join(about)})" if about else name


def say_place(place: MeetingPlace) -> str:
    """Return a place with its state: "Astana, Kazakhstan"."""
    name, state = show_words(place.name), state_name(place.state)
    return f"{name}, {state}" if state and state != name else name


def say_parties(parties: Sequence[Party]) -> str:
    """Return the names of parties: "China and Russia"; "somebody not named" where there are none."""
    return join_words(show_words(p.name) for p in parties) or "somebody not named"


def say_speaker(speaker: Speaker | None, named: str | None) -> str:
    """Return who is said to have spoken; ``named`` are the article's words for somebody without a full name."""
    if speaker is None:
        return "Speaker not named"
    if speaker.names:
        return capital(join_words(show_words(name) for name in speaker.names))
    if speaker.candidates:
        return f"Speaker not clear ({join_words(speaker.candidates, link='or')})"
    return capital(show_words(named)) if named else "Speaker not named"


def say_chain(chain: Sequence[Attribution], *, publisher: str | None) -> str:
    """Return through whom words came, from the nearest to the speaker outward: "according to A, according to B".

    ``publisher`` is that of the article itself, which is not named again.
    """
    names = (show_words(link.name) for link in chain if link.name != publisher)
    return ", ".join(dict.fromkeys(f"according to {name}" for name in names))


def say_standing(claim: Claim, *, publisher: str | None) -> str:
    """Return who vouches for a claim: "reported", "according to the Kremlin", "according to the Kremlin, planned".

    ``publisher`` is that of the article itself, which is not named again.
    """
    chain = say_chain(claim.attribution, publisher=publisher)
    if chain and claim.factuality in _VOUCHED:
        return chain
    return f"{chain}, {_STANDING[claim.factuality]}" if chain else _STANDING[claim.factuality]


def say_article(article: Article) -> str:
    """Return an article as "Title" with its publisher; its locator where it has no title."""
    title = in_marks(show_words(article.title)) if article.title else show_words(article.locator)
    return f"{title}, {show_words(article.publisher)}" if article.publisher else title


def say_published(article: Article) -> str:
    """Return the date of an article as it follows its title: "dated 6 November 2023", "date not known"."""
    words = say_date(article.published)
    return f"dated {words}" if article.published and article.published.is_known else words


def show_words(words: str, *, limit: int = LONGEST) -> str:
    """Return words of an article on one line, visible throughout, cut at a word where they are too long."""
    flat = " ".join(show_text(words).split())
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " […]"


def in_marks(words: str) -> str:
    """Return words inside quotation marks; double marks inside them become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def show_text(text: str) -> str:
    """Return ``text`` with every control character that hides or reorders text made visible: "[U+202E]"."""
    return re.sub(r"[^\n\r\t\x20-\x7e]", lambda found: _visible(found.group()), text)


def _visible(character: str) -> str:
    hidden = character in _STEERING or unicodedata.category(character) in {"Cc", "Cs"}
    return f"[U+{ord(character):04X}]" if hidden else character


def same_words(words: str) -> str:
    """Return what is the same for two wordings that differ in case, spaces, quotation marks and end marks only."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"\w+", folded))


def mark_down(words: str) -> str:
    """Return words for Markdown in which nothing in them is taken for markup."""
    return re.sub(r"([\\`*_<>]|\](?=[(\[:]))", r"\\\1", show_text(words))
