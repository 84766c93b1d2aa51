"""Whom words of an article name or refer to, why, and what people decided about it."""

from collections.abc import Iterable

from foreigndesk.records.mentions import Mention, MentionCorrection, NamedWords
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.plain import Plain, to_plain


def list_mention_rows(dossier: Dossier, named: Iterable[NamedWords]) -> list[dict[str, Plain]]:
    """Return one row for each of the words: id, words, what they are, whom they mean, why, and what was decided."""
    decided = {(c.article_id, c.span): c for c in dossier.corrections}
    return [_row(dossier, n, decided.get((n.article_id, n.said.span))) for n in named]


def _row(dossier: Dossier, named: NamedWords, decided: MentionCorrection | None) -> dict[str, Plain]:
    said, text = named.said, dossier.articles[named.article_id].text
    plain = to_plain(said)
    return {
        "words_id": named.words_id,
        "words": said.span.words(text),
        **(plain if isinstance(plain, dict) else {}),
        "kind": said.kind.value if isinstance(said, Mention) else "reference",
        "entities": list(list_meant(named)),
        "because": give_reason(named),
        "decided": decided.says if decided else None,
        "article_id": named.article_id,
    }


def list_meant(named: NamedWords) -> tuple[str, ...]:
    """Return the entities that words were linked to."""
    said = named.said
    if isinstance(said, Mention):
        return (said.entity_id,) if said.entity_id else ()
    return said.entity_ids


def give_reason(named: NamedWords) -> str:
    """Return why words were linked to whom they were linked to, or to nobody."""
    said = named.said
    if isinstance(said, Mention):
        return said.because if said.because.startswith(said.rule) else f"{said.rule}: {said.because}"
    return said.rule
