"""A streaming semi-Markov CRF: segments with labels and durations over long sequences."""

from semicrf.layer import SegmentTagger
from semicrf.partition import log_partition, segmentation_score

__all__ = ["SegmentTagger", "log_partition", "segmentation_score"]
