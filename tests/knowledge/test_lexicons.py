"""Words that report meetings: each on its own two sentences."""

import pytest

from foreigndesk.extraction.circumstances import Surroundings
from foreigndesk.extraction.meetings import find_meetings
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.knowledge.meetings import MeetingWord, meeting_words
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import MeetingClaim

WORDS = tuple(meeting_words().values())


def _read_meetings(text: str) -> tuple[MeetingClaim, ...]:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    return find_meetings(Surroundings(article_id="0" * 16, cast=cast, times=(), occasions=(), conflicts=()))


@pytest.mark.parametrize("word", WORDS, ids=[f"{w.lemma}-{w.pos}" for w in WORDS])
def test_each_word_reports_a_meeting_in_its_example(word: MeetingWord) -> None:
    assert f"meeting:{word.lemma}:{word.pos.lower()}" in {m.rule for m in _read_meetings(word.example)}


@pytest.mark.parametrize("word", WORDS, ids=[f"{w.lemma}-{w.pos}" for w in WORDS])
def test_each_word_reports_no_meeting_in_its_counter_example(word: MeetingWord) -> None:
    assert _read_meetings(word.counter_example) == ()
