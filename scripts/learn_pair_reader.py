"""Learn the networks of variorum/encode/pair_reader_model and closer_reader_model from labelled pairs of sentences.

    pip install torch transformers onnx onnxruntime onnxscript
    python scripts/learn_pair_reader.py learn MODEL ROWS.jsonl ... -o NETWORK.pt [--start NETWORK.pt] [--held ROWS]
    python scripts/learn_pair_reader.py write MODEL NETWORK.pt ... -o DIR [--bits 4]

MODEL is a folder with all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers and Gurevych 2019), or for the closer
reader with all-mpnet-base-v2 (Apache-2.0; Song et al. 2020), as its publisher has it: `model.safetensors`,
`config.json`, `tokenizer.json`. Of the latter the lower six layers stay as they are (`--frozen 6`).

A row has `a`, `b` and `kind`: a kind of discrepancy, a type of compatible difference, or `same`, `detail`, `other`
(benchmarks/cases/pairs_*.jsonl); `contradiction` is a discrepancy of unknown kind, `compatible` any pair without one.
scripts/pairs_of_stories.py makes rows of stories, scripts/alter_numbers.py conflicts of numbers out of restatements.
NOTICE.md names what the shipped networks were learnt from, docs/decisions/0025, 0030 and 0033 in which order.

The pair is classified into `other`, `same` and the kinds; the loss asks for the class and, apart from it, for whether
there is any discrepancy at all. Embeddings of words stay as they are. Two cores learn from about 45 pairs a second, and
from ten with the larger model.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import nn
from transformers import AutoModel, PreTrainedTokenizerFast

from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = [str(kind) for kind in DiscrepancyKind]
_OTHER, _SAME, _FIRST_KIND = 0, 1, 2
_COUNT = _FIRST_KIND + len(_KINDS)
# Differences of form: the two sentences tell the same.
_RESTATED = frozenset(
    {"same", "rounding", "unit", "weekday-date", "timezone", "relative-date", "name-variant", "title-name", "metonym"}
    | {"ordinal", "granularity", "synonym", "direct-indirect"}
)
_MOST_TOKENS = 160
_WARM_UP = 0.06
# The head starts from nothing and learns faster than what is below it.
_HEAD_FASTER = 3.0


class Row(NamedTuple):
    """Two sentences and the classes that are right for them."""

    a: str
    b: str
    right: tuple[int, ...]


def classes(kind: str) -> tuple[int, ...]:
    """The classes a label allows: a contradiction of unknown kind may be any."""
    if kind == "contradiction":
        return tuple(range(_FIRST_KIND, _COUNT))
    if kind == "compatible":
        return (_OTHER, _SAME)
    if kind in _KINDS:
        return (_FIRST_KIND + _KINDS.index(kind),)
    return (_SAME if kind in _RESTATED else _OTHER,)


def read(paths: Sequence[Path]) -> list[Row]:
    """The rows of some files."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [Row(row["a"], row["b"], classes(row["kind"])) for row in lines]


def tokenizer_of(model: Path) -> Any:
    """What cuts texts into the pieces of words that a model knows."""
    found = PreTrainedTokenizerFast(tokenizer_file=str(model / "tokenizer.json"))
    found.pad_token = next(token for token in ("[PAD]", "<pad>") if token in found.get_vocab())
    return found


class Network(nn.Module):
    """The encoder and a head over its first and its mean output."""

    def __init__(self, folder: Path, start: Sequence[Path] = (), frozen: int = 0) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.middle, self.drop, self.head = nn.Linear(2 * width, width), nn.Dropout(0.1), nn.Linear(width, _COUNT)
        if start:
            self.load_state_dict(mean(start))
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        for layer in self.encoder.encoder.layer[:frozen]:
            layer.requires_grad_(requires_grad=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor | None = None) -> torch.Tensor:
        """Log-odds, one row a pair; `types` tell the first sentence from the second where the model knows them."""
        known = {} if types is None else {"token_type_ids": types}
        states = self.encoder(input_ids=ids, attention_mask=mask, **known).last_hidden_state
        shown = mask.unsqueeze(-1).float()
        mean = (states * shown).sum(1) / shown.sum(1)
        return self.head(self.drop(torch.tanh(self.middle(torch.cat([states[:, 0], mean], -1)))))


def mean(networks: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of networks that were learnt one from another (Wortsman et al. 2022)."""
    found = [torch.load(path) for path in networks]
    return {name: sum(n[name] for n in found) / len(found) for name in found[0]}


def differ(outputs: torch.Tensor) -> torch.Tensor:
    """The log-odds that there is a discrepancy of any kind."""
    return torch.logsumexp(outputs[:, _FIRST_KIND:], -1) - torch.logsumexp(outputs[:, :_FIRST_KIND], -1)


def loss(outputs: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Half the cross-entropy of the class and the whole one of whether there is a discrepancy."""
    allowed = torch.full_like(outputs, -1e9)
    for i, row in enumerate(rows):
        allowed[i, list(row.right)] = 0
    by_class = -torch.logsumexp(torch.log_softmax(outputs, -1) + allowed, -1)
    discrepant = torch.tensor([float(row.right[0] >= _FIRST_KIND) for row in rows])
    any_kind = nn.functional.binary_cross_entropy_with_logits(differ(outputs), discrepant, reduction="none")
    return (0.5 * by_class + any_kind).mean()


def encoded(tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> tuple[torch.Tensor, ...]:
    """A batch of pairs as the network takes it."""
    one, other = zip(*pairs, strict=True)
    found = tokenizer(
        list(one),
        list(other),
        truncation=True,
        max_length=_MOST_TOKENS,
        padding=True,
        return_tensors="pt",
    )
    return tuple(found[name] for name in ("input_ids", "attention_mask", "token_type_ids") if name in found)


def batches(rows: Sequence[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """The rows in random batches of about equal length."""
    mixed = chance.sample(rows, len(rows))
    found = []
    for start in range(0, len(mixed), 16 * size):
        part = sorted(mixed[start : start + 16 * size], key=lambda row: len(row.a) + len(row.b))
        found += [part[i : i + size] for i in range(0, len(part), size)]
    return chance.sample(found, len(found))


def learn(network: Network, tokenizer: Any, rows: Sequence[Row], epochs: int, rate: float, size: int) -> None:
    """Learn from some rows, with a rate that rises at first and then falls to nothing."""
    chance = random.Random(0)  # noqa: S311
    head = [*network.middle.parameters(), *network.head.parameters()]
    below = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = [{"params": below, "share": 1.0}, {"params": head, "share": _HEAD_FASTER}]
    descent = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    todo = [batch for _ in range(epochs) for batch in batches(rows, size, chance)]
    network.train()
    for step, batch in enumerate(todo):
        for group in descent.param_groups:
            group["lr"] = rate * group["share"] * min(step / (_WARM_UP * len(todo)), 1 - step / len(todo))
        pairs = [(r.a, r.b) if chance.random() < 0.5 else (r.b, r.a) for r in batch]
        found = loss(network(*encoded(tokenizer, pairs)), batch)
        descent.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_([*below, *head], 1.0)
        descent.step()
        if step % 50 == 0:
            print(f"{step} of {len(todo)}: loss {found.item():.3f}", flush=True)
    network.eval()


@torch.no_grad()
def said(network: Network, tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
    """What a network says of some pairs, in order: one row of log-odds a pair."""
    network.eval()
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    found = torch.zeros(len(pairs), _COUNT)
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        found[part] = network(*encoded(tokenizer, [pairs[i] for i in part]))
    return found


def judge(network: Network, tokenizer: Any, rows: Sequence[Row]) -> None:
    """Print the recall of discrepancies at some precisions, and how often the kind is right."""
    outputs = said(network, tokenizer, [(r.a, r.b) for r in rows])
    right = torch.tensor([r.right[0] >= _FIRST_KIND for r in rows])
    ranked = right[differ(outputs).argsort(descending=True)]
    precision, recall = ranked.cumsum(0) / torch.arange(1, len(rows) + 1), ranked.cumsum(0) / right.sum()
    print(f"average precision: {float((precision * ranked).sum() / right.sum()):.3f}")
    for least in (0.95, 0.9, 0.85, 0.8, 0.7):
        print(f"recall at precision {least}: {max([0.0, *recall[precision >= least].tolist()]):.3f}")
    kinds = outputs[:, _FIRST_KIND:].argmax(-1) + _FIRST_KIND
    known = [int(k) in r.right for k, r in zip(kinds, rows, strict=True) if r.right[0] >= _FIRST_KIND]
    print(f"kind right: {sum(known) / len(known):.3f}")


def write(network: Network, tokenizer: Any, folder: Path, model: Path, bits: int) -> None:
    """Write the network with weights of 8 or 4 bits, and the pieces of words."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    example = encoded(tokenizer, [("One sentence.", "Another one.")])
    names = ["ids", "mask", "types"][: len(example)]
    torch.onnx.export(
        network.eval(),
        example,
        str(whole),
        input_names=names,
        output_names=["relations"],
        dynamic_axes={name: {0: "pair", 1: "token"} for name in names},
        opset_version=17,
        dynamo=False,
    )
    (in_eight_bits if bits == 8 else in_four_bits)(whole, folder / "network.onnx")
    whole.unlink()
    shutil.copy(model / "tokenizer.json", folder / "tokenizer.json")


def in_eight_bits(whole: Path, small: Path) -> None:
    """Write a network with one scale a row; of what it computes, too, only eight bits are kept."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # Seven bits, so that no processor's sums overflow and all find the same.
    quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def in_four_bits(whole: Path, small: Path) -> None:
    """Write a network with one scale for each 32 weights: half the size, three times the time, fewer errors."""
    import onnx
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

    how = DefaultWeightOnlyQuantConfig(
        block_size=32, is_symmetric=True, accuracy_level=4, op_types_to_quantize=("MatMul", "Gather"), bits=4
    )
    quantizer = MatMulNBitsQuantizer(onnx.load(str(whole)), algo_config=how)
    quantizer.process()
    quantizer.model.save_model_to_file(str(small), use_external_data_format=False)


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    todo = parser.add_subparsers(dest="todo", required=True)
    commands = {name: todo.add_parser(name) for name in ("learn", "write")}
    for name, command in commands.items():
        command.add_argument("model", type=Path)
        if name == "learn":
            command.add_argument("rows", type=Path, nargs="+")
        else:
            command.add_argument("networks", type=Path, nargs="+", help="several: the mean of their weights")
        command.add_argument("-o", "--output", type=Path, required=True)
    commands["write"].add_argument("--bits", type=int, choices=(8, 4), default=8)
    commands["learn"].add_argument("--frozen", type=int, default=0, help="so many of the lower layers stay")
    commands["learn"].add_argument("--start", type=Path, nargs="*", default=[], help="a network to go on from")
    commands["learn"].add_argument("--held", type=Path, nargs="*", default=[], help="rows to judge by, not learnt from")
    commands["learn"].add_argument("--epochs", type=int, default=2)
    commands["learn"].add_argument("--rate", type=float, default=1e-4)
    commands["learn"].add_argument("--batch", type=int, default=32)
    given = parser.parse_args()
    torch.manual_seed(0)
    tokenizer = tokenizer_of(given.model)
    if given.todo == "learn":
        network = Network(given.model, given.start, given.frozen)
    else:
        network = Network(given.model, given.networks)
    if given.todo == "learn":
        learn(network, tokenizer, read(given.rows), given.epochs, given.rate, given.batch)
        torch.save(network.state_dict(), given.output)
        if given.held:
            judge(network, tokenizer, read(given.held))
    else:
        write(network, tokenizer, given.output, given.model, given.bits)


if __name__ == "__main__":
    main()
