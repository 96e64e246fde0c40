from training.examples import is_held_out
from training.settings import ABLATIONS, FIVE_FOLDS, FOLDS, Setting, fold_of

GOLD = frozenset(f"t1-{n:02}.txt" for n in range(99))
FURTHER = frozenset(f"m{n:03}.txt" for n in range(99))


def learnt(setting: Setting) -> set[str]:
    return {name for name in GOLD | FURTHER if setting.learns_from(name, GOLD)}


def test_held_out_reports_are_never_learnt_from():
    held = {name for name in GOLD if is_held_out(name, 1)}
    assert held
    assert not any(held & learnt(setting) for setting in (*ABLATIONS, *FIVE_FOLDS))


def test_each_fold_leaves_out_its_own_fifth_and_no_further_report():
    everything = learnt(ABLATIONS[0])
    for setting in FIVE_FOLDS:
        assert everything - learnt(setting) == {name for name in everything & GOLD if fold_of(name) == setting.fold}
    assert {fold_of(name) for name in GOLD} == set(range(FOLDS))


def test_a_larger_share_holds_the_smaller_one():
    quarter, half = (learnt(Setting(name="s", says="s", share=share)) for share in (0.25, 0.5))
    assert quarter < half < learnt(ABLATIONS[0])


def test_without_further_reports_the_gold_set_is_left():
    assert learnt(Setting(name="s", says="s", further=False)) == learnt(ABLATIONS[0]) & GOLD


def test_settings_are_told_apart_by_name():
    names = [setting.name for setting in (*ABLATIONS, *FIVE_FOLDS)]
    assert len(set(names)) == len(names)
