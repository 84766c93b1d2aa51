"""From the corpus to the files of the reader: training, int8, the weights of the heads."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer

from training.examples import Labels, Task, find_labels, make_task
from training.fitting import fit, make_network, write_onnx
from training.network import Network, load_base
from training.rows import Row


def make_tasks(rows: Sequence[Row], labels: Labels, tokenizer: Tokenizer) -> list[Task]:
    """Return the rows as numbers."""
    read = tokenizer.encode_batch([row.text for row in rows])
    return [
        make_task(row, labels, ids=encoding.ids, offsets=encoding.offsets)
        for row, encoding in zip(rows, read, strict=True)
    ]


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the tokenizer of the base model without padding and cutting."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def build(base: Path, out: Path, rows: Sequence[Row], *, epochs: int, tell: Callable[[str], None]) -> None:
    """Train on ``rows`` and write ``encoder.onnx``, ``heads.npz``, ``tokenizer.json`` and ``reader.json``."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer, labels = load_tokenizer(base), find_labels(rows)
    network = make_network(labels)
    load_base(network.encoder, load_file(base / "model.safetensors"))
    fit(network, make_tasks(rows, labels, tokenizer), epochs=epochs, tell=tell)
    torch.save(network.state_dict(), out / "network.pt")
    write_onnx(network.encoder, out / "full.onnx")
    quantize_dynamic(out / "full.onnx", out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    write_heads(network, out / "heads.npz")
    tokenizer.save(str(out / "tokenizer.json"))
    facts = {
        "of_pieces": labels.of_pieces,
        "of_sentences": labels.of_sentences,
        "of_deeds": labels.of_deeds,
    }
    (out / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def write_heads(network: Network, path: Path) -> None:
    """Write the weights of all heads in half precision."""
    kept = {name: p for name, p in network.state_dict().items() if not name.startswith("encoder.")}
    np.savez_compressed(path, **{name: p.numpy().astype(np.float16) for name, p in kept.items()})
