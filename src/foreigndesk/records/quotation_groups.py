"""Groups of quotations: the wordings of one utterance, what differs between them, and what that may change."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.spans import Span, derive_id


class VariantForm(StrEnum):
    """How an article gives the words of an utterance."""

    DIRECT = "direct"  # a whole utterance inside marks
    PARTIAL = "partial"  # a fragment inside marks
    SCARE = "scare"  # inside marks, and nobody is said to have spoken
    INDIRECT = "indirect"  # reported speech without marks
    OWN_WORDS = "own_words"  # a sentence of the article itself that carries the same words

    @property
    def is_marked(self) -> bool:
        """Whether the words stand inside quotation marks, which promise the very words."""
        return self in {VariantForm.DIRECT, VariantForm.PARTIAL, VariantForm.SCARE}


class ChangeKind(StrEnum):
    """What differs between a variant and the reference variant of its group. Added and dropped: by the variant."""

    SPELLING = "spelling"
    GRAMMAR = "grammar"  # small words only
    TENSE = "tense"
    SYNONYM = "synonym"
    PARAPHRASE = "paraphrase"  # other words inside marks
    RETOLD = "retold"  # other words where no marks promise the very words
    MARKED_ELISION = "marked_elision"
    UNMARKED_ELISION = "unmarked_elision"
    INSERTION = "insertion"  # words inside marks that the reference has not
    BRACKETS = "brackets"  # words that brackets own to be the article's
    HEDGE_ADDED = "hedge_added"
    HEDGE_DROPPED = "hedge_dropped"
    NEGATION_ADDED = "negation_added"
    NEGATION_DROPPED = "negation_dropped"
    NUMBER = "number"
    NAME = "name"
    SPEAKER = "speaker"
    FRAGMENT = "fragment"  # a part of the reference
    CONTINUATION = "continuation"  # the same beginning goes on otherwise
    MARKS_DROPPED = "marks_dropped"  # words of somebody as words of the article


class Risk(StrEnum):
    """How likely it is that a difference changes what was said: a grade, not a probability."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def grade(self) -> int:
        """The grade as a number, 0 for none to 3 for high."""
        return tuple(Risk).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """One difference from the reference variant, with the risk that the meaning changed and its reason in words.

    ``reference`` are the words in the article of the variant that is compared with, ``variant`` those in the article
    of this one; ``None`` where that side has nothing that answers.
    """

    kind: ChangeKind
    risk: Risk
    because: str
    reference: Span | None = None
    variant: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit:
    """Words of the reference that ``variant`` stands for; one side is ``None`` where words are left out or put in.

    ``at`` is the place in the article of the variant before which the words of the reference would stand.
    """

    at: int
    reference: Span | None
    variant: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One place at which an article gives the utterance.

    ``quotation_id`` is ``None`` for the article's own words. ``speakers`` are ids of entities, or names where there is
    no id; ``passed_on`` names those through whom the words came, the publisher aside. ``changes`` are the differences
    from the reference variant, none for that itself; ``edits`` are all words that differ, small ones too, in order.
    ``against`` is the id of the variant that it is compared with: the reference, or where that has other words, the
    variant that has most of its words; ``None`` for the reference.
    """

    article_id: str
    span: Span
    form: VariantForm
    quotation_id: str | None
    speakers: tuple[str, ...]
    speaker_names: tuple[str, ...]
    is_speaker_certain: bool
    passed_on: tuple[str, ...]
    changes: tuple[WordChange, ...]
    edits: tuple[WordEdit, ...] = ()
    against: str | None = None

    @property
    def variant_id(self) -> str:
        """The id: that of its quotation, derived from article and span."""
        return derive_id("quotation", self.article_id, self.span.start, self.span.end)

    @property
    def risk(self) -> Risk:
        """The highest risk of its changes."""
        return max((change.risk for change in self.changes), key=lambda risk: risk.grade, default=Risk.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationGroup:
    """The variants of one utterance, the reference first: the fullest wording inside marks.

    ``because`` says why they were taken for one utterance, ``decided`` what people decided about it. ``earliest`` are
    the ids of the variants of the earliest article, empty where that is not known; ``best_attributed`` is the id of the
    variant with the longest chain to the speaker. Each stands with its reason.
    """

    variants: tuple[Variant, ...]
    because: tuple[str, ...]
    earliest: tuple[str, ...]
    earliest_because: str
    best_attributed: str
    best_because: str
    decided: tuple[str, ...] = ()

    @property
    def group_id(self) -> str:
        """The id, derived from the variant with the smallest id: it stays when others join."""
        return derive_id("quotation_group", min(variant.variant_id for variant in self.variants))

    @property
    def reference(self) -> Variant:
        """The variant that the others are compared with."""
        return self.variants[0]

    def base_of(self, variant: Variant) -> Variant:
        """Return the variant that a variant is compared with; the reference itself for the reference."""
        return next((v for v in self.variants if v.variant_id == variant.against), self.reference)

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kinds of change, in the order of their definition."""
        found = {change.kind for variant in self.variants for change in variant.changes}
        return tuple(kind for kind in ChangeKind if kind in found)

    @property
    def risk(self) -> Risk:
        """The highest risk of its variants."""
        return max((variant.risk for variant in self.variants), key=lambda risk: risk.grade)

    @property
    def cited(self) -> tuple[tuple[str, str, Span], ...]:
        """All spans as (what they show, article id, span): the variants, then the words of each change."""
        found = [("variant", v.article_id, v.span) for v in self.variants]
        for variant in self.variants:
            base_id = self.base_of(variant).article_id
            for change in variant.changes:
                sides = ((base_id, change.reference), (variant.article_id, change.variant))
                found += [(change.kind.value, article_id, span) for article_id, span in sides if span is not None]
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInArticle:
    """Words of an article, by their place."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDecision:
    """What a person decided about two places: that they give one utterance, or two.

    ``says`` tells who decided it, when, and why.
    """

    first: PlaceInArticle
    second: PlaceInArticle
    is_same: bool
    says: str
