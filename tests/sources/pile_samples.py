"""One small file of each format, written for the tests: what people have on their disks."""

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile

WORDS = (
    "President Lula met President Petro in Bogota on 17 April 2024. They agreed to open a joint consulate in Leticia "
    "next year, the Brazilian foreign ministry said in a statement."
)
MORE = "The two ministers of trade will meet again in June, a spokeswoman told reporters after the talks."
HTML = (
    "<!DOCTYPE html><html><head><title>Lula meets Petro</title></head><body><article>"
    f"<h1>Lula meets Petro</h1><p>{WORDS}</p><p>{MORE}</p></article></body></html>"
).encode()

NEXIS = f"""                               1 of 2 DOCUMENTS


                              The Harbour Courier

                             May 14, 2024 Tuesday
                               Late Edition

Ministers meet in Lisbon

BYLINE: By Jane Doe

SECTION: Section A; Column 1; Pg. 6

LENGTH: 512 words

DATELINE: LISBON, May 13

{WORDS}

{MORE}

LOAD-DATE: May 15, 2024

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS


                              The Harbour Courier

                             May 16, 2024 Thursday

Ministers leave Lisbon

LENGTH: 12 words

BODY:
{MORE}

LOAD-DATE: May 17, 2024
"""
NEXIS_UNI = f"""Ministers meet in Porto
The Harbour Courier
May 14, 2024 Tuesday

Copyright 2024 The Harbour Courier All Rights Reserved
Section: NEWS
Length: 512 words
Byline: Jane Doe
Body

{WORDS}

Load-Date: May 15, 2024

End of Document
Ministers leave Porto
The Harbour Courier
May 16, 2024 Thursday
Section: NEWS
Length: 512 words
Body

{MORE}

Load-Date: May 18, 2024

End of Document
"""
FACTIVA = f"""SE  World
HD  Ministers meet
 in Faro
BY  By Jane Doe
WC  512 words
PD  14 May 2024
SN  The Harbour Courier
LA  English
CY  (c) 2024
LP
{WORDS}
TD
{MORE}

CO  harbco : Harbour Company
AN  Document HARCO00020240514ek5e0001x

HD  Ministers leave Faro
PD  15 May 2024
SN  The Harbour Courier
LP
{MORE}
AN  Document HARCO00020240515ek5e0001y
"""
FACTIVA_PLAIN = f"""World News
Ministers meet in Beja
By Jane Doe
512 words
14 May 2024
10:15
The Harbour Courier
HARCO
English
(c) 2024 The Harbour Courier.

{WORDS}

{MORE}

Document HARCO00020240514ek5e00001

Ministers leave Beja
12 words
16 May 2024
The Harbour Courier
HARCO
English
Copyright 2024.

{MORE}

Document HARCO00020240516ek5e00002
"""


def write_rows(rows: list[list[str]], *, delimiter: str = ",") -> bytes:
    """Return rows as a table of text."""
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=delimiter).writerows(rows)
    return table.getvalue().encode()


def write_lines(*rows: object) -> bytes:
    """Return JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def write_rss(items: str) -> bytes:
    """Return an RSS file with these items."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Harbour Courier</title>{items}</channel></rss>"
    ).encode()


RSS = write_rss(
    "<item><title>Lula meets Petro</title><link>https://courier.example/2</link><guid>guid-1</guid>"
    "<pubDate>Tue, 14 May 2024 23:30:00 -0400</pubDate><description>Short.</description>"
    f"<content:encoded><![CDATA[<p>{WORDS}</p><p>{MORE}</p>]]></content:encoded></item>"
    f"<item><title>Only a summary</title><description>{MORE}</description></item>"
    "<item><title>No words</title></item>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><id>urn:entry:1</id><title>Talks</title>'
    "<updated>2024-05-14T10:00:00Z</updated><published>2024-05-13T10:00:00Z</published>"
    f"<author><name>Jane Doe</name></author><content>{WORDS}</content></entry></feed>"
).encode()
NINJS = {
    "uri": "urn:item:1",
    "type": "text",
    "headline": "Lula meets Petro",
    "byline": "Jane Doe",
    "firstcreated": "2024-05-13T10:00:00Z",
    "versioncreated": "2024-05-14T10:00:00Z",
    "body_text": WORDS,
}
NINJS_2 = {
    "uri": "urn:item:2",
    "type": "text",
    "headlines": [{"role": "main", "value": "Lula meets Petro"}],
    "contentCreated": "2024-05-13T10:00:00Z",
    "bodies": [
        {"role": "caption", "contentType": "text/plain", "value": "Not this."},
        {"role": "main", "contentType": "text/html", "value": f"<p>{WORDS}</p>"},
    ],
}


def write_response(
    content: bytes, *, status: str = "200 OK", media_type: str = "text/html; charset=utf-8", headers: str = ""
) -> bytes:
    """Return one WARC record with an answer of a server."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}Content-Length: {len(content)}\r\n\r\n"
    block = answer.encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/a\r\n"
        "WARC-Date: 2024-12-24T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write_zip(**entries: bytes) -> bytes:
    """Return a ZIP archive; in names ``__`` stands for a slash and ``_dot_`` for a point."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


def write_tar(*entries: tuple[str, bytes], mode: str = "w") -> bytes:
    """Return a tar archive of entries."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return held.getvalue()


def write_parquet(**columns: list[object]) -> bytes:
    """Return a Parquet table."""
    import pyarrow as pa
    from pyarrow import parquet

    held = io.BytesIO()
    parquet.write_table(pa.table(columns), held)
    return held.getvalue()


MHTML = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courier.example/m\r\nSubject: x\r\n"
    b"Date: Tue, 24 Dec 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="--edge"\r\n\r\n'
    b"----edge\r\nContent-Type: text/html\r\n"
    b"Content-Transfer-Encoding: 8bit\r\nContent-Location: https://courier.example/m\r\n\r\n"
    + HTML
    + b"\r\n----edge--\r\n"
)


def all_samples() -> dict[str, bytes]:
    """Return a small file of each format by its name."""
    table = [["id", "text", "date"], ["1", WORDS, "2024-04-17"], ["2", f'{MORE}\n"Yes," she said.', "17 April 2024"]]
    lines = write_lines({"id": "a", "text": WORDS, "date": "2024-04-17"}, {"id": "b", "text": MORE})
    warc = write_response(HTML) + write_response(b"no", status="404 Not Found")
    return {
        "plain.txt": WORDS.encode(),
        "wide.txt": WORDS.encode("utf-16"),
        "notes.md": f"# Lula meets Petro\n\n{WORDS}\n".encode(),
        "page.html": HTML,
        "saved.mhtml": MHTML,
        "rows.csv": write_rows(table),
        "rows.tsv": write_rows(table, delimiter="\t"),
        "lines.jsonl": lines,
        "list.json": json.dumps([{"id": 1, "text": WORDS}, {"id": 2, "text": MORE}]).encode(),
        "table.parquet": write_parquet(id=["a", "b"], text=[WORDS, None]),
        "feed.xml": RSS,
        "atom.xml": ATOM,
        "item.json": json.dumps(NINJS).encode(),
        "items.json": json.dumps([NINJS, NINJS_2]).encode(),
        "crawl.warc": warc,
        "crawl.warc.gz": gzip.compress(write_response(HTML)) + gzip.compress(write_response(HTML)),
        "nexis.txt": NEXIS.encode(),
        "nexis_uni.txt": NEXIS_UNI.encode(),
        "factiva.txt": FACTIVA.encode(),
        "factiva_plain.txt": FACTIVA_PLAIN.encode(),
        "one.txt.gz": gzip.compress(WORDS.encode()),
        "one.txt.bz2": bz2.compress(WORDS.encode()),
        "lines.jsonl.xz": lzma.compress(lines),
        "pile.zip": write_zip(in__a_dot_txt=WORDS.encode(), b_dot_jsonl=lines),
        "pile.tar": write_tar(("a.txt", WORDS.encode()), ("in/b.csv", write_rows(table))),
        "pile.tgz": write_tar(("a.txt", WORDS.encode()), mode="w:gz"),
    }
