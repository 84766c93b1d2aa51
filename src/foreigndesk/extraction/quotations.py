"""Quotations: exact words and reported speech, who spoke, and through whom the words came."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foreigndesk.extraction.addressees import addressee_of
from foreigndesk.extraction.attributions import Attributed, attribute_marked, frame_before
from foreigndesk.extraction.chains import chain_of
from foreigndesk.extraction.cues import CueMap, CueUse, make_cue_map
from foreigndesk.extraction.lead_ins import speaker_led_in
from foreigndesk.extraction.parties import make_cast
from foreigndesk.extraction.quotation_kinds import is_scare, is_sentence, is_short, is_title, kind_of
from foreigndesk.extraction.quotation_marks import MarkedSpan, find_marked_spans
from foreigndesk.extraction.reported_speech import find_reported
from foreigndesk.extraction.speakers import Voices, in_joint_document, make_voices, read_speaker
from foreigndesk.extraction.transcripts import find_turns
from foreigndesk.knowledge.cues import CueAct
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.factuality import Factuality
from foreigndesk.records.mentions import Mention, Reference
from foreigndesk.records.quotations import Attribution, Quotation, QuotationKind, Speaker
from foreigndesk.records.spans import Span

_QUESTION = re.compile(r"(?:whether|if|how|wh\w+)\b", re.IGNORECASE)
RECALLED = 6  # speakers that a pronoun can stand for


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
    turns = tuple(reader.read_turns())
    told = [q for q in reader.read_reported() if not any(t.span.covers(q.span) and q.cue == t.cue for t in turns)]
    found = [*turns, *reader.read_marked(), *told]
    unique = {(q.span.start, q.span.end): q for q in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda q: q.span))


class _QuotationReader:
    """Reads the quotations of one article, with who spoke before for pronouns and for marks without a cue."""

    def __init__(self, cues: CueMap, voices: Voices, *, article_id: str, publisher: str | None) -> None:
        self.cues = cues
        self.voices = voices
        self.article_id = article_id
        self.publisher = publisher
        self.analysis = cues.analysis
        self.speakers: dict[int, Speaker] = {}
        self._read_speakers()

    def _read_speakers(self) -> None:
        """Read the speakers of all cues outside marks in order of the text, so that pronouns know who spoke before."""
        tokens = {u.speaker.index: u.speaker for u in self.cues.uses if u.speaker is not None and not u.is_inside}
        before: list[Speaker] = []
        for index in sorted(tokens):
            self.speakers[index] = read_speaker(self.voices, tokens[index], before=tuple(before[-RECALLED:]))
            before.append(self.speakers[index])

    def read_marked(self) -> Iterator[Quotation]:
        """Yield a quotation for each marked span."""
        previous: tuple[MarkedSpan, Quotation] | None = None
        for mark in self.cues.marked:
            if mark.depth:
                yield self._make(mark.span, QuotationKind.SCARE, None, rule="marks inside marks")
                continue
            quotation = self._read_mark(mark, previous)
            if quotation.kind in {QuotationKind.DIRECT, QuotationKind.PARTIAL}:
                previous = mark, quotation
            yield quotation

    def read_turns(self) -> Iterator[Quotation]:
        """Yield the turns of a transcript."""
        for turn in find_turns(self.cues, self.voices.cast):
            yield Quotation(
                article_id=self.article_id,
                span=turn.span,
                kind=QuotationKind.DIRECT,
                cue=turn.colon,
                speaker=turn.speaker,
                addressee=None,
                chain=self._publisher_link(turn.span),
                rule="turn of a transcript",
            )

    def read_reported(self) -> Iterator[Quotation]:
        """Yield the reported speech without marks."""
        for reported in find_reported(self.cues):
            use = reported.use
            found = Attributed(cue=use.span, speaker=use.speaker, use=use, rule=reported.rule)
            yield self._make(reported.span, QuotationKind.INDIRECT, found, rule=reported.rule)

    def _read_mark(self, mark: MarkedSpan, previous: tuple[MarkedSpan, Quotation] | None) -> Quotation:
        found = attribute_marked(self.cues, mark)
        if is_title(self.cues, mark, found):
            return self._make(mark.span, QuotationKind.TITLE, None, rule="name of a work or project in marks")
        if is_scare(self.cues, mark):
            return self._make(mark.span, QuotationKind.SCARE, None, rule="marks at a distance")
        if found is not None:
            return self._make(mark.span, kind_of(self.cues, mark), found, rule=found.rule)
        rule = self._follows(mark, *previous) if previous else None
        if previous and rule:
            return replace(
                previous[1],
                span=mark.span,
                kind=kind_of(self.cues, mark),
                cue=None,
                addressee=None,
                rule=rule,
                factuality=Factuality.ATTRIBUTED,
            )
        found = (
            speaker_led_in(self.cues, mark, frozenset(self.voices.cast.by_token))
            if is_sentence(self.cues, mark)
            else None
        )
        if found is not None:
            return self._make(mark.span, kind_of(self.cues, mark), found, rule=found.rule)
        kind = QuotationKind.SCARE if is_short(self.cues, mark) else kind_of(self.cues, mark)
        return self._make(mark.span, kind, None, rule="no speaker found")

    def _follows(self, mark: MarkedSpan, before: MarkedSpan, quotation: Quotation) -> str | None:
        """Return why a marked span without a cue has the speaker of the one before, if it has."""
        if quotation.speaker is None:
            return None
        if mark.goes_on:
            return "goes on from the paragraph before"
        apart = self._paragraph(mark.outer.start) - self._paragraph(before.outer.start)
        between = self.analysis.text[before.span.end - 1 : mark.outer.start].replace("”", "").replace('"', "")
        if apart == 0 and (is_sentence(self.cues, mark) or not re.search(r"[.!?]\s", between)):
            return "follows a quotation of the same speaker"
        if apart == 1 and is_sentence(self.cues, mark) and self._fills_paragraph(mark):
            return "paragraph of words after a quotation"
        return None

    def _paragraph(self, offset: int) -> int:
        token = self.analysis.token_at(offset)
        return self.analysis.sentences[token.sentence].paragraph if token else -2

    def _fills_paragraph(self, mark: MarkedSpan) -> bool:
        tokens = self.analysis.tokens_in(mark.outer)
        if not tokens or frame_before(self.cues, mark):
            return False
        after = self.analysis.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
        return not after or self._paragraph(after[0].start) != self._paragraph(tokens[0].start)

    def _make(self, span: Span, kind: QuotationKind, found: Attributed | None, *, rule: str) -> Quotation:
        use = found.use if found else None
        speaker = self._speaker(found.speaker) if found and found.speaker else None
        if speaker is not None and use is not None:
            speaker = in_joint_document(self.voices, speaker, use.token)
        return Quotation(
            article_id=self.article_id,
            span=span,
            kind=kind,
            cue=found.cue if found else None,
            speaker=speaker,
            addressee=self._addressee(use) if use else None,
            chain=self._chain(span, use, speaker),
            rule=rule,
            factuality=self._factuality(span, use) if found else Factuality.UNKNOWN,
        )

    def _speaker(self, token: Token) -> Speaker:
        if token.index not in self.speakers:
            near = sorted(i for i in self.speakers if i < token.index)[-RECALLED:]
            self.speakers[token.index] = read_speaker(self.voices, token, before=tuple(self.speakers[i] for i in near))
        return self.speakers[token.index]

    def _chain(self, span: Span, use: CueUse | None, speaker: Speaker | None) -> tuple[Attribution, ...]:
        """Return through whom the words came; the publisher, whom no words name, stands at the quotation itself."""
        links = chain_of(self.cues, self.voices, use, speaker=speaker) if use and speaker else ()
        return (*links, *self._publisher_link(span)) if speaker else links

    def _factuality(self, span: Span, use: CueUse | None) -> Factuality:
        """Return how sure the speaker is said to be; nothing is known of questions and of what is not said."""
        if use is None:
            return Factuality.ATTRIBUTED
        is_negated = any(self.analysis.tokens[i].dep == "neg" for i in self.analysis.children[use.token.index])
        words = span.words(self.analysis.text)
        is_question = use.word.act is CueAct.ASK and (words.endswith("?") or _QUESTION.match(words))
        return Factuality.UNKNOWN if is_negated or is_question else use.word.factuality

    def _publisher_link(self, span: Span) -> tuple[Attribution, ...]:
        return (Attribution(span=span, name=self.publisher, entity_id=None),) if self.publisher else ()

    def _addressee(self, use: CueUse) -> Speaker | None:
        token = addressee_of(self.cues, use)
        return read_speaker(self.voices, token) if token else None
