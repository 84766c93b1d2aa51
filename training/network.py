"""The network of the reader: MiniLM read once a sentence, with heads on it. Needs torch, which only training needs."""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30_522, 512
LAYERS = 4  # of the six of the base model: the last two bring nothing here and a third of the time
ROLE_WIDTH = 128
DEED_WIDTH = 384
DROPOUT = 0.1
_PREFIX = "head_"  # a module may not be called "type"


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        """Make a layer with weights by chance; ``load_base`` overwrites them."""
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_output = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the vectors after this layer; ``bias`` hides what only pads."""
        rows, length, _ = x.shape
        q, k, v = (f(x).view(rows, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias, dim=-1)
        seen = (weights @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm_attention(x + self.drop(self.output(seen)))
        return self.norm_output(x + self.drop(self.narrow(nn.functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Word pieces in, a vector for each piece out."""

    def __init__(self) -> None:
        """Make an encoder with weights by chance."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of the pieces, rows by length by width; piece 0 pads."""
        places = torch.cumsum(torch.ones_like(ids), dim=1) - 1
        x = self.drop(self.norm(self.words(ids) + self.positions(places) + self.kind))
        bias = (1 - (ids > 0).to(torch.float32))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Deeds of a batch: the row of each, and which share of each piece belongs to trigger, actor, recipient."""

    rows: Tensor  # deeds
    parts: Tensor  # deeds by 3 by length; the shares of one part sum to 1, or are all 0


class Network(nn.Module):
    """The encoder with a head for each answer.

    ``of_pieces``: heads on each piece; ``of_sentences``: on the mean of a sentence; ``of_deeds``: on a trigger with
    its actor, its recipient and the sentence. Roles: how much a piece belongs to the actor or recipient of a trigger.
    """

    def __init__(
        self, *, of_pieces: Mapping[str, int], of_sentences: Mapping[str, int], of_deeds: Mapping[str, int]
    ) -> None:
        """Make a network with heads of the given sizes."""
        super().__init__()
        self.encoder = Encoder()
        self.of_pieces = _heads(WIDTH, of_pieces)
        self.of_sentences = _heads(WIDTH, of_sentences)
        self.deed = nn.Linear(4 * WIDTH, DEED_WIDTH)
        self.of_deeds = _heads(DEED_WIDTH, of_deeds)
        self.asks, self.answers = (nn.Linear(WIDTH, 2 * ROLE_WIDTH) for _ in range(2))
        self.drop = nn.Dropout(DROPOUT)

    def read_deeds(self, x: Tensor, mean: Tensor, deeds: Deeds) -> dict[str, Tensor]:
        """Return the scores of the heads of deeds."""
        own = x[deeds.rows]
        parts = torch.bmm(deeds.parts, own).flatten(1)
        shared = self.drop(nn.functional.gelu(self.deed(self.drop(torch.cat([parts, mean[deeds.rows]], dim=1)))))
        return score(self.of_deeds, shared)

    def read_roles(self, x: Tensor, deeds: Deeds) -> Tensor:
        """Return how much each piece belongs to the actor and to the recipient: deeds by 2 by length."""
        own = x[deeds.rows]
        trigger = torch.bmm(deeds.parts[:, :1], own).squeeze(1)
        asked = self.asks(self.drop(trigger)).view(-1, 2, ROLE_WIDTH)
        answered = self.answers(self.drop(own)).view(len(own), -1, 2, ROLE_WIDTH)
        return torch.einsum("drw,dlrw->drl", asked, answered) / ROLE_WIDTH**0.5

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors of the pieces and their mean for each sentence."""
        x = self.encoder(ids)
        mask = (ids > 0).to(x.dtype)[:, :, None]
        return x, (x * mask).sum(1) / mask.sum(1)


def score(heads: nn.ModuleDict, x: Tensor) -> dict[str, Tensor]:
    """Return what each of the heads says of ``x``, keyed by its name."""
    return {key.removeprefix(_PREFIX): head(x) for key, head in heads.items()}


def _heads(width: int, sizes: Mapping[str, int]) -> nn.ModuleDict:
    return nn.ModuleDict({_PREFIX + name: nn.Linear(width, size) for name, size in sizes.items()})


def load_base(encoder: Encoder, weights: Mapping[str, Tensor]) -> None:
    """Put the weights of the base model (names as in Hugging Face's BERT) into ``encoder``."""
    names = {"words": "word_embeddings", "positions": "position_embeddings", "norm": "LayerNorm"}
    for ours, theirs in names.items():
        _fill(getattr(encoder, ours), weights, f"embeddings.{theirs}")
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "output": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense", "narrow": "output.dense", "norm_output": "output.LayerNorm",
    }  # fmt: skip
    for number, layer in enumerate(encoder.layers):
        for ours, theirs in parts.items():
            _fill(getattr(layer, ours), weights, f"encoder.layer.{number}.{theirs}")
    encoder.kind.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])


def _fill(part: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    for key, parameter in part.named_parameters():
        parameter.data.copy_(weights[f"{name}.{key}"])
