"""Piles that are broken by chance or on purpose: each file gets its reason in bounded time, the rest stays whole."""

import bz2
import gzip
import lzma
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreigndesk.app.desk import Desk, open_desk
from foreigndesk.records.articles import Dropped
from tests.sources.pile_samples import HTML, RSS, WORDS, all_samples, write_response, write_rss, write_tar, write_zip

MOST_SECONDS = 60.0  # of processor time: a bound against hanging, no measure of speed
DEEP = frozenset({"no_main_text", "kept", "too_large"})  # what may come of a page nested without end
MOST_KILOBYTES = 1_000_000
SENTENCE = b"The envoys met in the old town hall on Monday. "
UMLAUTS = "Müller übernahm die Führung der Gespräche über Öl in Österreich, größere Pläne für später. " * 3


def repeat_packed(pack: Callable[[bytes], bytes], times: int) -> bytes:
    return pack(b"\x00" * 50_000_000) * times


def nested_entities() -> bytes:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    items = "<item><title>&e9;</title><description>&e9;</description></item>"
    return f'<!DOCTYPE rss [<!ENTITY e0 "lol">{entities}]><rss version="2.0"><channel>{items}</channel></rss>'.encode()


# Name, what makes the bytes, and the reasons that may be given; "kept" where an article comes of it.
HOSTILE: tuple[tuple[str, Callable[[], bytes], set[str]], ...] = (
    ("nested-50-mb.html", lambda: b"<html><body>" + b"<div>" * 10_000_000, {"too_large"}),
    ("nested.html", lambda: b"<html><body>" + b"<div>" * 3_800_000 + WORDS.encode(), {"too_large"}),
    ("nested-deep.html", lambda: b"<html><body>" + b"<div>" * 59_000 + WORDS.encode(), DEEP),
    ("nested-marks.html", lambda: b"<html><body>" + b"<b><i>" * 29_000 + WORDS.encode(), DEEP),
    ("attributes.html", lambda: b"<html><body><p " + b"a=b " * 4_000_000, {"no_main_text"}),
    ("comments.html", lambda: b"<html><body>" + b"<!--" * 59_000, {"no_main_text"}),
    ("paragraphs-1m.html", lambda: b"<html><body>" + b"<p>a</p>" * 1_000_000, {"too_large"}),
    ("paragraphs.html", lambda: b"<html><body>" + b"<p>a</p>" * 29_000, {"no_main_text", "kept"}),
    ("cells.html", lambda: b"<html><body><table>" + b"<tr><td>a" * 29_000, {"no_main_text", "kept"}),
    ("links.html", lambda: b"<html><body><article>" + b"<a href=x>word</a> " * 29_000, {"no_main_text", "kept"}),
    ("line-10-mb.txt", lambda: SENTENCE * 220_000, {"too_large"}),
    ("line.txt", lambda: SENTENCE * 20_000, {"kept"}),
    ("lines.txt", lambda: b"a\n" * 2_000_000, {"too_large"}),
    ("one-word.txt", lambda: b"a" * 900_000, {"kept", "no_main_text"}),
    ("nul.txt", lambda: b"\x00" * 1_000, {"binary"}),
    ("some-nul.txt", lambda: b"words\x00" * 1_000, {"binary"}),
    ("stray-nul.txt", lambda: SENTENCE * 9 + b"\x00", {"kept"}),
    ("invalid-utf-8.txt", lambda: UMLAUTS.encode() + b" \xff\xfe \xc3", {"kept"}),
    ("no-encoding.txt", lambda: bytes(range(128, 256)) * 40, {"undecodable", "kept", "no_main_text"}),
    ("bomb.txt.gz", lambda: repeat_packed(gzip.compress, 20), {"bomb"}),
    ("bomb.jsonl.bz2", lambda: repeat_packed(bz2.compress, 20), {"bomb"}),
    ("bomb.txt.xz", lambda: repeat_packed(lzma.compress, 10), {"bomb"}),
    ("bomb.zip", lambda: write_zip(a_dot_txt=b"a" * 100_000_000, b_dot_txt=b"b" * 100_000_000), {"bomb"}),
    ("bomb.tar.gz", lambda: gzip.compress(write_tar(("a.txt", b"a" * 200_000_000))), {"bomb"}),
    ("names.zip", lambda: write_zip(**{"../../evil_dot_txt": WORDS.encode()}), {"unsafe_name"}),
    ("pdf.html", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", {"binary"}),
    ("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, {"binary"}),
    ("excel.csv", lambda: write_zip(**{"[Content_Types]_dot_xml": b"x", "xl__w_dot_xml": b"x"}), {"binary"}),
    ("old-excel.csv", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, {"binary"}),
    ("empty.rss", lambda: write_rss(""), {"empty"}),
    ("half.rss", lambda: RSS[:-100], {"kept", "truncated", "empty"}),
    ("entities.rss", nested_entities, {"truncated", "empty", "kept", "no_main_text"}),
    ("tags.rss", lambda: b"<rss><channel>" + b"<b>" * 5_000_000, {"unreadable"}),
    ("half.warc", lambda: write_response(HTML) + write_response(HTML)[:-200], {"kept", "truncated"}),
    ("half.warc.gz", lambda: gzip.compress(write_response(HTML), 0)[:-90], {"truncated", "unreadable"}),
    ("length.warc", lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nab",
     {"not_an_article", "truncated", "empty"}),
    ("cell-1-mb.csv", lambda: b'id,text\n1,"' + b"word " * 190_000 + b'"\n2,short text here\n', {"kept"}),
    ("cell-9-mb.csv", lambda: b'id,text\n1,"' + b"word " * 1_800_000 + b'"\n2,short text here\n',
     {"kept", "broken_row", "too_large"}),
    ("quotes.csv", lambda: b"id,text\n" + b'1,"abc\n' * 50_000, {"broken_row"}),
    ("open-quote.csv", lambda: b'id,text\n1,"open\n' + b"2,some fine text\n" * 5_000, {"broken_row", "kept"}),
    ("broken.jsonl", lambda: b'{"text": "' + SENTENCE + b'"}\n{"text": \n[]\n', {"kept", "broken_row"}),
    ("deep.jsonl", lambda: b'{"a":' * 3_000_000, {"broken_row", "too_large"}),
    ("deep.json", lambda: b"[" * 10_000_000, {"unreadable"}),
    ("parts.mhtml", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
     + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 300_000, {"too_large"}),
    ("nothing.txt", lambda: b"", {"empty"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder) / "desk.db", create=True) as opened:
        yield opened


@pytest.mark.parametrize(("name", "make", "outcomes"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_hostile_files_get_a_reason_in_time_and_the_rest_stays(*, tmp_path, desk, name, make, outcomes):
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.txt").write_text(f"{name}: {WORDS}")
    (pile / f"b-{name}").write_bytes(make())
    (pile / "c.html").write_bytes(HTML.replace(b"Bogota", name.encode()))
    started = time.process_time()
    report = desk.add([pile])
    assert time.process_time() - started < MOST_SECONDS
    assert report.kept + len(report.dropped) + report.already_there == report.read
    found = {d.reason.value for d in report.dropped} | ({"kept"} if report.kept > 2 else set())
    assert report.kept >= 2
    assert found
    assert found <= outcomes
    assert all(d.detail and d.locator.startswith(f"pile/b-{name}") for d in report.dropped)


# Adds a pile and writes the most memory that it took, in kilobytes. A process of its own, for a peak is of the process;
# its own figure of Linux, for the one of getrusage counts the process that started it too.
ADDING = """
import re, resource, sys
from pathlib import Path
from foreigndesk.app.desk import open_desk
with open_desk(Path(sys.argv[1]), create=True) as desk:
    report = desk.add([Path(sys.argv[2])])
status = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
print(report.read, peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_all_that_together_takes_less_than_a_gigabyte(tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    for name, make, _ in HOSTILE:
        (pile / name).write_bytes(make())
    words = [sys.executable, "-c", ADDING, str(tmp_path / "desk.db"), str(pile)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    read, kilobytes = map(int, done.stdout.split())
    assert read >= len(HOSTILE)
    assert kilobytes < MOST_KILOBYTES


def test_names_links_pipes_and_permissions_do_not_stop_a_pile(tmp_path, desk, monkeypatch):
    pile = tmp_path / "pile"
    (pile / "sub").mkdir(parents=True)
    (pile / "good.txt").write_text(f"One more of the pile. {WORDS}")
    Path(os.fsdecode(os.fsencode(pile) + b"/line\nbreak\xff.txt")).write_text(f"Two of the pile. {WORDS}")
    (pile / "sub" / "loop").symlink_to(pile)
    (pile / "self").symlink_to(pile / "self")
    os.mkfifo(pile / "pipe.txt")
    (pile / "secret.txt").write_text(WORDS)
    real = Path.open

    def refuse_secret(path: Path, *words: str) -> object:
        if path.name == "secret.txt":  # root may read everything, so the refusal is played
            raise PermissionError(13, "Permission denied")
        return real(path, *words)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse_secret)
    report = desk.add([pile])
    assert report.kept == 2
    assert {d.locator: d.detail.split(";")[0] for d in report.dropped} == {
        "pile/pipe.txt": "not a file (a device, pipe or socket)",
        "pile/secret.txt": "Permission denied",
        "pile/self": "Too many levels of symbolic links",
        "pile/sub/loop": "a link back to a folder above it",
    }
    assert "pile/line\\nbreak\\xff.txt" in {a.locator for a in desk.store.list_articles()}


ENDINGS = (
    ".txt",
    ".html",
    ".csv",
    ".tsv",
    ".jsonl",
    ".json",
    ".xml",
    ".mhtml",
    ".warc",
    ".gz",
    ".zip",
    ".tar",
    ".parquet",
    "",
)
SAMPLES = tuple(all_samples().values())


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Bytes of a real file with some of them replaced, taken out or put in."""
    content = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        content[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=12))
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)


@settings(max_examples=250, deadline=None)
@given(
    name=st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1, max_size=12),
    ending=st.sampled_from(ENDINGS),
    content=st.one_of(damaged(), st.binary(max_size=300)),
)
def test_no_bytes_under_any_name_make_add_raise(*, desk: Desk, name: str, ending: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"f{name}{ending}"
        path.write_bytes(content)
        report = desk.add([path])
        again = desk.add([path])
    assert report.read == report.kept + report.already_there + len(report.dropped) >= 1
    assert again.kept == 0
    assert again.read == report.read
    assert all(isinstance(d, Dropped) and d.detail and d.locator.isprintable() for d in report.dropped)
