"""Offices that stand for persons whom the article does not name: "the Russian defence minister said"."""

import re
from collections.abc import Iterator

from foreigndesk.knowledge.titles import office_index, plural_of, title_qualifiers
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.mentions import Mention, MentionKind, Reference, RoleWords
from foreigndesk.records.spans import Span

_NO_HEAD = frozenset({"appos", "compound", "amod", "nmod"})
_STANDING = "current"  # the one qualifier that changes nothing: "the sitting president"


def find_roles(
    analysis: Analysis, mentions: tuple[Mention, ...], references: tuple[Reference, ...]
) -> tuple[RoleWords, ...]:
    """Return the titles with their state or organisation that no person of the article was taken for.

    A title before or after a name, in the plural, in general ("a foreign minister") or with "former", "new",
    "then" is none: who held it on the day of the article is not who is meant.
    """
    taken = [r.span for r in references] + [m.title.span for m in mentions if m.title]
    people = [m.span for m in mentions if m.kind is MentionKind.PERSON]
    found = []
    for span, (title, *_) in office_index().find(analysis.text):
        head = analysis.head_of(span)
        if head is None or head.dep in _NO_HEAD or span.words(analysis.text).lower() == plural_of(title):
            continue
        role = _read_role(analysis, mentions, head, span=span, title=title)
        if role and not any(role.span.overlaps(other) for other in taken) and not _names_holder(analysis, head, people):
            found.append(role)
    return tuple(found)


def _read_role(
    analysis: Analysis, mentions: tuple[Mention, ...], head: Token, *, span: Span, title: str
) -> RoleWords | None:
    before = [analysis.tokens[i] for i in analysis.children[head.index] if i < head.index]
    start = min((analysis.tokens[analysis.subtree(t.index)[0]].start for t in before), default=span.start)
    end = max(_ends_of_state(analysis, head), default=span.end)
    whole = Span(min(start, span.start), max(end, span.end))
    inside = [m for m in mentions if whole.covers(m.span) and not span.covers(m.span)]
    state = next((m.state for m in inside if m.kind is MentionKind.STATE and m.state), None)
    body = next((m.entity_id for m in inside if m.kind is MentionKind.ORGANISATION), None)
    words = _without(analysis.text, whole, tuple(m.span for m in inside))
    between = re.split(r"[\s-]+", words.lower().strip())
    is_definite = between[0] == "the" or any(t.dep == "poss" for t in before)
    qualified = {w for w, meant in title_qualifiers().items() if meant != _STANDING and w in between}
    if (state is None and body is None) or not is_definite or qualified or between[-1] in title_qualifiers():
        return None
    return RoleWords(span=whole, title=title, state=state, organisation_id=None if state else body)


def _without(text: str, whole: Span, names: tuple[Span, ...]) -> str:
    """Return the words of a phrase without the names in it: the "New" of "New Zealand" qualifies nothing."""
    kept = (i for i in range(whole.start, whole.end) if not any(name.start <= i < name.end for name in names))
    return "".join(text[i] for i in kept)


def _ends_of_state(analysis: Analysis, head: Token) -> Iterator[int]:
    """Yield where "of France" behind a title ends."""
    for index in analysis.children[head.index]:
        token = analysis.tokens[index]
        if index > head.index and token.text == "of":
            yield analysis.tokens[analysis.subtree(index)[-1]].end


def _names_holder(analysis: Analysis, head: Token, people: list[Span]) -> bool:
    """Return whether a name stands in apposition to the title, or the title to a name."""
    beside = [analysis.tokens[i] for i in analysis.children[head.index]] + [analysis.tokens[head.head]]
    named = [t for t in beside if any(p.covers(t.span) for p in people)]
    return any(t.dep in {"appos", "compound"} or head.dep in {"attr", "oprd"} for t in named)
