import numpy as np
import pytest

from offramp.calibration.errors import (
    ard,
    ard_by_day,
    ard_rescaled,
    held_shares,
    interpolated,
    mase,
    mase_ratio,
    rescaled,
)


def test_counts_between_dates_are_cut_off_to_whole_agents():
    # 7 agents on day 2, 12 on day 5: 7, 8.67, 10.33, 12
    assert interpolated(8, [2, 5], [700, 1200], 100).tolist() == [
        700.0,
        700.0,
        700.0,
        800.0,
        1000.0,
        1200.0,
        1200.0,
        1200.0,
    ]


def test_counts_before_the_start_are_used():
    assert interpolated(3, [-2, 2], [0, 40]).tolist() == [20.0, 30.0, 40.0]


def test_ard_by_hand():
    simulated = [[5.0, 20.0], [0.0, 30.0]]
    observed = [[10.0, 10.0], [20.0, 20.0]]
    # 15 apart of 20 people, then 30 of 40
    assert ard_by_day(simulated, observed).tolist() == [0.75, 0.75]
    assert float(ard(simulated, observed)) == 0.75


def test_a_day_without_people_is_divided_by_one_agent():
    assert float(ard([[3.0, 0.0]], [[0.0, 0.0]])) == 3.0
    assert float(ard([[30.0, 0.0]], [[0.0, 0.0]], per=10)) == 3.0


def test_a_place_without_data_is_left_out_of_both_sums():
    assert float(ard([[8.0, 999.0]], [[10.0, np.nan]])) == 0.2


def test_members_keep_their_axis():
    found = ard(np.array([[[10.0]], [[15.0]]]), [[10.0]])
    assert found.tolist() == [0.0, 0.5]


def test_rescaled_judges_the_split_alone():
    observed = np.array([[30.0, 10.0], [60.0, 20.0]])
    assert float(ard_rescaled(observed / 7, observed)) == pytest.approx(0.0)
    assert rescaled([[1.0, 1.0]], [[30.0, 10.0]]).tolist() == [[20.0, 20.0]]
    assert float(ard_rescaled([[1.0, 1.0]], [[30.0, 10.0]])) == 0.5
    assert float(ard_rescaled([[0.0, 0.0]], [[30.0, 10.0]])) == 1.0


def test_held_shares_follow_the_true_total():
    observed = [[1.0, 3.0], [6.0, 2.0]]
    assert held_shares(observed, 0).tolist() == [[1.0, 3.0], [2.0, 6.0]]


def test_mase_by_hand():
    # own errors 1 + 2, naive (hold 10) 2 + 4
    assert float(mase([[11.0], [12.0]], [[12.0], [14.0]], [10.0])) == 0.5
    assert np.isnan(mase([[11.0]], [[10.0]], [10.0]))


def test_mase_ratio_by_hand():
    # shares of day 0 are 1/2 each; afterwards the truth is 3:1 of 8, and of 16.
    observed = np.array([[2.0, 2.0], [6.0, 2.0], [12.0, 4.0]])
    # The rival says 4:4 and 8:8: errors 2 and 4, mean 3. All on the first camp, rescaled: errors
    # 2, 2 and 4 over all days, mean 8/3; both camps alike.
    simulated = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    assert float(mase_ratio(simulated, observed, 0)) == pytest.approx(8 / 9)
    assert float(mase_ratio(observed, observed, 0)) == 0.0
