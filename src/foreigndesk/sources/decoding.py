"""Text from bytes: byte-order mark, UTF-8, the charset that the page declares, then detection."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD_BYTES = 4096
_SAMPLE_BYTES = 200_000  # enough for detection; the whole is then decoded strictly
_MOST_CHAOS = 0.2  # charset-normalizer's own default threshold of mess
# What browsers take these labels for (WHATWG Encoding Standard, 4.2).
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_COMMONEST = "cp1252"
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")
_LETTERS_FOR_ONE_BROKEN_BYTE = 10  # letters beyond ASCII that are right UTF-8; by chance one in 30 pairs of bytes is
_WEIGHT_OF_THREE_BYTES = 40  # a dash, a curly quotation mark: western text of one byte a letter has no such triples
_SEVEN_BIT = ("iso2022", "hz", "utf-7")


def decode(content: bytes) -> str | None:
    """Return the text of ``content``, or ``None`` where no encoding is found that fits all of it."""
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _try(content[len(mark) :], marked)
    declared = declared_charset(content)
    seven_bit = declared if declared and declared.startswith(_SEVEN_BIT) else None
    for name in filter(None, (seven_bit, "utf-8", declared)):
        text = _try(content, name)
        if text is not None:
            return text
    return _mend(content) or _detect(content)


def name_encoding(sample: bytes) -> str:
    """Return the encoding in which a long text that begins with ``sample`` is read line by line."""
    for mark, marked in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if marked == "utf-8" else marked.removesuffix("-le").removesuffix("-be")
    whole = sample[: sample.rfind(b"\n") + 1] or sample  # the last letter may be cut
    if _try(whole, "utf-8") is not None or _mend(whole) is not None:
        return "utf-8"
    best = from_bytes(whole[:_SAMPLE_BYTES], threshold=_MOST_CHAOS).best()
    if best is None:
        return "utf-8"
    return _COMMONEST if _COMMONEST in (best.encoding, *best.could_be_from_charset) else best.encoding


def _mend(content: bytes) -> str | None:
    """Return text in UTF-8 with a few bytes that are none as lone surrogates, ``None`` where it is no UTF-8."""
    text = content.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN_BYTE.findall(text))
    two = sum("\x7f" < letter < "\u0800" for letter in text)
    three = sum(letter >= "\u0800" for letter in text) - broken
    weight = two + _WEIGHT_OF_THREE_BYTES * three
    return text if broken * _LETTERS_FOR_ONE_BROKEN_BYTE <= weight else None


def declared_charset(content: bytes) -> str | None:
    """Return the codec that the first bytes of a page declare, as browsers read the label, or ``None``."""
    found = _DECLARED.search(content[:_HEAD_BYTES])
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    return _READ_AS.get(name, name)


def _try(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError):
        return None


def _detect(content: bytes) -> str | None:
    matches = from_bytes(content[:_SAMPLE_BYTES], threshold=_MOST_CHAOS)
    best = matches.best()
    if best is None:
        return None
    # Western text fits several single-byte sets alike; among equals the commonest is read.
    as_good = [m for m in matches if m.chaos <= best.chaos and m.coherence >= best.coherence]
    is_western = any(_COMMONEST in (m.encoding, *m.could_be_from_charset) for m in as_good)
    names = (_COMMONEST, best.encoding) if is_western else (best.encoding,)
    return next((text for text in (_try(content, name) for name in names) if text is not None), None)
