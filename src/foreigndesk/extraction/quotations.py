"""Quotations: exact words and reported speech, who spoke, and through whom the words came."""

import re
from collections.abc import Iterator

from foreigndesk.extraction.attributions import Attributed, attribute_marked, chain_of, frame_before
from foreigndesk.extraction.cues import CueMap, CueUse, make_cue_map
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.quotation_marks import MarkedSpan, find_marked_spans
from foreigndesk.extraction.reported_speech import find_reported
from foreigndesk.extraction.speakers import Voices, in_joint_document, make_voices, read_speaker
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.mentions import Mention, Reference
from foreigndesk.records.quotations import Attribution, Quotation, QuotationKind, Speaker
from foreigndesk.records.spans import Span

RECALLED = 6  # speakers that a pronoun can stand for
LONG_WORD = 4  # letters; shorter words stay small in titles
HEADING = 3  # longer words that make a line of capitalised words a heading
SHORT = 6  # words; longer marked words without a speaker are speech, not scare marks


def find_quotations(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    references: tuple[Reference, ...],
    *,
    article_id: str,
    publisher: str | None,
) -> tuple[Quotation, ...]:
    """Return the quotations of one article in order of the text.

    For marked ones the span is the words inside the marks. A reported clause that holds marked words is
    an indirect quotation of its own beside the partial ones inside it.
    """
    cast = make_cast(analysis, mentions, references)
    cues = make_cue_map(analysis, find_marked_spans(analysis), frozenset(cast.by_token))
    voices = make_voices(cast, cues.inside)
    reader = _QuotationReader(cues, voices, article_id=article_id, publisher=publisher)
    found = [*reader.read_marked(), *reader.read_reported()]
    unique = {(q.span.start, q.span.end): q for q in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda q: (q.span, q.kind.value)))


class _QuotationReader:
    """Reads the quotations of one article, keeping the speaker before for those that follow."""

    def __init__(self, cues: CueMap, voices: Voices, *, article_id: str, publisher: str | None) -> None:
        self.cues = cues
        self.voices = voices
        self.article_id = article_id
        self.publisher = publisher
        self.analysis = cues.analysis
        self.previous: Quotation | None = None
        self.previous_mark: MarkedSpan | None = None
        self.speakers: dict[int, Speaker] = {}
        self._read_speakers()

    def _read_speakers(self) -> None:
        """Read the speakers of all cues outside marks in order of the text, so that pronouns know who spoke before."""
        tokens = {u.speaker.index: u.speaker for u in self.cues.uses if u.speaker is not None and not u.is_inside}
        for index in sorted(tokens):
            self.speakers[index] = read_speaker(self.voices, tokens[index], before=self._last_speakers(index))

    def _last_speakers(self, index: int) -> tuple[Speaker, ...]:
        """Return the speakers read last before a token."""
        return tuple(speaker for at, speaker in list(self.speakers.items())[-RECALLED:] if at < index)

    def read_marked(self) -> Iterator[Quotation]:
        """Yield a quotation for each marked span."""
        for mark in self.cues.marked:
            if mark.depth:
                yield self._make(mark.span, QuotationKind.SCARE, None, rule="marks inside marks")
                continue
            quotation = self._read_mark(mark)
            if quotation.kind in {QuotationKind.DIRECT, QuotationKind.PARTIAL}:
                self.previous, self.previous_mark = quotation, mark
            yield quotation

    def read_reported(self) -> Iterator[Quotation]:
        """Yield the reported speech without marks."""
        for reported in find_reported(self.cues):
            use = reported.use
            found = Attributed(cue=use.span, speaker=use.speaker, use=use, rule=reported.rule)
            yield self._make(reported.span, QuotationKind.INDIRECT, found, rule=reported.rule)

    def _read_mark(self, mark: MarkedSpan) -> Quotation:
        found = attribute_marked(self.cues, mark)
        title = self._title_rule(mark, found)
        if title:
            return self._make(mark.span, QuotationKind.TITLE, None, rule=title)
        if self._is_scare(mark):
            return self._make(mark.span, QuotationKind.SCARE, None, rule="marks at a distance")
        followed = self._follows(mark) if found is None or found.rule == "nearest cue before the marks" else None
        if found is None and followed:
            return self._follow(mark, followed)
        if found is None:
            kind = QuotationKind.SCARE if self._is_short(mark) else self._kind(mark)
            return self._make(mark.span, kind, None, rule="no speaker found")
        return self._make(mark.span, self._kind(mark), found, rule=found.rule)

    def _follows(self, mark: MarkedSpan) -> str | None:
        """Return why a marked span without a cue has the speaker of the one before, if it has."""
        if self.previous is None or self.previous_mark is None or self.previous.speaker is None:
            return None
        if mark.goes_on:
            return "goes on from the paragraph before"
        here, before = self._paragraph(mark.outer.start), self._paragraph(self.previous_mark.outer.start)
        between = self.analysis.text[self.previous_mark.outer.end : mark.outer.start]
        if here == before and (self._is_sentence(mark) or not re.search(r"[.!?]\s", between)):
            return "follows a quotation of the same speaker"
        if here == before + 1 and self._fills_paragraph(mark):
            return "paragraph of words after a quotation"
        return None

    def _follow(self, mark: MarkedSpan, rule: str) -> Quotation:
        assert self.previous is not None  # noqa: S101 - for the type checker; _follows has seen it
        return Quotation(
            article_id=self.article_id,
            span=mark.span,
            kind=self._kind(mark),
            cue=None,
            speaker=self.previous.speaker,
            addressee=None,
            chain=self.previous.chain,
            rule=rule,
        )

    def _paragraph(self, offset: int) -> int:
        token = self.analysis.token_at(offset)
        return self.analysis.sentences[token.sentence].paragraph if token else -2

    def _fills_paragraph(self, mark: MarkedSpan) -> bool:
        tokens = self.analysis.tokens_in(mark.outer)
        if not tokens or frame_before(self.cues, mark):
            return False
        last = tokens[-1].index + 1
        return self._is_sentence(mark) and (
            last >= len(self.analysis.tokens)
            or self.analysis.sentences[self.analysis.tokens[last].sentence].paragraph
            != self.analysis.sentences[tokens[0].sentence].paragraph
        )

    def _is_sentence(self, mark: MarkedSpan) -> bool:
        words = mark.span.words(self.analysis.text).strip()
        return bool(words) and (words[0].isupper() or words[0] in "[(…") and words[-1] in ".,!?…" and " " in words

    def _is_short(self, mark: MarkedSpan) -> bool:
        words = mark.span.words(self.analysis.text)
        return len(words.split()) <= SHORT

    def _kind(self, mark: MarkedSpan) -> QuotationKind:
        """Return direct for a clause with its own subject that begins like a sentence or after a pause, else partial."""
        tokens = [t for t in self.analysis.tokens_in(mark.span) if t.text.strip()]
        has_clause = any(t.dep in {"nsubj", "nsubjpass", "expl"} for t in tokens) or self._is_sentence(mark)
        before = self.analysis.text[max(0, mark.outer.start - 2) : mark.outer.start].strip()
        first = next((t for t in tokens if t.text[0].isalnum()), None)
        starts = first is not None and first.text[:1].isupper()
        if has_clause and (starts or before.endswith((":", ",")) or not before):
            frame = frame_before(self.cues, mark)
            joined = (
                frame
                and frame[-1].text.lower() not in {":", ",", "—", "–"}
                and frame[-1].index not in self.cues.by_token
            )
            return QuotationKind.PARTIAL if joined else QuotationKind.DIRECT
        return QuotationKind.PARTIAL

    def _is_scare(self, mark: MarkedSpan) -> bool:
        before = self.analysis.text[max(0, mark.outer.start - 24) : mark.outer.start].lower().rstrip()
        return self._is_short(mark) and any(before.endswith(words) for words in cues_of(CueKind.SCARE))

    def _title_rule(self, mark: MarkedSpan, found: Attributed | None) -> str | None:
        """Return why a marked span is the name of a work or project, if it is one."""
        words = mark.span.words(self.analysis.text).rstrip(",.")
        if not _is_capitalised(words) or self._is_heading(mark):
            return None
        works = cues_of(CueKind.WORK)
        before = [t.lemma.lower() for t in frame_before(self.cues, mark)]
        if any(word in works for word in before[-1:]) or any(word in works for word in _before_comma(before)):
            return "name of a work or project in marks"
        if found is not None and found.rule in {"cue before the marks", "cue after the marks"}:
            return None
        after = [t.lemma.lower() for t in self.analysis.tokens_in(Span(mark.outer.end, mark.outer.end + 20))[:2]]
        if any(word in works for word in (*before[-4:], *after)):
            return "name of a work or project in marks"
        return None

    def _is_heading(self, mark: MarkedSpan) -> bool:
        """Return whether the words around the marks are capitalised too, as in a headline."""
        tokens = self.analysis.tokens_in(mark.outer)
        sentence = self.analysis.sentences[tokens[0].sentence] if tokens else None
        around = self.analysis.sentence_tokens(sentence) if sentence else ()
        longer = [t for t in around if self.cues.inside[t.index] < 0 and len(t.text) >= LONG_WORD and t.text.isalpha()]
        return len(longer) >= HEADING and all(t.text[0].isupper() for t in longer)

    def _make(self, span: Span, kind: QuotationKind, found: Attributed | None, *, rule: str) -> Quotation:
        speaker = self._speaker(found.speaker) if found and found.speaker else None
        if speaker is not None and found is not None and found.use is not None:
            speaker = in_joint_document(self.voices, speaker, found.use.token)
        chain = self._chain(span, found.use if found else None, speaker)
        return Quotation(
            article_id=self.article_id,
            span=span,
            kind=kind,
            cue=found.cue if found else None,
            speaker=speaker,
            addressee=self._addressee(found.use if found else None),
            chain=chain,
            rule=rule,
        )

    def _speaker(self, token: Token) -> Speaker:
        if token.index not in self.speakers:
            near = sorted(i for i in self.speakers if i < token.index)[-RECALLED:]
            self.speakers[token.index] = read_speaker(self.voices, token, before=tuple(self.speakers[i] for i in near))
        return self.speakers[token.index]

    def _chain(self, span: Span, use: CueUse | None, speaker: Speaker | None) -> tuple[Attribution, ...]:
        links = chain_of(self.cues, self.voices, use, speaker=speaker) if use and speaker else ()
        if self.publisher is None or speaker is None:
            return links
        return (*links, Attribution(span=span, name=self.publisher, entity_id=None))

    def _addressee(self, use: CueUse | None) -> Speaker | None:
        """Return who is spoken to: the object of "told X" and "asked X"."""
        if use is None or not use.word.has_addressee:
            return None
        for child in self.analysis.children[use.token.index]:
            token = self.analysis.tokens[child]
            if token.dep in {"dobj", "dative"} and self.cues.inside[child] < 0 and token.index > use.token.index:
                return read_speaker(self.voices, token)
        return None


def _before_comma(lemmas: list[str]) -> list[str]:
    """Return the word before a closing comma: her new book, "..."."""
    return lemmas[-2:-1] if lemmas[-1:] == [","] else []


def _is_capitalised(words: str) -> bool:
    """Return whether all longer words begin with a capital letter."""
    longer = re.findall(rf"[^\W\d_]{{{LONG_WORD},}}", words)
    return bool(longer) and all(w[0].isupper() for w in longer)
