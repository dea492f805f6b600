"""Log-partition function and path scores of a linear semi-Markov CRF.

A segmentation cuts positions ``0 … T-1`` into segments of 1 to ``K`` positions, each with one of
``C`` labels. Its score is the sum of its emissions, one duration score per segment, one transition
score between neighbouring segments and one start score.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import torch
from torch import Tensor


def log_partition(
    scores: Tensor, transition: Tensor, duration: Tensor, start: Tensor, lengths: Tensor
) -> Tensor:
    r"""Logarithm of the summed exponentiated scores of all segmentations.

    With cumulated emissions :math:`s_t` and openings :math:`o_t`, where :math:`o_0` is ``start``,

    .. math::
        \alpha_t(c) = s_t(c) + \log \sum_{k=1}^{\min(K, t)} \exp(o_{t-k}(c) + d_k(c)), \qquad
        o_t(c) = \log \sum_{c'} \exp(\alpha_t(c') + A_{c' c}) - s_t(c).

    Only the last ``K`` openings are kept, so memory is O(B K C) besides the emissions and time is
    O(B T C (K + C)).

    Args:
        scores: Emission scores, shape (B, T, C).
        transition: Score of label ``c`` after label ``c'`` at ``[c', c]``, shape (C, C).
        duration: Score of a segment of ``k + 1`` positions at ``[k]``, shape (K, C).
        start: Score of beginning with a label, shape (C,).
        lengths: Positions of each sequence, shape (B,), each between 1 and T.

    Returns:
        The log-partition function, shape (B,).

    Raises:
        ValueError: The shapes disagree or a length is out of range.
    """
    check_inputs(scores, transition, duration, start, lengths)
    # One constant per sequence is in every path: without it the sums stay O(sqrt(T)), not O(T).
    offset = scores.mean(dim=(1, 2))
    cumulated = torch.cumsum(scores - offset[:, None, None], dim=1)

    batch, positions, labels = scores.shape
    openings = deque([start.expand(batch, labels)], maxlen=duration.shape[0])
    totals = []
    for position in range(positions):
        alpha = cumulated[:, position] + close_segments(openings, duration)
        totals.append(torch.logsumexp(alpha, dim=-1))
        arriving = torch.logsumexp(alpha[:, :, None] + transition, dim=1)
        openings.append(arriving - cumulated[:, position])

    last = torch.stack(totals, dim=1).gather(1, lengths[:, None] - 1).squeeze(1)
    return last + offset * lengths


def close_segments(openings: Iterable[Tensor], duration: Tensor) -> Tensor:
    """Sum over the durations of a segment that ends here, in log space.

    Args:
        openings: Scores of the last positions at which a segment may have begun, oldest first,
            each of shape (B, C).
        duration: Duration scores, shape (K, C).

    Returns:
        Shape (B, C).
    """
    opened = torch.stack(tuple(openings), dim=1)
    return torch.logsumexp(opened + duration[: opened.shape[1]].flip(0), dim=1)


def segmentation_score(
    scores: Tensor,
    transition: Tensor,
    duration: Tensor,
    start: Tensor,
    ends: Tensor,
    labels: Tensor,
) -> Tensor:
    """Score of one given segmentation per sequence. O(B (T + S)) time and memory.

    Args:
        scores: Emission scores, shape (B, T, C).
        transition: Transition scores, shape (C, C).
        duration: Duration scores, shape (K, C).
        start: Start scores, shape (C,).
        ends: One past the last position of each segment, ascending, shape (B, S); padded with the
            sequence's length.
        labels: Label of each segment, shape (B, S), padded with -1.

    Returns:
        The score, shape (B,).
    """
    real = labels >= 0
    label = labels.clamp(min=0)
    begins = torch.cat([torch.zeros_like(ends[:, :1]), ends[:, :-1]], dim=1)
    cumulated = torch.nn.functional.pad(torch.cumsum(scores, dim=1), (0, 0, 1, 0))
    batch = torch.arange(scores.shape[0], device=scores.device)[:, None]

    emission = cumulated[batch, ends, label] - cumulated[batch, begins, label]
    length = (ends - begins).clamp(min=1)
    lasting = duration[length - 1, label]
    per_segment = torch.where(real, emission + lasting, torch.zeros_like(emission))

    between = transition[label[:, :-1], label[:, 1:]]
    between = torch.where(real[:, 1:], between, torch.zeros_like(between))
    return per_segment.sum(dim=1) + between.sum(dim=1) + start[label[:, 0]]


def check_inputs(
    scores: Tensor, transition: Tensor, duration: Tensor, start: Tensor, lengths: Tensor
) -> None:
    """Raise ``ValueError`` with the offending shape unless the inputs of the recursion agree."""
    if scores.dim() != 3:
        raise ValueError(f"scores must be (batch, T, C), got {tuple(scores.shape)}")
    batch, positions, labels = scores.shape
    if transition.shape != (labels, labels):
        raise ValueError(f"transition must be ({labels}, {labels}), got {tuple(transition.shape)}")
    if duration.dim() != 2 or duration.shape[1] != labels:
        raise ValueError(f"duration must be (K, {labels}), got {tuple(duration.shape)}")
    if start.shape != (labels,):
        raise ValueError(f"start must be ({labels},), got {tuple(start.shape)}")
    if lengths.shape != (batch,):
        raise ValueError(f"lengths must be ({batch},), got {tuple(lengths.shape)}")
    if not bool(((lengths >= 1) & (lengths <= positions)).all()):
        raise ValueError(f"lengths must lie between 1 and {positions}")
