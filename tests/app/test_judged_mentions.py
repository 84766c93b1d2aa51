"""What people decided about mentions is applied again at each build, to all that is read from them."""

from dataclasses import replace
from pathlib import Path

import pytest

from foreigndesk.app.desk import Desk, open_desk
from foreigndesk.errors import InputError
from foreigndesk.records.mentions import Mention, MentionCorrection
from foreigndesk.records.spans import Span
from foreigndesk.store.judgements import Verdict, judge_mention

TEXT = "Britain will pay, Johnson said. “We are ready,” he added on Monday, 3 May 2021.\n"
SPAN = Span(18, 25)


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with open_desk(tmp_path / "desk.db", create=True) as desk:
        desk.add([tmp_path / "a.txt"])
        desk.build()
    return tmp_path / "desk.db"


def correction(desk: Desk, entity: str | None, *, span: Span = SPAN) -> MentionCorrection:
    [article_id] = desk.store.list_article_ids()
    return MentionCorrection(article_id=article_id, span=span, entity_id=entity, says="it is the farmer")


def decide(desk: Desk, entity: str | None, *, span: Span = SPAN, made_at: str = "2025-01-02T10:00:00+00:00") -> None:
    desk.store.put_judgement(judge_mention(correction(desk, entity, span=span), person="reader", made_at=made_at))
    desk.build()


def mention_at(desk: Desk, span: Span = SPAN) -> Mention:
    [article_id] = desk.store.list_article_ids()
    [found] = [m for m in desk.store.list_mentions(article_id) if m.span == span]
    return found


def speakers(desk: Desk) -> set[str]:
    return {e for q in desk.store.list_quotations() if q.speaker for e in q.speaker.entity_ids}


def test_a_correction_replaces_the_entity_and_what_rests_on_it(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        assert mention_at(desk).entity_id == "boris-johnson"
        assert speakers(desk) == {"boris-johnson"}
        decide(desk, "local:ned-johnson")
        assert mention_at(desk).entity_id == "local:ned-johnson"
        assert speakers(desk) == {"local:ned-johnson"}
        assert "boris-johnson" not in {e.entity_id for e in desk.store.list_entities()}
        assert desk.store.verify() == []


def test_the_reason_names_who_decided_and_what_the_rules_read(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        decide(desk, "local:ned-johnson")
        because = mention_at(desk).because
    assert because.startswith(
        "reader decided on 2025-01-02T10:00:00+00:00: it is the farmer; the rules read boris-johnson"
    )


def test_a_correction_to_a_person_of_the_tables_brings_name_and_state(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        decide(desk, "theresa-may")
        found = mention_at(desk)
        assert (found.entity_id, found.name, found.state) == ("theresa-may", "Theresa May", "GBR")
        decide(desk, "nato", made_at="2025-01-03T10:00:00+00:00")
        assert mention_at(desk).name == "North Atlantic Treaty Organization"
        decide(desk, "JPN", made_at="2025-01-04T10:00:00+00:00")
        assert (mention_at(desk).kind.value, mention_at(desk).state) == ("state", "JPN")


def test_a_rejected_entity_leaves_nobody_and_the_words(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        decide(desk, None)
        found = mention_at(desk)
        assert (found.entity_id, found.name, found.candidates) == (None, "Johnson", ())
        assert "boris-johnson" not in speakers(desk)


def test_the_last_decision_counts_and_an_accepted_reading_stays(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        decide(desk, None)
        accepted = judge_mention(correction(desk, None), person="reader", made_at="2025-01-05T10:00:00+00:00")
        desk.store.put_judgement(replace(accepted, verdict=Verdict.ACCEPT))
        desk.build()
        assert mention_at(desk).entity_id == "boris-johnson"


def test_a_decision_on_words_that_are_no_mention_is_told(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        decide(desk, "theresa-may", span=Span(8, 12))
        [refusal] = [r for r in desk.store.list_refusals() if r.stage == "judgement"]
        assert refusal.span == Span(8, 12)
        assert refusal.because.startswith("no mention is read at these words, so this does not apply: reader decided")


def test_an_entity_that_no_table_has_is_refused(desk_file: Path) -> None:
    with open_desk(desk_file) as desk, pytest.raises(InputError, match="prester-john: no table has an entity"):
        judge_mention(correction(desk, "prester-john"), person="reader", made_at="2025-01-02")


def test_a_judgement_that_names_no_words_is_a_mistake(desk_file: Path) -> None:
    with open_desk(desk_file) as desk:
        broken = replace(judge_mention(correction(desk, None), person="reader", made_at="2025"), target_id="somewhere")
        desk.store.put_judgement(broken)
        with pytest.raises(InputError, match="'somewhere' is not ARTICLE:START-END"):
            desk.build()
