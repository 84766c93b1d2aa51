"""From the corpus to the files of the reader: examples, training, int8, temperature of each head."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer

from foreigndesk.language.reader_tokens import mark_pieces
from training.examples import Example
from training.fitting import IGNORED, Task, fit, make_network, write_onnx
from training.network import load_base

HEADS = ("type", "mode", "factuality", "polarity", "relevance")


def answers_of(example: Example) -> dict[str, str | None]:
    """Return the answer of an example for each head."""
    relevance = None if example.is_relevant is None else ("yes" if example.is_relevant else "no")
    named = (example.type, example.mode, example.factuality, example.polarity, relevance)
    return dict(zip(HEADS, named, strict=True))


def find_labels(examples: Iterable[Example]) -> dict[str, list[str]]:
    """Return the values of each head, sorted."""
    answers = [answers_of(example) for example in examples]
    return {head: sorted({value for a in answers if (value := a[head])}) for head in HEADS}


def make_tasks(examples: Sequence[Example], labels: dict[str, list[str]], tokenizer: Tokenizer) -> list[Task]:
    """Return the examples as numbers."""
    read = tokenizer.encode_batch([example.question.text for example in examples])
    return [
        Task(
            pieces=mark_pieces(example.question, encoding.ids, encoding.offsets),
            answers=tuple(
                labels[head].index(value) if value in labels[head] else IGNORED
                for head, value in answers_of(example).items()
            ),
        )
        for example, encoding in zip(examples, read, strict=True)
    ]


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the tokenizer of the base model without padding and cutting."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def build(base: Path, out: Path, examples: Sequence[Example], *, epochs: int, tell: Callable[[str], None]) -> None:
    """Train on ``examples`` and write ``reader.onnx``, ``tokenizer.json`` and ``reader.json`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer, labels = load_tokenizer(base), find_labels(examples)
    network = make_network({head: len(values) for head, values in labels.items()})
    load_base(network, load_file(base / "model.safetensors"))
    fit(network, make_tasks(examples, labels, tokenizer), epochs=epochs, tell=tell)
    write_onnx(network, out / "full.onnx")
    quantize_dynamic(out / "full.onnx", out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True)
    tokenizer.save(str(out / "tokenizer.json"))
    facts = {"labels": labels, "temperatures": dict.fromkeys(labels, 1.0)}
    (out / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
