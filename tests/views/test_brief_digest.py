"""The digest tells who met and what came of it, each with words, and fits on a terminal."""

from dataclasses import replace

from foreigndesk.views.brief import make_brief
from foreigndesk.views.brief_digest import OUTCOMES, write_brief_digest
from tests.views.brief_samples import full_dossier, make_dossier


def test_each_sentence_stands_above_words_of_an_article():
    lines = write_brief_digest(make_brief(full_dossier(), title="Digest")).splitlines()
    told = [line for line in lines if line.startswith("  ") and not line.startswith("      ")]
    words = [line.strip() for line in lines if line.startswith("      ")]
    assert lines[0] == "Digest"
    assert any("met" in line for line in told)
    assert len(told) == len(words) > 1
    assert all(line.startswith("“") for line in words)


def test_the_words_are_those_that_the_brief_cites():
    brief = make_brief(full_dossier(), title="Digest")
    cited = {c.exact for sentence in brief.sentences for c in sentence.citations}
    words = [line.strip()[1:] for line in write_brief_digest(brief).splitlines() if line.startswith("      ")]
    assert all(any(word.startswith(exact[:20]) for exact in cited) for word in words)


def test_of_one_meeting_no_more_is_told_than_fits():
    text = write_brief_digest(make_brief(full_dossier(), title="Digest"))
    for block in text.split("\n\n")[1:]:
        assert len(block.splitlines()) <= 1 + 2 * (1 + OUTCOMES)


def test_pledges_come_before_sayings():
    text = write_brief_digest(make_brief(full_dossier(), title="Digest"))
    assert "to buy ten buses" in text
    assert text.index("to buy ten buses") < text.index("second flight")


def test_a_desk_without_meetings_gives_the_title_alone():
    assert write_brief_digest(make_brief(replace(make_dossier(), meetings=()), title="Digest")) == "Digest\n"
