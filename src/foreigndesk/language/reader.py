"""The trained reader: one small encoder reads a sentence once, and its heads say what deeds the words tell of.

The model is made by ``tools/train`` from the labelled sentences in ``training``; docs/model_card.md has its figures.
"""

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from foreigndesk.records.signs import DeedSigns, Gates, RoleSigns
from foreigndesk.records.spans import Span

LONGEST = 256  # word pieces read of a sentence; the rest of a longer one is not read (the encoder can take 512)
_SLOW = ["SkipLayerNormFusion"]  # its kernel takes a fifth of the time, 6 times as long as what it replaces
USUAL_THRESHOLD = 0.5
LEAST_ODDS = 1e-4
GATES = Gates(relevance=0.6, together=1.2)  # see docs/model_card.md for what both bring
ROLE_WIDTH = 128
_FOLDER = Path(__file__).parent / "model"
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How often an event of a probability is right: ``slope`` and ``offset`` of its log odds (Platt 1999).

    ``ruled`` is added to the log odds where a rule of the tables says the same.
    """

    slope: float
    offset: float
    ruled: float

    def of(self, probability: float, *, is_ruled: bool) -> float:
        """Return the share of right ones (0 to 1) among events that the heads give ``probability``."""
        odds = self.slope * log_odds(probability) + self.offset + self.ruled * is_ruled
        return 1 / (1 + math.exp(-odds))


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which is kept ``LEAST_ODDS`` away from 0 and 1 where they have no bound."""
    kept = min(max(probability, LEAST_ODDS), 1 - LEAST_ODDS)
    return math.log(kept / (1 - kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """What was chosen with the model on rows held back; a type without threshold has ``USUAL_THRESHOLD``.

    Without ``calibration`` the confidence in an event is the probability that the heads give.
    """

    thresholds: Mapping[str, float] = field(default_factory=dict)
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heads:
    """The weights of the heads by name and the values each head can give."""

    weights: dict[str, Matrix]
    values: dict[str, tuple[str, ...]]
    settings: ReaderSettings

    def on(self, name: str, x: Matrix) -> Matrix:
        """Return a linear layer applied to ``x``."""
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def head(self, level: str, name: str, x: Matrix) -> Matrix:
        """Return the probabilities of the values of a head."""
        return _softmax(self.on(f"{level}.head_{name}", x))


class SentenceSigns:
    """What the reader sees in one sentence; spans are code points of the article.

    Words beyond the first ``LONGEST`` pieces have no signs: their triggers have probability 0.
    """

    def __init__(self, heads: _Heads, vectors: Matrix, *, starts: Sequence[int], ends: Sequence[int]) -> None:
        """Keep the vectors of the pieces, the special ones first and last, with where in the article they stand."""
        self._heads, self._vectors, self._starts, self._ends = heads, vectors, starts, ends
        self._nothing = np.zeros_like(vectors[0])
        self._asked: tuple[Span, Matrix] | None = None

    @cached_property
    def _triggers(self) -> Matrix:
        return self._heads.head("of_pieces", "trigger", self._vectors)

    @cached_property
    def _mean(self) -> Matrix:
        return np.asarray(self._vectors.mean(axis=0))

    @cached_property
    def _answers(self) -> Matrix:
        return self._heads.on("answers", self._vectors).reshape(len(self._vectors), 2, ROLE_WIDTH)

    @cached_property
    def _seen(self) -> list[float]:
        """The probability of any deed at each piece."""
        return [float(share) for share in 1 - self._triggers[:, 0]]

    @cached_property
    def relevance(self) -> float:
        """The probability that the sentence tells of any deed."""
        found: list[float] = self._heads.head("of_sentences", "relevance", self._mean).tolist()
        return found[1]

    def trigger(self, span: Span) -> float:
        """Return the probability that a word is the trigger of a deed of any type."""
        first, last = self._range(span)
        return sum(self._seen[first:last]) / (last - first) if last > first else 0.0

    def trigger_types(self, span: Span) -> dict[str, float]:
        """Return the probability of each PLOVER type at a word; they sum to that of any deed."""
        first, last = self._range(span)
        types = self._heads.values["trigger"][1:]
        found = self._triggers[first:last].mean(axis=0)[1:].tolist() if last > first else [0.0] * len(types)
        return dict(zip(types, found, strict=True))

    def threshold(self, event_type: str) -> float:
        """Return from which probability on a deed of a type is believed."""
        return self._heads.settings.thresholds.get(event_type, USUAL_THRESHOLD)

    @property
    def gates(self) -> Gates:
        """What the sentence must reach to tell of an event."""
        return GATES

    def confidence(self, probability: float, *, is_ruled: bool) -> float:
        """Return how often such an event is right (0 to 1). ``is_ruled``: a rule of the tables says the same.

        To two decimals: more is not known.
        """
        calibration = self._heads.settings.calibration
        return probability if calibration is None else round(calibration.of(probability, is_ruled=is_ruled), 2)

    def roles(self, trigger: Span, parties: Sequence[Span]) -> list[RoleSigns]:
        """Return how likely each of the parties is the actor and the recipient of a trigger."""
        scores = self._role_scores(trigger)
        found = []
        for party in parties:
            first, last = self._range(party)
            own = scores[:, first:last].mean(axis=1).tolist() if last > first else (0.0, 0.0)
            found.append(RoleSigns(actor=own[0], recipient=own[1]))
        return found

    def _role_scores(self, trigger: Span) -> Matrix:
        """Return for each piece how likely it belongs to the actor and to the recipient of a trigger: 2 by pieces."""
        if self._asked is None or self._asked[0] != trigger:
            asked = self._heads.on("asks", self._pool((trigger,))).reshape(2, ROLE_WIDTH)
            raw = np.stack([self._answers[:, role] @ asked[role] for role in range(2)]) / ROLE_WIDTH**0.5
            self._asked = (trigger, np.asarray(1 / (1 + np.exp(-raw)), np.float32))
        return self._asked[1]

    def deed(self, trigger: Sequence[Span], actors: Sequence[Span], recipients: Sequence[Span]) -> DeedSigns:
        """Return what the heads say of a deed: the probability of each type, mode, factuality and commitment."""
        shared = self._shared(trigger, actors, recipients)
        return DeedSigns(
            types=self._values("type", shared),
            modes=self._values("mode", shared),
            factualities=self._values("factuality", shared),
            commitments=self._values("commitment", shared),
        )

    def answer(self, head: str, trigger: Sequence[Span], *, actors: Sequence[Span], recipients: Sequence[Span]) -> str:
        """Return the likeliest value of any head of deeds, also of one that no event uses (docs/model_card.md)."""
        found = self._values(head, self._shared(trigger, actors, recipients))
        return max(found, key=lambda value: found[value])

    def _shared(self, trigger: Sequence[Span], actors: Sequence[Span], recipients: Sequence[Span]) -> Matrix:
        parts = [self._pool(trigger), self._pool(actors), self._pool(recipients), self._mean]
        return _gelu(self._heads.on("deed", np.concatenate(parts)))

    def _values(self, name: str, x: Matrix) -> dict[str, float]:
        found: list[float] = self._heads.head("of_deeds", name, x).tolist()
        return dict(zip(self._heads.values[name], found, strict=True))

    def _range(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of the pieces that a span covers in part or whole."""
        return bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)

    def _pool(self, spans: Sequence[Span]) -> Matrix:
        numbers = {n for span in spans for n in range(*self._range(span))}
        return np.asarray(self._vectors[sorted(numbers)].mean(axis=0)) if numbers else self._nothing


def read_signs(text: str, sentences: Sequence[Span], *, settings: ReaderSettings | None = None) -> list[SentenceSigns]:
    """Return what the reader sees in each of the sentences of ``text``, in their order.

    Each is read by itself, because the encoder in whole numbers scales its values to what it reads at once: a sentence
    says the same in any company. ``settings`` stand in the place of those that were chosen with the model.
    """
    heads = _heads() if settings is None else replace(_heads(), settings=settings)
    encoded = _tokenizer().encode_batch([sentence.words(text) for sentence in sentences])
    return [
        _make_signs(heads, _encode(pieces.ids[:LONGEST]), pieces.offsets, start=sentence.start)
        for sentence, pieces in zip(sentences, encoded, strict=True)
    ]


def _make_signs(heads: _Heads, vectors: Matrix, offsets: Sequence[tuple[int, int]], *, start: int) -> SentenceSigns:
    """Return the signs of a sentence; the special pieces before and after its words stand at its ends.

    Of a sentence cut at ``LONGEST`` pieces the special one after the words was not read.
    """
    words = [(first + start, last + start) for first, last in offsets[1:-1]]
    end = words[-1][1] if words else start
    starts = [start, *(first for first, _ in words), end][:LONGEST]
    ends = [start, *(last for _, last in words), end][:LONGEST]
    return SentenceSigns(heads, vectors[: len(starts)], starts=starts, ends=ends)


def _encode(pieces: Sequence[int]) -> Matrix:
    """Return the vector of each word piece of one sentence: pieces by width."""
    (vectors,) = _session().run(None, {"ids": np.asarray([pieces], np.int64)})
    return np.asarray(vectors[0], np.float32)


def _softmax(x: Matrix) -> Matrix:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


_ERF_SCALE = 0.7978845608028654  # sqrt(2 / pi)


def _gelu(x: Matrix) -> Matrix:
    """Return GELU by its tanh form (Hendrycks and Gimpel 2016), within 0.001 of the exact one."""
    return np.asarray(0.5 * x * (1 + np.tanh(_ERF_SCALE * (x + 0.044715 * x**3))), np.float32)


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(_FOLDER / "encoder.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
    )


@cache
def _tokenizer() -> Any:
    import tokenizers

    return tokenizers.Tokenizer.from_file(str(_FOLDER / "tokenizer.json"))


@cache
def _heads() -> _Heads:
    facts = json.loads((_FOLDER / "reader.json").read_text("utf-8"))
    with np.load(_FOLDER / "heads.npz") as weights:
        kept = {name: weights[name].astype(np.float32) for name in weights.files}
    levels = (facts["of_pieces"], facts["of_sentences"], facts["of_deeds"])
    values = {name: tuple(each) for level in levels for name, each in level.items()}
    return _Heads(weights=kept, values=values, settings=read_settings(facts))


def read_settings(facts: Mapping[str, Any]) -> ReaderSettings:
    """Return the settings of a ``reader.json``; a model that was just trained has none."""
    return ReaderSettings(
        thresholds=facts.get("thresholds", {}),
        calibration=Calibration(**facts["calibration"]) if "calibration" in facts else None,
    )
