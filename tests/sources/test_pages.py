import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.errors import InputError
from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.sources.pages import printable, read_pages

WORDS = "The envoys met in the old town hall on Monday."


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def only(path: Path) -> Page | Dropped:
    (item,) = read_pages(path)
    assert isinstance(item, Page | Dropped)
    return item


def dropped(path: Path) -> Dropped:
    item = only(path)
    assert isinstance(item, Dropped)
    return item


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path / "pile", b_dot_txt=WORDS, a_dot_html=WORDS, sub__c_dot_md=WORDS, sub__d_dot_htm=WORDS)
    assert [(p.locator, p.media_type) for p in read_pages(tmp_path / "pile") if isinstance(p, Page)] == [
        ("pile/a.html", "text/html"),
        ("pile/b.txt", "text/plain"),
        ("pile/sub/c.md", "text/markdown"),
        ("pile/sub/d.htm", "text/html"),
    ]


def test_a_locator_is_the_same_wherever_the_folder_lies(tmp_path: Path) -> None:
    for parent in ("one", "two"):
        write(tmp_path / parent / "pile", a_dot_txt=WORDS)
    one, two = (only(tmp_path / parent / "pile") for parent in ("one", "two"))
    assert one == two
    assert one.locator == "pile/a.txt"


def test_a_file_is_named_by_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=WORDS)
    assert only(tmp_path / "a.txt") == Page(locator="a.txt", media_type="text/plain", content=WORDS.encode())


def test_a_relative_path_has_the_name_of_the_folder_it_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "pile", a_dot_txt=WORDS)
    monkeypatch.chdir(tmp_path / "pile")
    assert only(Path()).locator == "pile/a.txt"


def test_a_missing_path_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: no such file or folder\. Check"):
        read_pages(tmp_path / "nowhere")


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(read_pages(tmp_path)) == []


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_dropped_as_empty(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, a_dot_txt=content)
    assert dropped(tmp_path / "a.txt").reason is DropReason.EMPTY


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 rest", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"words\x00words", "NUL bytes"),
    ],
)
def test_a_binary_file_is_named_by_what_it_really_is(tmp_path: Path, content: bytes, what: str) -> None:
    write(tmp_path, a_dot_html=content)
    item = dropped(tmp_path / "a.html")
    assert item.reason is DropReason.BINARY
    assert what in item.detail


def test_text_in_utf_16_is_not_binary(tmp_path: Path) -> None:
    write(tmp_path, a_dot_txt=WORDS.encode("utf-16"))
    assert isinstance(only(tmp_path / "a.txt"), Page)


def test_a_large_file_is_dropped_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    item = dropped(path)
    assert item.reason is DropReason.TOO_LARGE
    assert "20,000,000" in item.detail


def test_an_unknown_ending_is_dropped_with_the_endings_that_are_read(tmp_path: Path) -> None:
    write(tmp_path, **{"a.log": "a,b", "README": "words"})
    details = {item.locator.rpartition("/")[2]: item for item in read_pages(tmp_path)}
    for name, word in (("a.log", ".log"), ("README", "without an ending")):
        item = details[name]
        assert isinstance(item, Dropped)
        assert item.reason is DropReason.UNKNOWN_FORMAT
        assert word in item.detail
        assert ".html" in item.detail
        assert "--format" in item.detail


def test_a_pdf_is_named_as_a_pdf(tmp_path: Path) -> None:
    write(tmp_path, a_dot_pdf=b"%PDF-1.4")
    assert dropped(tmp_path / "a.pdf").reason is DropReason.BINARY


def test_hidden_files_and_folders_are_told_and_not_read(tmp_path: Path) -> None:
    write(tmp_path / "pile", **{".hidden.txt": WORDS, ".git/a.txt": WORDS, "a.txt": WORDS})
    items = list(read_pages(tmp_path / "pile"))
    assert [i.locator for i in items] == ["pile/.git", "pile/.hidden.txt", "pile/a.txt"]
    assert [i.reason for i in items if isinstance(i, Dropped)] == [DropReason.UNKNOWN_FORMAT] * 2


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    write(tmp_path, **{".a.txt": WORDS})
    assert isinstance(only(tmp_path / ".a.txt"), Page)


def test_a_loop_of_links_ends_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path / "pile", a_dot_txt=WORDS)
    (tmp_path / "pile" / "back").symlink_to(tmp_path / "pile")
    (tmp_path / "pile" / "self").symlink_to(tmp_path / "pile" / "self")
    items = list(read_pages(tmp_path / "pile"))
    assert [i.locator for i in items] == ["pile/a.txt", "pile/back", "pile/self"]
    assert [i.reason for i in items if isinstance(i, Dropped)] == [DropReason.UNREADABLE] * 2


def test_a_link_to_another_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "other", a_dot_txt=WORDS)
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "link").symlink_to(tmp_path / "other")
    assert only(tmp_path / "pile").locator == "pile/link/a.txt"


def test_folders_linked_across_are_read_once_each(tmp_path: Path) -> None:
    for name in "abcdefgh":
        write(tmp_path / "pile" / name, a_dot_txt=WORDS)
        for other in "abcdefgh".replace(name, ""):
            (tmp_path / "pile" / name / f"to-{other}").symlink_to(tmp_path / "pile" / other)
    items = list(read_pages(tmp_path / "pile"))
    assert len([i for i in items if isinstance(i, Page)]) == 8
    assert {i.reason for i in items if isinstance(i, Dropped)} == {DropReason.SAME_CONTENT, DropReason.UNREADABLE}


def test_a_dangling_link_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert dropped(tmp_path / "a.txt").reason is DropReason.UNREADABLE


def test_a_pipe_is_told_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    item = dropped(tmp_path / "a.txt")
    assert item.reason is DropReason.UNREADABLE
    assert "pipe" in item.detail


def test_a_file_without_permission_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_dot_txt=WORDS)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    item = dropped(tmp_path / "a.txt")
    assert (item.reason, item.detail) == (DropReason.UNREADABLE, "Permission denied")


def test_odd_names_are_written_out(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name in (b"a\nb.txt", b"c\xff.txt", "d\u202e.txt".encode(), "é.txt".encode()):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(WORDS)
    assert [p.locator for p in read_pages(folder)] == [
        "pile/a\\nb.txt",
        "pile/c\\xff.txt",
        "pile/d\\u202e.txt",
        "pile/é.txt",
    ]


@given(st.text(st.characters(codec=None, exclude_characters="\0/"), min_size=1, max_size=20))
def test_any_name_becomes_printable(name: str) -> None:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return
    assert printable(name).isprintable()


NAMES = st.text("ab.é\n", min_size=1, max_size=4).filter(lambda n: n.strip(".") != "").map(lambda n: n + ".txt")


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(NAMES, st.one_of(st.binary(max_size=40), st.just(WORDS.encode())), max_size=6))
def test_kept_and_dropped_are_as_many_as_there_are_files(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        items = list(read_pages(folder))
    assert len(items) == len(files)
    assert len({item.locator for item in items}) == len(files)
