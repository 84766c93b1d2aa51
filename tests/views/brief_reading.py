"""How the tests read a brief: a section, an entry of reports, what it tells under a label."""

from foreigndesk.records.articles import Article
from foreigndesk.records.quotations import Quotation
from foreigndesk.views.brief import (
    Brief,
    BriefEntry,
    BriefSection,
    make_brief,
)
from tests.views.brief_samples import (
    FIRST,
    SECOND,
    THIRD,
    make_dossier,
    make_meeting,
)


def section(brief: Brief, heading: str) -> BriefSection:
    return next(s for s in brief.sections if s.heading == heading)


def entry_of(*reports: Article, **more: object) -> BriefEntry:
    """Return the entry of one meeting that ``reports`` tell of; ``more`` are fields of the meeting."""
    dossier = make_dossier(meetings=(make_meeting(*reports, **more),))
    return make_brief(dossier, title="T").sections[0].entries[0]


def told(entry: BriefEntry, label: str) -> list[str]:
    return [s.text for part in entry.parts if part.label == label for s in part.sentences]


def said_with(*quotations: Quotation) -> list[str]:
    dossier = make_dossier(meetings=(make_meeting(FIRST, SECOND, THIRD),), quotations=quotations)
    return told(make_brief(dossier, title="T").sections[0].entries[0], "Said")
