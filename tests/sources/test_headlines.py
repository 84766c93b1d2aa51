import pytest

from foreigndesk.knowledge.publishers import find_publisher, list_publishers
from foreigndesk.knowledge.states import list_states
from foreigndesk.sources.datelines import find_dateline_words, is_place_line
from foreigndesk.sources.headlines import find_headline, read_headline, same_headline
from foreigndesk.sources.lines import lists_names, split_lines

BODY = "The ministers met on Monday in the old town hall and spoke for an hour about gas."


def headline(text: str, title: str | None = None) -> str | None:
    lines = split_lines(text)
    found = find_headline(lines, skip=(), title=title)
    return None if found is None else lines[found].plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ministers meet on gas\n\n{BODY}", "Ministers meet on gas"),
        (f"# Ministers meet on gas\n{BODY}", "Ministers meet on gas"),
        (f"World News\nMinisters meet on gas\n{BODY}", "Ministers meet on gas"),
        (f"Ministers meet\n{BODY}", "Ministers meet"),
        (f"Ministers From Both Sides Meet in the Capital.\n{BODY}", "Ministers From Both Sides Meet in the Capital."),
        (f"Will the ministers meet?\n{BODY}", "Will the ministers meet?"),
        (f"They met again on Monday.\n{BODY}", None),
        (f"Clip | Example Post | Politics\nMinisters meet on gas\n{BODY}", "Ministers meet on gas"),
        (f"Hong Kong\n{BODY}", None),
        (f"By Jane Doe\n{BODY}", None),
        (f"Emmanuel Macron, Olaf Scholz\n{BODY}", None),
        (BODY, None),
        ("Ministers meet on gas", None),
        ("", None),
    ],
)
def test_the_headline_is_the_line_that_looks_like_one(text: str, expected: str | None) -> None:
    assert headline(text) == expected


def test_a_known_title_finds_its_line_whatever_publisher_is_named() -> None:
    assert headline(f"Menu\nMinisters meet | Example\n{BODY}", "Ministers meet") == "Ministers meet | Example"
    assert headline(f"Menu\n{BODY}", "Ministers meet") is None


def test_headlines_are_the_same_by_their_words() -> None:
    assert same_headline("Ministers “meet” | CNN", "Ministers meet")
    assert not same_headline("Ministers meet", "Ministers met")
    assert not same_headline("—", "–")


@pytest.mark.parametrize(
    ("whole", "words", "publisher"),
    [
        ("Ministers meet | CNN", "Ministers meet", "CNN"),
        ("Ministers meet - The Washington Post", "Ministers meet", "The Washington Post"),
        ("Ministers meet — AFP", "Ministers meet", "Agence France-Presse"),
        ("Ministers meet - and part", "Ministers meet - and part", None),
        ("Ministers meet | My Site", "Ministers meet", "my site"),
    ],
)
def test_a_publisher_at_the_end_is_read_where_it_is_known(whole: str, words: str, publisher: str | None) -> None:
    found = read_headline(whole, site="my site")
    assert (found.words, found.publisher) == (words, publisher)


@pytest.mark.parametrize(
    ("line", "place", "agency", "dateline"),
    [
        ("BEIJING, May 16 (Xinhua) -- The", "BEIJING", "Xinhua", "BEIJING, May 16 (Xinhua) --"),
        ("MOSCOW (AP) — The", "MOSCOW", "AP", "MOSCOW (AP) —"),
        ("Astana, 3 July 2024 (TASS). The", "Astana", "TASS", "Astana, 3 July 2024 (TASS)."),
        ("(Reuters) - The", None, "Reuters", "(Reuters) -"),
        ("ASTANA, Kazakhstan — The", "ASTANA, Kazakhstan", None, "ASTANA, Kazakhstan —"),
        ("Paris, July 3 – The", "Paris", None, "Paris, July 3 –"),
        ("UNITED NATIONS -- The", "UNITED NATIONS", None, "UNITED NATIONS --"),
        ("KABUL (Unknown Wire): The", "KABUL", "Unknown Wire", "KABUL (Unknown Wire):"),
        ("GENEVA: The", "GENEVA", None, "GENEVA:"),
        ("(CNN) The", None, "CNN", "(CNN)"),
    ],
)
def test_a_dateline_is_read_with_its_place_and_agency(
    line: str, place: str | None, *, agency: str | None, dateline: str
) -> None:
    found = find_dateline_words(line)
    assert found is not None
    assert (found.place, found.agency, line[: found.size]) == (place, agency, dateline)
    if found.agency_span:
        assert found.agency_span.words(line) == agency


@pytest.mark.parametrize(
    "line",
    [
        "The Shanghai Cooperation Organization (SCO) met",
        "Shanghai Cooperation Organization (SCO) summits are held each year",
        "NATO - an alliance of thirty-two states - met",
        "Moscow-based analysts doubt it",
        "(Unknown Wire) - The envoy",
        "(Unknown Wire) The envoy",
        "NORWAY: We object to the draft",
        "He said so.",
    ],
)
def test_brackets_and_dashes_alone_are_no_dateline(line: str) -> None:
    assert find_dateline_words(line) is None


def test_place_lines_name_places_that_the_tables_know() -> None:
    assert is_place_line("Hong Kong")
    assert is_place_line("Astana, Kazakhstan")
    assert not is_place_line("Envoys meet")
    assert not is_place_line("")
    assert not is_place_line("Kazakhstan " * 9)


def test_lists_of_names_are_told_from_sentences() -> None:
    assert lists_names("Emmanuel Macron, Olaf Scholz and Ursula von der Leyen") is False
    assert lists_names("Emmanuel Macron, Olaf Scholz and Charles Michel")
    assert not lists_names("Emmanuel Macron met Olaf Scholz")


def test_publishers_are_found_by_name_and_alias_with_their_rule() -> None:
    xinhua, reuters = find_publisher("xinhua news agency"), find_publisher("Thomson  Reuters")
    assert xinhua is not None
    assert reuters is not None
    assert (xinhua.name, xinhua.is_state_owned, reuters.is_state_owned) == ("Xinhua", True, False)
    assert find_publisher("Economist") == find_publisher("The Economist")
    assert find_publisher("Nobody's Gazette") is None


def test_publishers_are_well_formed() -> None:
    states = {state.state_id for state in list_states()}
    kinds = {"agency", "broadcaster", "newspaper", "magazine", "portal", "ministry"}
    names = [name.casefold() for p in list_publishers() for name in (p.name, *p.aliases)]
    assert len(names) == len(set(names))
    for publisher in list_publishers():
        assert publisher.kind in kinds
        assert publisher.state is None or publisher.state in states
        assert publisher.row_source
