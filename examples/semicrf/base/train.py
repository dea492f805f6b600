"""Trains the tagger on random sequences whose segments differ in mean."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from semicrf import SegmentTagger
from semicrf.checkpoint import save

FEATURES, LABELS, LONGEST = 8, 4, 16


def sample(batch: int, segments: int, generator: torch.Generator) -> tuple[Tensor, ...]:
    """Random inputs (B, T, features) with their lengths (B,), segment ends and labels (B, S)."""
    spans = torch.randint(1, LONGEST + 1, (batch, segments), generator=generator)
    labels = torch.randint(0, LABELS, (batch, segments), generator=generator)
    ends = spans.cumsum(dim=1)
    lengths = ends[:, -1]
    position = torch.arange(int(lengths.max()))
    segment = torch.searchsorted(ends, position.expand(batch, -1).contiguous(), right=True)
    label = labels.gather(1, segment.clamp(max=segments - 1))
    noise = torch.randn(batch, position.numel(), FEATURES, generator=generator)
    return noise + label[:, :, None], lengths, ends, labels


def evaluate(model: SegmentTagger, generator: torch.Generator) -> float:
    """Loss on fresh sequences, without dropout and without a graph."""
    model.eval()
    with torch.no_grad():
        loss = model(*sample(32, 6, generator))
    model.train()
    return loss.item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--checkpoint", type=Path, default=Path("tagger.pt"))
    options = parser.parse_args()

    generator = torch.Generator().manual_seed(0)
    model = SegmentTagger(FEATURES, LABELS, LONGEST)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for step in range(options.steps):
        loss = model(*sample(16, 6, generator))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if step % 50 == 0:
            print(f"step {step}: {evaluate(model, generator):.3f}")
    save(model, optimizer, options.steps, options.checkpoint)


if __name__ == "__main__":
    main()
