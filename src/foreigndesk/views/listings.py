"""Articles, meetings and quotations of a desk as lists of plain rows, the same for tables and JSON."""

from foreigndesk.records.articles import Article
from foreigndesk.records.copies import Copy
from foreigndesk.records.meetings import Meeting, MeetingStatus
from foreigndesk.records.quotations import Quotation
from foreigndesk.views.copies import find_copied
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.plain import Plain, to_plain
from foreigndesk.views.quotation_groups import group_of

Row = dict[str, Plain]


def list_article_rows(dossier: Dossier) -> list[Row]:
    """Return one row an article: ids, title, publisher, date, family of one origin, what it was copied from."""
    later = find_copied(dossier)
    return [_article_row(dossier, article, later.get(article_id)) for article_id, article in dossier.articles.items()]


def _article_row(dossier: Dossier, article: Article, copy: Copy | None) -> Row:
    article_id = article.article_id
    unread = next((r.because for r in dossier.refusals if r.article_id == article_id and r.stage == "language"), None)
    return {
        "id": article.given_id,
        "article_id": article_id,
        "locator": article.locator,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "published": article.published.edtf if article.published else None,
        "unknown_because": article.published.unknown_because if article.published else "not built yet",
        "not_analysed": unread,
        "family": dossier.origins.get(article_id),
        "copy_of": copy.earlier_id if copy else None,
        "copy_kind": copy.kind.value if copy else None,
        "words": len(article.text.split()),
        "foreign_passages": len(article.foreign),
        "removed_blocks": len(article.removed) + len(article.repeats),
        "masked": sum(len(run.span) for run in article.masked),
    }


def list_meeting_rows(
    dossier: Dossier, *, statuses: frozenset[MeetingStatus] = frozenset({MeetingStatus.REPORTED})
) -> list[Row]:
    """Return one row a meeting of the wanted statuses, in order of its days."""
    return [_meeting_row(dossier, m) for m in dossier.meetings if m.status in statuses]


def _meeting_row(dossier: Dossier, meeting: Meeting) -> Row:
    plain = to_plain(meeting)
    row: Row = dict(plain) if isinstance(plain, dict) else {}
    row["reports"] = [
        {"article_id": i, "id": dossier.articles[i].given_id, "title": dossier.articles[i].title}
        for i in meeting.reports
    ]
    row["independent_origins"] = len(meeting.origins)
    row["evidence"] = [
        {
            "article_id": words.article_id,
            "span": to_plain(words.span),
            "exact": words.span.words(dossier.articles[words.article_id].text),
            "supports": words.supports,
        }
        for words in meeting.evidence
    ]
    return row


def list_quotation_rows(dossier: Dossier, quotations: tuple[Quotation, ...]) -> list[Row]:
    """Return one row a quotation with its words, the locator of its article, and the group of its utterance."""
    groups = group_of(dossier)
    return [_quotation_row(dossier.articles[q.article_id], q, groups.get(q.quotation_id)) for q in quotations]


def _quotation_row(article: Article, quotation: Quotation, group_id: str | None) -> Row:
    plain = to_plain(quotation)
    row: Row = dict(plain) if isinstance(plain, dict) else {}
    return {**row, "words": quotation.span.words(article.text), "id": article.given_id, "group_id": group_id}
