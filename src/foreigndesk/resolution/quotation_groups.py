"""Groups: the places that give one utterance, taken together by the links between them and by what people decided."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from foreigndesk.records.copies import Copy
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.quotation_groups import GroupDecision, PlaceInArticle, QuotationGroup
from foreigndesk.records.readings import Reading
from foreigndesk.records.refusals import Refusal
from foreigndesk.resolution.own_words import find_own_words, list_shingles
from foreigndesk.resolution.quotation_variants import Surroundings, make_group
from foreigndesk.resolution.utterance_clusters import cluster_utterances
from foreigndesk.resolution.utterances import Utterance, list_utterances, states_of


def group_quotations(
    readings: Sequence[Reading],
    *,
    published: Mapping[str, DateFinding],
    origins: Mapping[str, str],
    copies: Iterable[Copy] = (),
    decisions: Sequence[GroupDecision] = (),
) -> tuple[QuotationGroup, ...]:
    """Return the groups of two variants and more, in order of id; the order of ``readings`` changes nothing.

    ``origins`` gives the family of each article. ``decisions`` are what people decided about pairs of places: they go
    before what the rules read, and the last of them stand alone where they contradict one another.
    """
    ordered = sorted(readings, key=lambda r: r.article.article_id)
    utterances = gather_utterances(ordered, published=published, origins=origins)
    around = Surroundings(
        articles={reading.article.article_id: reading.article for reading in ordered},
        copied=frozenset((c.earlier_id, c.later_id) for c in copies if c.earlier_id and c.later_id),
    )
    groups = (make_group(cluster, around) for cluster in cluster_utterances(utterances, decisions))
    return tuple(sorted(groups, key=lambda group: group.group_id))


def gather_utterances(
    readings: Sequence[Reading], *, published: Mapping[str, DateFinding], origins: Mapping[str, str]
) -> list[Utterance]:
    """Return all utterances of the readings, own words that are a quotation elsewhere too, by article and place."""
    states = states_of(readings)
    found: list[Utterance] = []
    for reading in readings:
        article_id = reading.article.article_id
        family = origins.get(article_id, article_id)
        found += list_utterances(reading, published=published.get(article_id), family=family, states=states)
    shingles = list_shingles(found)
    for reading in readings:
        article_id = reading.article.article_id
        family = origins.get(article_id, article_id)
        found += find_own_words(reading, shingles, published=published.get(article_id), family=family)
    return sorted(found, key=lambda u: u.place)


def list_unheeded(
    groups: Sequence[QuotationGroup], decisions: Iterable[GroupDecision], article_ids: Container[str]
) -> tuple[Refusal, ...]:
    """Return the decisions that do not hold in the groups: no words are read at a place, or others contradict them."""
    found = []
    for decision in decisions:
        ours, theirs = (set(_groups_at(groups, place)) for place in (decision.first, decision.second))
        if bool(ours & theirs) is decision.is_same or decision.first.article_id not in article_ids:
            continue
        because = "no quotation is read at one of the places, or another judgement keeps them apart"
        if not decision.is_same:
            because = "another judgement takes both for the utterance of a third place"
        found.append(
            Refusal(
                article_id=decision.first.article_id,
                stage="judgement",
                rule="same" if decision.is_same else "different",
                because=f"{because}, so this does not apply: {decision.says}",
                span=None,
            )
        )
    return tuple(found)


def _groups_at(groups: Iterable[QuotationGroup], place: PlaceInArticle) -> Iterator[str]:
    for group in groups:
        if any(v.article_id == place.article_id and v.span.overlaps(place.span) for v in group.variants):
            yield group.group_id
