"""The recursion against the sum over all segmentations, and its gradient."""

from itertools import product

import pytest
import torch

from semicrf import log_partition, segmentation_score

T, K, C = 5, 3, 2


def parameters(seed: int, positions: int = T) -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(seed)
    shapes = [(1, positions, C), (C, C), (K, C), (C,)]
    return tuple(
        torch.randn(shape, generator=generator, dtype=torch.float64, requires_grad=True)
        for shape in shapes
    )


def cuts(positions: int) -> list[list[int]]:
    """All ways to cut ``positions`` into segments of at most K, as lists of segment ends."""
    if positions == 0:
        return [[]]
    shorter = [cuts(positions - k) for k in range(1, min(K, positions) + 1)]
    return [ends + [positions] for group in shorter for ends in group]


@pytest.mark.parametrize("positions", [1, 2, T])
def test_the_recursion_equals_the_sum_over_all_segmentations(positions: int) -> None:
    inputs = parameters(seed=1, positions=positions)
    each = [
        segmentation_score(*inputs, torch.tensor([ends]), torch.tensor([labels]))
        for ends in cuts(positions)
        for labels in product(range(C), repeat=len(ends))
    ]
    expected = torch.logsumexp(torch.cat(each), dim=0)
    actual = log_partition(*inputs, torch.tensor([positions]))
    torch.testing.assert_close(actual[0], expected)


def test_the_gradient_is_right() -> None:
    lengths = torch.tensor([T])
    assert torch.autograd.gradcheck(lambda *x: log_partition(*x, lengths), parameters(seed=2))


def test_a_length_beyond_the_sequence_is_refused() -> None:
    with pytest.raises(ValueError, match="lengths must lie between 1 and 5"):
        log_partition(*parameters(seed=3), torch.tensor([T + 1]))
