"""Fine-tunes the network on examples and writes it as ONNX. Needs torch, which only training needs."""

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from foreigndesk.language.reader_tokens import Pieces
from training.network import Network

SEED = 20_261_127
BATCH = 32
RATE, HEAD_RATE, WARM_UP = 1e-4, 1e-3, 0.1
SMOOTHING = 0.05
IGNORED = -100  # an answer the row does not give


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Word pieces and the number of the right answer for each head."""

    pieces: Pieces
    answers: tuple[int, ...]


def make_network(heads: Mapping[str, int]) -> Network:
    """Return a network whose heads are drawn from a fixed seed."""
    torch.manual_seed(SEED)
    return Network(heads)


def fit(network: Network, tasks: Sequence[Task], *, epochs: int, tell: Callable[[str], None]) -> None:
    """Train in place; the order of the examples comes from a fixed seed."""
    network.words.weight.requires_grad_(False)
    chance = random.Random(SEED)  # noqa: S311
    optimizer, schedule = _make_optimizer(network, epochs * math.ceil(len(tasks) / BATCH))
    network.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in make_batches(tasks, chance):
            loss = _loss(network(*stack([task.pieces for task in batch])), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        tell(f"epoch {epoch + 1}: loss {total / len(tasks):.3f}")
    network.eval()


def _make_optimizer(network: Network, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    trained = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for name, p in trained if not name.startswith("heads.")], "lr": RATE},
        {"params": [p for name, p in trained if name.startswith("heads.")], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, int(WARM_UP * steps))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
    )


def make_batches(tasks: Sequence[Task], chance: random.Random) -> Iterator[list[Task]]:
    """Yield batches of like length in an order by chance."""
    order = sorted(tasks, key=lambda task: len(task.pieces.ids) + chance.random() * 8)
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    yield from batches


def stack(pieces: Sequence[Pieces]) -> tuple[Tensor, Tensor]:
    """Return numbers and roles of the pieces as two matrices, padded with 0."""
    length = max(len(each.ids) for each in pieces)
    return (
        torch.tensor([[*each.ids, *[0] * (length - len(each.ids))] for each in pieces]),
        torch.tensor([[*each.roles, *[0] * (length - len(each.roles))] for each in pieces]),
    )


def _loss(scores: Sequence[Tensor], batch: Sequence[Task]) -> Tensor:
    losses = []
    for number, score in enumerate(scores):
        right = torch.tensor([task.answers[number] for task in batch])
        if bool((right != IGNORED).any()):
            losses.append(
                torch.nn.functional.cross_entropy(score, right, ignore_index=IGNORED, label_smoothing=SMOOTHING)
            )
    return torch.stack(losses).sum()


def write_onnx(network: Network, path: Path) -> None:
    """Write the network in full precision; rows and length of a batch are free."""
    sample = (torch.ones(2, 12, dtype=torch.int64), torch.zeros(2, 12, dtype=torch.int64))
    rows, length = torch.export.Dim("rows"), torch.export.Dim("length", max=512)
    torch.onnx.export(
        network, sample, path,
        input_names=["ids", "roles"], output_names=list(network.names), dynamo=True, external_data=False,
        dynamic_shapes=({0: rows, 1: length}, {0: rows, 1: length}),
    )  # fmt: skip
