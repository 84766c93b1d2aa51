"""The network of the reader: MiniLM-L6 with a head for each answer. Needs torch, which only training needs."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30_522, 512
ROLES = 3
DROPOUT = 0.1


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


class Network(nn.Module):
    """Word pieces and their roles in, the scores of each head out."""

    def __init__(self, heads: Mapping[str, int]) -> None:
        """Make a network with heads of the given sizes."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.roles = nn.Embedding(ROLES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)
        self.names = tuple(heads)
        self.heads = nn.ModuleList(nn.Linear(ROLES * WIDTH, size) for size in heads.values())

    def forward(self, ids: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of each head; piece 0 pads."""
        mask = (ids > 0).to(torch.float32)
        places = torch.cumsum(torch.ones_like(ids), dim=1) - 1
        x = self.drop(self.norm(self.words(ids) + self.positions(places) + self.roles(roles) + self.kind))
        bias = (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        parts = [mask, *((roles == role).to(torch.float32) for role in range(1, ROLES))]
        means = [(x * m[:, :, None]).sum(1) / m.sum(1, keepdim=True).clamp(min=1) for m in parts]
        pooled = self.drop(torch.cat(means, dim=1))
        return tuple(head(pooled) for head in self.heads)


def load_base(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Put the weights of the base model (names as in Hugging Face's BERT) into ``network``."""
    names = {"words": "word_embeddings", "positions": "position_embeddings", "norm": "LayerNorm"}
    for ours, theirs in names.items():
        _fill(getattr(network, ours), weights, f"embeddings.{theirs}")
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "output": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense", "narrow": "output.dense", "norm_output": "output.LayerNorm",
    }  # fmt: skip
    for number, layer in enumerate(network.layers):
        for ours, theirs in parts.items():
            _fill(getattr(layer, ours), weights, f"encoder.layer.{number}.{theirs}")
    network.kind.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])
    nn.init.normal_(network.roles.weight, std=0.02)
    network.roles.weight.data[0] = 0


def _fill(part: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    for key, parameter in part.named_parameters():
        parameter.data.copy_(weights[f"{name}.{key}"])
