import json

from foreigndesk.records.articles import DropReason
from tests.sources.pile_reading import read_dropped, read_kept, stated, texts
from tests.sources.pile_samples import NINJS, NINJS_2, WORDS


def test_an_item_of_ninjs_1_states_what_its_keys_say(tmp_path):
    (page,) = read_kept(tmp_path, "item.json", json.dumps(NINJS).encode())
    assert page.locator == "item.json"
    assert texts([page]) == [WORDS]
    assert stated(page) == {
        "title": ("Lula meets Petro", "ninjs headline"),
        "published": ("2024-05-13T10:00:00+00:00", "ninjs firstcreated"),
        "updated": ("2024-05-14T10:00:00+00:00", "ninjs versioncreated"),
        "byline": ("Jane Doe", "ninjs byline"),
        "id": ("urn:item:1", "ninjs uri"),
    }


def test_items_of_ninjs_2_give_their_main_body(tmp_path):
    pages = read_kept(tmp_path, "items.json", json.dumps([NINJS, NINJS_2]).encode())
    assert [p.locator for p in pages] == ["items.json#item=1", "items.json#item=2"]
    assert texts(pages) == [WORDS, WORDS]
    assert stated(pages[1])["title"] == ("Lula meets Petro", "ninjs headlines")
    assert stated(pages[1])["published"] == ("2024-05-13T10:00:00+00:00", "ninjs contentCreated")


def test_items_without_text_and_what_is_no_item_are_told(tmp_path):
    items = [NINJS, {"uri": "urn:item:3", "type": "picture"}, {"uri": 4}, "words"]
    dropped = read_dropped(tmp_path, "items.json", json.dumps(items).encode())
    assert [(d.locator, d.reason) for d in dropped] == [
        ("items.json#item=2", DropReason.EMPTY),
        ("items.json#item=3", DropReason.EMPTY),
        ("items.json#item=4", DropReason.BROKEN_ROW),
    ]


def test_a_damaged_document_is_told(tmp_path):
    content = json.dumps([NINJS]).encode()[:-5]
    assert [d.reason for d in read_dropped(tmp_path, "items.json", content)] == [DropReason.UNREADABLE]
    assert [d.reason for d in read_dropped(tmp_path, "a.json", b"[]", format="ninjs")] == [DropReason.UNKNOWN_FORMAT]
