import pytest
from scipy.special import stdtrit

from offramp.ensemble.student import student_quantile


@pytest.mark.parametrize("freedom", [2, 9.3, 30, 199, 1e4, 1e6])
@pytest.mark.parametrize("share", [1e-6, 0.025, 0.3, 0.5, 0.6, 0.975, 1 - 1e-5, 1 - 1e-7])
def test_quantiles_are_those_of_scipy(share, freedom):
    assert student_quantile(share, freedom) == pytest.approx(stdtrit(freedom, share), rel=1e-6)
