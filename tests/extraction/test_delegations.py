"""Who came along."""

import pytest

from foreigndesk.extraction.delegations import find_delegations
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.references import find_references
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.claims import Factuality, MeetingClaim, Polarity


def read(text: str) -> tuple[MeetingClaim, ...]:
    analysis = analyse_text(text)
    mentions = find_mentions(analysis)
    cast = make_cast(analysis, mentions, find_references(analysis, mentions))
    return find_delegations(cast, article_id="a")


@pytest.mark.parametrize(
    ("text", "delegates"),
    [
        ("Xi Jinping was accompanied by Wang Yi.", ["wang-yi"]),
        ("Vladimir Putin brought Sergey Lavrov.", ["sergey-lavrov"]),
        ("Jake Sullivan attended the meeting.", ["jake-sullivan"]),
        ("The delegation of Lloyd Austin was small.", ["lloyd-austin"]),
        ("Wang Yi also took part, and Cai Qi joined the dinner.", ["cai-qi"]),
    ],
)
def test_ministers_who_came_along(text: str, delegates: list[str]) -> None:
    found = [p.entity_id for claim in read(text) for p in claim.participants]
    assert found == delegates


def test_a_head_of_state_is_no_delegate() -> None:
    assert read("Emmanuel Macron attended the meeting.") == ()


def test_a_person_without_an_office_is_no_delegate() -> None:
    assert read("Matilda Okafor, a singer, attended the meeting.") == ()


def test_a_former_head_with_another_title_is_a_delegate() -> None:
    [claim] = read("Security Council deputy chairman Dmitry Medvedev attended the meeting.")
    assert [p.entity_id for p in claim.participants] == ["dmitry-medvedev"]


def test_the_claim_says_whether_it_was_so() -> None:
    [denied] = read("Wang Yi did not attend the meeting.")
    [planned] = read("Wang Yi will attend the meeting.")
    assert denied.polarity is Polarity.NEGATIVE
    assert planned.factuality is Factuality.PLANNED
    assert denied.is_delegation
