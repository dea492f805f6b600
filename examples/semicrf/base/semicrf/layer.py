"""The tagger: an encoder with a semi-Markov CRF on top."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from semicrf.partition import log_partition, segmentation_score


class SegmentTagger(nn.Module):
    """Segments a sequence of feature vectors.

    Args:
        features: Size of one input vector.
        labels: Number of labels, C.
        longest: Positions of the longest segment, K.
        hidden: Size of the encoder's state.
    """

    def __init__(self, features: int, labels: int, longest: int, hidden: int = 128) -> None:
        super().__init__()
        if longest < 1:
            raise ValueError(f"longest must be at least 1, got {longest}")
        self.encoder = nn.GRU(features, hidden // 2, batch_first=True, bidirectional=True)
        self.emission = nn.Linear(hidden, labels)
        self.transition = nn.Parameter(torch.zeros(labels, labels))
        self.duration = nn.Parameter(torch.zeros(longest, labels))
        self.start = nn.Parameter(torch.zeros(labels))

    def scores(self, inputs: Tensor) -> Tensor:
        """Emission scores, shape (B, T, C), of inputs of shape (B, T, features)."""
        encoded, _ = self.encoder(inputs)
        return self.emission(encoded)

    def forward(self, inputs: Tensor, lengths: Tensor, ends: Tensor, labels: Tensor) -> Tensor:
        """Negative log-likelihood of the given segmentations, averaged over the batch.

        Args:
            inputs: Feature vectors, shape (B, T, features).
            lengths: Positions of each sequence, shape (B,).
            ends: Segment ends, shape (B, S), see ``segmentation_score``.
            labels: Segment labels, shape (B, S), padded with -1.

        Returns:
            A scalar.
        """
        scores = self.scores(inputs)
        total = log_partition(scores, self.transition, self.duration, self.start, lengths)
        gold = segmentation_score(
            scores, self.transition, self.duration, self.start, ends, labels
        )
        return (total - gold).mean()
