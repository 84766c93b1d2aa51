"""Fine-tunes the network and writes it as ONNX. Needs torch, which only training needs."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from training.examples import IGNORED, DeedTask, Labels, Task
from training.network import Deeds, Encoder, Network, score

SEED = 20_261_127
BATCH = 32
RATE, HEAD_RATE, WARM_UP = 1e-4, 1e-3, 0.1
SMOOTHING = 0.05
AVERAGED = 0.995  # the network that is kept is the running mean of its weights, which reads better than the last one
LEFT_OUT = 0.15  # of the parties of deeds are hidden, so that a deed can be read without one
WEIGHTS = {"trigger": 5.0, "roles": 3.0, "type": 1.0, "mode": 0.5, "cue": 0.5, "speaker": 0.5, "content": 0.5}


def make_network(labels: Labels) -> Network:
    """Return a network whose heads are drawn from a fixed seed."""
    torch.manual_seed(SEED)
    sizes = [{k: len(v) for k, v in part.items()} for part in (labels.of_pieces, labels.of_sentences, labels.of_deeds)]
    return Network(of_pieces=sizes[0], of_sentences=sizes[1], of_deeds=sizes[2])


def fit(network: Network, tasks: Sequence[Task], *, epochs: int, tell: Callable[[str], None]) -> None:
    """Train in place; the order of the sentences comes from a fixed seed."""
    network.encoder.words.weight.requires_grad_(False)
    chance = random.Random(SEED)  # noqa: S311
    optimizer, schedule = _make_optimizer(network, epochs * math.ceil(len(tasks) / BATCH))
    mean = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
    )
    network.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in make_batches(tasks, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = find_losses(network, batch, chance)
            loss = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in losses.items()]).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(network)
            total += loss.item() * len(batch)
        tell(f"epoch {epoch + 1}: loss {total / len(tasks):.3f}")
    network.load_state_dict(mean.module.state_dict())
    network.eval()


def _make_optimizer(network: Network, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    trained = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for name, p in trained if name.startswith("encoder.")], "lr": RATE},
        {"params": [p for name, p in trained if not name.startswith("encoder.")], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, int(WARM_UP * steps))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
    )


def make_batches(tasks: Sequence[Task], chance: random.Random) -> Iterator[list[Task]]:
    """Yield batches of like length in an order by chance."""
    order = sorted(tasks, key=lambda task: len(task.ids) + chance.random() * 8)
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    yield from batches


def stack(tasks: Sequence[Task]) -> Tensor:
    """Return the pieces as a matrix, padded with 0."""
    return _pad([task.ids for task in tasks], 0)


def stack_deeds(deeds: Sequence[tuple[int, DeedTask]], length: int) -> Deeds:
    """Return deeds, each with the number of its sentence in the batch, as tensors."""
    parts = torch.zeros(len(deeds), 3, length)
    for number, (_, deed) in enumerate(deeds):
        for part, pieces in enumerate(deed.parts):
            parts[number, part, list(pieces)] = 1 / max(1, len(pieces))
    return Deeds(rows=torch.tensor([row for row, _ in deeds], dtype=torch.int64), parts=parts)


def find_losses(network: Network, batch: Sequence[Task], chance: random.Random) -> dict[str, Tensor]:
    """Return the loss of each head on a batch."""
    ids = stack(batch)
    x, mean = network(ids)
    losses = {
        name: cross_entropy(scores.flatten(0, 1).float(), _pad([t.of_pieces[name] for t in batch], IGNORED).flatten())
        for name, scores in score(network.of_pieces, network.drop(x)).items()
    }
    for name, scores in score(network.of_sentences, network.drop(mean)).items():
        right = torch.tensor([task.of_sentence[name] for task in batch])
        losses[name] = cross_entropy(scores.float(), right, label_smoothing=SMOOTHING)
    deeds = [(row, deed) for row, task in enumerate(batch) for deed in task.deeds]
    if deeds:
        stacked = stack_deeds(deeds, ids.shape[1])
        losses["roles"] = _role_loss(network.read_roles(x, stacked), stacked, ids)
        losses |= _deed_losses(network, x, mean, deeds=deeds, stacked=_hide(stacked, chance))
    pairs = [(row, pair) for row, task in enumerate(batch) for pair in task.pairs]
    if pairs:
        losses |= _deed_losses(network, x, mean, deeds=pairs, stacked=stack_deeds(pairs, ids.shape[1]))
    return losses


def _hide(deeds: Deeds, chance: random.Random) -> Deeds:
    kept = [[1.0, *(float(chance.random() >= LEFT_OUT) for _ in range(2))] for _ in range(len(deeds.rows))]
    return Deeds(rows=deeds.rows, parts=deeds.parts * torch.tensor(kept)[:, :, None])


def _role_loss(scores: Tensor, deeds: Deeds, ids: Tensor) -> Tensor:
    right = (deeds.parts[:, 1:] > 0).to(torch.float32)
    is_word = (ids[deeds.rows] > 0).to(torch.float32)[:, None, :].expand_as(right)
    return binary_cross_entropy_with_logits(scores.float(), right, weight=is_word) * is_word.numel() / is_word.sum()


def _deed_losses(
    network: Network, x: Tensor, mean: Tensor, *, deeds: Sequence[tuple[int, DeedTask]], stacked: Deeds
) -> dict[str, Tensor]:
    scores = network.read_deeds(x, mean, stacked)
    losses = {}
    for name in deeds[0][1].answers:
        right = torch.tensor([deed.answers[name] for _, deed in deeds])
        if bool((right != IGNORED).any()):
            losses[name] = cross_entropy(scores[name].float(), right, ignore_index=IGNORED, label_smoothing=SMOOTHING)
    return losses


def _pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    length = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (length - len(row))] for row in rows])


def write_onnx(encoder: Encoder, path: Path) -> None:
    """Write the encoder in full precision; rows and length of a batch are free."""
    rows, length = torch.export.Dim("rows"), torch.export.Dim("length", max=512)
    torch.onnx.export(
        encoder, (torch.ones(2, 12, dtype=torch.int64),), path,
        input_names=["ids"], output_names=["vectors"], dynamo=True, external_data=False,
        dynamic_shapes=({0: rows, 1: length},),
    )  # fmt: skip
