"""Saving and restoring a training run."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn


def save(model: nn.Module, optimizer: torch.optim.Optimizer, epoch: int, path: Path) -> None:
    """Write the state of a run, atomically."""
    weights, steps = model.state_dict(), optimizer.state_dict()
    unfinished = path.with_suffix(".part")
    torch.save({"model": weights, "optimizer": steps, "epoch": epoch}, unfinished)
    unfinished.replace(path)


def restore(model: nn.Module, optimizer: torch.optim.Optimizer, path: Path) -> int:
    """Load the state that ``save`` wrote and return its epoch."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["epoch"]
