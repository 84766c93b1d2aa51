import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.articles import Dropped, DropReason, Page
from foreigndesk.sources import archives, packing
from foreigndesk.sources.packing import PACKINGS, BombError, Unpacked
from tests.sources.pile_reading import read_dropped, read_items, read_kept, texts
from tests.sources.pile_samples import HTML, MORE, WORDS, all_samples, write_rows, write_tar, write_zip


def reasons(items: list[Dropped]) -> list[tuple[str, DropReason]]:
    return [(item.locator, item.reason) for item in items]


def test_each_file_in_an_archive_is_read_as_if_it_lay_in_a_folder(tmp_path):
    table = write_rows([["text"], [WORDS], [""]])
    for name, content in (
        ("pile.zip", write_zip(in__a_dot_html=HTML, b_dot_csv=table)),
        ("pile.tar", write_tar(("in/a.html", HTML), ("b.csv", table))),
        ("pile.tar.gz", write_tar(("in/a.html", HTML), ("b.csv", table), mode="w:gz")),
        ("pile.tar.bz2", write_tar(("in/a.html", HTML), ("b.csv", table), mode="w:bz2")),
        ("pile.txz", write_tar(("in/a.html", HTML), ("b.csv", table), mode="w:xz")),
    ):
        kept = read_kept(tmp_path, name, content)
        assert [p.locator for p in kept] == [f"{name}#entry=in/a.html", f"{name}#entry=b.csv#row=2"]
        assert kept[0].content == HTML
        assert reasons(read_dropped(tmp_path, name, content)) == [(f"{name}#entry=b.csv#row=3", DropReason.EMPTY)]


def test_names_that_lead_out_of_an_archive_are_told_and_nothing_is_written(tmp_path):
    names = ("../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in (*names, "good.txt"):
            archive.writestr(name, WORDS)
    for name, content in (
        ("a.zip", held.getvalue()),
        ("a.tar", write_tar(*((n, WORDS.encode()) for n in (*names, "good.txt")))),
    ):
        folder = tmp_path / name.replace(".", "_")
        items = read_items(folder, name, content)
        assert [i.reason for i in items if isinstance(i, Dropped)] == [DropReason.UNSAFE_NAME] * len(names)
        assert [i.locator for i in items if isinstance(i, Page)] == [f"{name}#entry=good.txt"]
        assert [p.name for p in folder.iterdir()] == [name]
    assert not list(tmp_path.rglob("evil*"))


def test_hidden_files_and_folders_of_an_archive(tmp_path):
    with_folder = io.BytesIO()
    with zipfile.ZipFile(with_folder, "w") as archive:
        archive.mkdir("in") if hasattr(archive, "mkdir") else archive.writestr("in/", b"")
        archive.writestr("__MACOSX/._a.txt", b"x")
        archive.writestr("in/.hidden.txt", b"x")
    items = read_items(tmp_path, "a.zip", with_folder.getvalue())
    assert [i.reason for i in items if isinstance(i, Dropped)] == [DropReason.UNKNOWN_FORMAT] * 2


def test_links_in_a_tar_archive_are_not_followed(tmp_path):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo("a.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    items = read_dropped(tmp_path, "a.tar", held.getvalue())
    assert [i.reason for i in items] == [DropReason.UNREADABLE] * 3


def test_an_archive_in_an_archive_is_told_but_compressed_files_in_it_are_read(tmp_path):
    samples = all_samples()
    inner = {"a_dot_zip": samples["pile.zip"], "b_dot_tar": samples["pile.tar"], "c_dot_tgz": samples["pile.tgz"]}
    assert reasons(read_dropped(tmp_path, "o.zip", write_zip(**inner))) == [
        ("o.zip#entry=a.zip", DropReason.NESTED),
        ("o.zip#entry=b.tar", DropReason.NESTED),
        ("o.zip#entry=c.tgz", DropReason.NESTED),
    ]
    packed = write_zip(a_dot_txt_dot_gz=samples["one.txt.gz"], w_dot_warc_dot_gz=samples["crawl.warc.gz"])
    assert len(read_kept(tmp_path, "p.zip", packed)) == 3
    twice = packing.zlib.compressobj(wbits=31)
    double = twice.compress(samples["one.txt.gz"]) + twice.flush()
    assert reasons(read_dropped(tmp_path, "a.txt.gz.gz", double)) == [("a.txt.gz.gz", DropReason.NESTED)]
    table = write_zip(t_dot_parquet=samples["table.parquet"])
    assert reasons(read_dropped(tmp_path, "t.zip", table)) == [("t.zip#entry=t.parquet", DropReason.NESTED)]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"[Content_Types]_dot_xml": b"x", "xl__workbook_dot_xml": b"x"}, ("Excel workbook", "CSV")),
        ({"[Content_Types]_dot_xml": b"x", "word__document_dot_xml": b"x"}, ("Word document", ".txt")),
        ({"META-INF__container_dot_xml": b"x"}, ("EPUB", ".html")),
    ],
)
def test_a_document_that_is_packed_is_named_by_what_it_is(tmp_path, entries, words):
    (item,) = read_items(tmp_path, "book.csv", write_zip(**entries))
    assert isinstance(item, Dropped)
    assert item.reason is DropReason.BINARY
    assert all(word in item.detail for word in words)


def test_a_folder_named_word_is_no_document(tmp_path):
    assert len(read_kept(tmp_path, "a.zip", write_zip(word__a_dot_txt=WORDS.encode()))) == 1


def test_damaged_and_locked_archives_are_told_and_what_came_before_stays(tmp_path):
    whole = write_zip(a_dot_txt=WORDS.encode() * 9, b_dot_txt=MORE.encode() * 9)
    assert [d.reason for d in read_dropped(tmp_path, "a.zip", whole[:-30])] == [DropReason.UNREADABLE]
    assert [d.reason for d in read_dropped(tmp_path, "a.zip", write_zip())] == [DropReason.EMPTY]
    broken = bytearray(whole)
    broken[60:80] = b"\xff" * 20
    items = read_items(tmp_path, "a.zip", bytes(broken))
    assert [i.locator for i in items] == ["a.zip#entry=a.txt", "a.zip#entry=b.txt"]
    assert isinstance(items[0], Dropped)
    assert isinstance(items[1], Page)
    locked = bytearray(whole)
    for at in (whole.find(b"PK\x01\x02") + 8, whole.find(b"PK\x03\x04") + 6):
        locked[at] |= 1
    assert "password" in read_dropped(tmp_path, "a.zip", bytes(locked))[0].detail
    tar = write_tar(("a.txt", WORDS.encode()), ("b.txt", MORE.encode() * 99))
    items = read_items(tmp_path, "a.tar", tar[:4_000])
    assert isinstance(items[0], Page)
    assert isinstance(items[-1], Dropped)


def test_too_many_entries_or_too_much_of_them_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 1)
    samples = all_samples()
    assert [d.reason for d in read_dropped(tmp_path, "a.zip", samples["pile.zip"])] == [DropReason.TOO_LARGE]
    items = read_items(tmp_path, "a.tar", samples["pile.tar"])
    assert isinstance(items[0], Page)
    assert [i.reason for i in items if isinstance(i, Dropped)] == [DropReason.TOO_LARGE]
    monkeypatch.setattr(archives, "MOST_LIST_BYTES", 10)
    assert [d.reason for d in read_dropped(tmp_path, "a.zip", samples["pile.zip"])] == [DropReason.TOO_LARGE]
    monkeypatch.undo()
    monkeypatch.setattr(archives, "MOST_UNPACKED_BYTES", 10)
    assert [d.reason for d in read_dropped(tmp_path, "a.zip", samples["pile.zip"])] == [DropReason.BOMB]


def test_a_tar_header_that_asks_for_memory_is_refused(tmp_path):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.pax_headers = {"comment": "x" * 2_000_000}
        archive.addfile(entry)
    (item,) = read_items(tmp_path, "a.tar", held.getvalue())
    assert isinstance(item, Dropped)
    assert item.reason is DropReason.BOMB


def test_what_comes_out_of_a_packed_file_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "MOST_UNPACKED_BYTES", 100)
    assert [d.reason for d in read_dropped(tmp_path, "one.txt.gz", all_samples()["one.txt.gz"])] == [DropReason.BOMB]


@pytest.mark.parametrize("name", ["one.txt.gz", "one.txt.bz2", "lines.jsonl.xz"])
def test_packed_files_that_break_off_or_are_damaged_are_told(tmp_path, name):
    content = all_samples()[name]
    assert texts(read_kept(tmp_path, name, content))[0] == WORDS
    for damaged in (content[:-10], content[:20] + b"\xff" * 9 + content[29:], content[:12]):
        last = read_items(tmp_path, name, damaged)[-1]
        assert isinstance(last, Dropped)
        assert last.reason in (DropReason.TRUNCATED, DropReason.UNREADABLE)


@given(content=st.binary(max_size=2_000), which=st.integers(0, 2), size=st.integers(1, 700), zeros=st.integers(0, 3))
def test_members_one_after_another_come_out_as_one(*, content: bytes, which: int, size: int, zeros: int) -> None:
    pack = (gzip.compress, bz2.compress, lzma.compress)[which]
    stream = io.BytesIO(pack(content) + b"\x00" * (4 * zeros) + pack(content[::-1]) + b"\x00" * (4 * zeros))
    unpacked, out = Unpacked(stream, PACKINGS[which][2]), b""
    while part := unpacked.read(size):
        assert len(part) <= size
        out += part
    assert out == content + content[::-1]


def test_a_bomb_is_told_long_before_it_is_unpacked() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"a" * 1_000_000) for _ in range(100)) + packer.flush()
    unpacked = Unpacked(io.BytesIO(bomb), PACKINGS[0][2])
    given_out: list[int] = []
    with pytest.raises(BombError, match="200 times"):
        given_out.extend(len(part) for part in iter(lambda: unpacked.read(65_536), b""))
    assert sum(given_out) < 20_000_000


def test_zip64_lists_are_measured() -> None:
    record = b"PK\x06\x06" + b"\x00" * 36 + (77).to_bytes(8, "little") + b"\x00" * 8
    assert archives._list_size(io.BytesIO(record + b"PK\x05\x06" + b"\xff" * 18)) == 77
    assert archives._list_size(io.BytesIO(b"nothing")) == 0
