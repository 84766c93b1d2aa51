"""The section of a brief on utterances that articles word differently."""

from foreigndesk.records.quotation_groups import ChangeKind, QuotationGroup, Variant
from foreigndesk.views.brief_records import BriefEntry, BriefPart, BriefSection, BriefSentence, Citation, cite
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.quotation_groups import (
    change_words,
    count_origins,
    is_changed,
    say_kinds,
    say_speakers,
    sort_groups,
)
from foreigndesk.views.word_differences import Edit, cut_runs, write_runs
from foreigndesk.views.wording import capital, count_of, in_marks, say_article, say_date, show_words

HEADING = "Wordings that differ"
SHOWN = 25  # utterances, the riskiest first
_ABOUT = (
    "One utterance in several wordings, the riskiest difference first. The first wording is the reference; in the "
    "others, [-left out-] and {+put in+}. The risk says what to look at first: it proves no intent, and no error."
)
_HEAD = 90  # code points of a wording in a heading


def wordings_section(dossier: Dossier) -> BriefSection:
    """Return the section: one entry an utterance whose wordings differ."""
    groups = sort_groups(group for group in dossier.groups if is_changed(group) and _is_at_hand(dossier, group))
    entries = [_entry(dossier, group) for group in groups[:SHOWN]]
    about = _ABOUT
    if len(groups) > SHOWN:
        about += f" {SHOWN} of {len(groups)} are shown; all: foreigndesk quotations --changed"
    return BriefSection(heading=HEADING, about=about, entries=tuple(entries))


def _is_at_hand(dossier: Dossier, group: QuotationGroup) -> bool:
    return all(variant.article_id in dossier.articles for variant in group.variants)


def _entry(dossier: Dossier, group: QuotationGroup) -> BriefEntry:
    words = group.reference.span.words(dossier.articles[group.reference.article_id].text)
    origins = count_of(count_origins(dossier, group), "independent origin")
    note = f"{capital(say_kinds(group))}; risk {group.risk.value}; {origins}; earliest {_say_earliest(group)}"
    parts = (_part(dossier, group, variant, number=number) for number, variant in enumerate(group.variants, start=1))
    return BriefEntry(
        heading=in_marks(show_words(words, limit=_HEAD)), note=note, record_id=group.group_id, parts=tuple(parts)
    )


def _say_earliest(group: QuotationGroup) -> str:
    numbers = [str(n) for n, v in enumerate(group.variants, start=1) if v.variant_id in group.earliest]
    return ", ".join(numbers) if numbers else group.earliest_because


def _part(dossier: Dossier, group: QuotationGroup, variant: Variant, *, number: int) -> BriefPart:
    article = dossier.articles[variant.article_id]
    runs = cut_runs(dossier, group, variant)
    words = write_runs(runs)
    shown = in_marks(words) if variant.form.is_marked else words
    about = f"{variant.form.value.replace('_', ' ')}; {say_speakers(dossier, variant)}"
    place = f"{say_article(article)}, {say_date(article.published)}"
    differs = any(run.edit is not Edit.SAME for run in runs)
    told = BriefSentence(
        text=f"{shown} ({about}; {place}).",
        citations=cite(dossier, variant.article_id, (variant.span,)),
        runs=runs if differs else (),
        after=f"({about}; {place}).",
    )
    sentences = (told, *_changes(dossier, group, variant))
    return BriefPart(label="Reference" if number == 1 else f"Wording {number}", sentences=sentences)


def _changes(dossier: Dossier, group: QuotationGroup, variant: Variant) -> tuple[BriefSentence, ...]:
    """Return one sentence for each kind of difference, with its risk and the words on both sides."""
    told: dict[str, list[Citation]] = {}
    for change in variant.changes:
        ours, theirs = change_words(dossier, group, variant, change=change)
        words = ""
        if ours and theirs and change.kind is not ChangeKind.FRAGMENT:
            words = f": {in_marks(show_words(ours, limit=_HEAD))}, here {in_marks(show_words(theirs, limit=_HEAD))}"
        kind = capital(change.kind.value.replace("_", " "))
        text = f"{kind}, risk {change.risk.value}: {change.because}{words}."
        told.setdefault(text, []).extend(
            (
                *cite(dossier, group.base_of(variant).article_id, (change.reference,)),
                *cite(dossier, variant.article_id, (change.variant,)),
            )
        )
    whole = cite(dossier, variant.article_id, (variant.span,))
    return tuple(BriefSentence(text=t, citations=tuple(dict.fromkeys(cited)) or whole) for t, cited in told.items())
