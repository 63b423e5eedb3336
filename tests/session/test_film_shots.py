"""Which pictures does a film show, and for how long?"""

from __future__ import annotations

import pytest

from explorer.io.formats import load
from explorer.locate import shipped_pathways
from explorer.pathway.story import reading_seconds
from explorer.session.film import Shot, run_shots, story_shots, story_timelines
from explorer.session.moment import entered, moment_at

MAP = next(path for path in shipped_pathways() if path.stem == "immune-evasion-map")


def test_a_run_is_shown_step_by_step() -> None:
    """A step lasts as long as on the screen; the first and the last column are held."""
    shots = run_shots(2, 4, fps=10)
    assert [2 + part / 9 for part in range(18)] + [4.0] == pytest.approx([shot.position for shot in shots])
    assert {0.1} == {round(shot.seconds, 9) for shot in shots[1:-1]}
    assert min(shots[0].seconds, shots[-1].seconds) >= 1.0


def test_a_run_without_steps_is_one_picture() -> None:
    """Nothing moves, and it is still a film."""
    assert (3.0,) == tuple(shot.position for shot in run_shots(3, 3))


def test_a_story_is_shown_as_on_stage() -> None:
    """Each step in order: the way to it, its run where there is one, and time to read its words."""
    pathway = load(MAP).pathway
    shots, timelines = story_shots(pathway, fps=10), story_timelines(pathway)
    assert list(range(len(pathway.story))) == list(dict.fromkeys(shot.step for shot in shots))
    for at, (step, timeline) in enumerate(zip(pathway.story, timelines, strict=True)):
        own = [shot for shot in shots if shot.step == at]
        assert float(timeline.last) == own[-1].position
        assert sum(shot.seconds for shot in own) >= reading_seconds(step.title + step.text) - 1e-6
        glide = [shot for shot in own if shot.arrival < 1.0]
        assert (6 if at else 0) == len(glide)
        assert len({shot.position for shot in glide}) <= 1
    assert Shot(0.0, 0.1, 0) == Shot(0.0, 0.1)


def test_twice_the_speed_is_twice_the_pictures() -> None:
    """Time stays the same."""
    slow, fast = run_shots(0, 5, fps=10), run_shots(0, 5, fps=20)
    assert sum(shot.seconds for shot in slow) == pytest.approx(sum(shot.seconds for shot in fast), abs=0.2)
    assert len(fast) == pytest.approx(2 * len(slow), abs=2)


def test_what_a_step_kept_out_of_its_run_has_no_pins_when_the_next_begins() -> None:
    """The second step of the RNase 1 story keeps the rest out; as the third comes into sight, the condition is held."""
    pathway = load(next(path for path in shipped_pathways() if path.stem == "rnase1-silencing")).pathway
    timeline = story_timelines(pathway)[2]
    begins = moment_at(timeline, timeline.replayed_from)
    assert len(begins.holds) > 5
    assert pathway.story[2].hold == entered(begins).holds
    assert entered(begins).after == begins.after


def test_a_quicker_pace_leaves_less_time_to_read_and_as_much_to_watch() -> None:
    """Half the time for words, at least a moment for each step; the way and the run of a step are as ever."""
    for path in shipped_pathways():
        pathway = load(path).pathway
        usual, quick = story_shots(pathway), story_shots(pathway, pace=2.0)
        assert [shot.position for shot in usual] == [shot.position for shot in quick]
        assert [shot.seconds for shot in usual if shot.arrival < 1.0] == [
            shot.seconds for shot in quick if shot.arrival < 1.0
        ]
        assert 0.45 < sum(shot.seconds for shot in quick) / sum(shot.seconds for shot in usual) < 0.7
