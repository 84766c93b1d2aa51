"""Label lines become records, or say what is wrong."""

import pytest

from foreigndesk.errors import InputError
from foreigndesk.records.claims import CommitmentKind, Factuality, Polarity, Stance
from foreigndesk.records.quotations import QuotationKind
from foreigndesk.records.spans import Span
from training.label_lines import allowed, labels_used, read_label
from training.rows import AttributionLabel, EventLabel, PositionLabel

SPANS = {label: Span(n, n + 1) for n, label in enumerate(("T", "A", "A2", "R", "S", "C", "Q", "H", "G"))}
EVENT = "T CONSULT.visit by=A,A2 to=R ctx=diplomatic fact=reported pol=+"


def test_an_event_line_gives_every_field() -> None:
    line = "T SUPPORT by=A,A2 to=- ctx=economic,legal fact=attributed pol=- aux=negated,historical commit=signed"
    assert read_label(line, SPANS) == EventLabel(
        trigger=SPANS["T"],
        type="SUPPORT",
        mode=None,
        actors=(SPANS["A"], SPANS["A2"]),
        recipients=(),
        contexts=("economic", "legal"),
        factuality=Factuality.ATTRIBUTED,
        polarity=Polarity.NEGATIVE,
        aux=("negated", "historical"),
        commitment=CommitmentKind.SIGNED,
    )


def test_an_attribution_may_lack_its_speaker_and_be_anonymous() -> None:
    assert read_label("said - C Q kind=partial anon", SPANS) == AttributionLabel(
        speakers=(), cue=SPANS["C"], content=(SPANS["Q"],), kind=QuotationKind.PARTIAL, is_anonymous=True
    )


def test_a_position_names_holder_target_and_stance() -> None:
    assert read_label("pos H G mixed", SPANS) == PositionLabel(
        holders=(SPANS["H"],), targets=(SPANS["G"],), stance=Stance.MIXED
    )


def test_a_row_without_an_event_has_a_reason() -> None:
    assert read_label("none weather", SPANS) == "weather"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "an empty label line"),
        ("X CONSULT", "a label line begins with"),
        (EVENT.replace("CONSULT", "TALK"), "unknown type TALK"),
        (EVENT.replace(".visit", ".release"), "CONSULT has no mode release"),
        (EVENT.replace("CONSULT.visit ", ""), "T has no type"),
        (EVENT.replace("diplomatic", "moon"), "unknown context moon"),
        (EVENT.replace("diplomatic", "legal,legal"), "stands twice"),
        (EVENT.replace("diplomatic", "legal,military,health,gender,crime"), "5 contexts"),
        (EVENT.replace("reported", "rumoured"), "unknown fact rumoured"),
        (EVENT.replace("pol=+", "pol=0"), "pol=0"),
        (EVENT.replace(" pol=+", ""), "T lacks pol="),
        (EVENT.replace("to=R", "to="), "to= has no value"),
        (EVENT.replace("to=R", "to=R2"), "the label R2 is not in the text"),
        (EVENT + " to=R", "to= stands twice"),
        (EVENT + " when=now", "“when=now” is not understood"),
        (EVENT + " aux=negated", "contradict each other"),
        (EVENT + " aux=soon", "unknown aux soon"),
        (EVENT + " commit=vow", "unknown commit vow"),
        (EVENT.replace("reported", "denied").replace("pol=+", "pol=-"), "a denial is told by fact=denied alone"),
        ("T2 CONSULT by=A", "the label T2 is not in the text"),
        ("said S C", "write said SPEAKER CUE CONTENT"),
        ("said S C -", "said without content"),
        ("said S C,T Q", "2 cues"),
        ("said S C Q kind=scare", "unknown kind scare"),
        ("said S C kind=direct Q", "after said SPEAKER CUE CONTENT"),
        ("pos H G", "write pos HOLDER TARGET"),
        ("pos H - supports", "needs a holder and a target"),
        ("pos H G likes", "unknown stance likes"),
        ("none", "write none REASON"),
        ("none boredom", "unknown reason boredom"),
    ],
)
def test_what_is_wrong_is_told(line: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        read_label(line, SPANS)
    assert says in str(raised.value)


def test_the_labels_that_a_line_names_are_known() -> None:
    assert labels_used(EVENT) == {"T", "A", "A2", "R"}
    assert labels_used("said S,A2 C Q kind=direct") == {"S", "A2", "C", "Q"}


def test_the_lists_of_the_notation_have_a_definition_for_each_value() -> None:
    assert set(allowed("aux")) == {"historical", "future", "hypothetical", "negated"}
    assert all(definition.endswith(".") for field in ("aux", "none") for definition in allowed(field).values())
