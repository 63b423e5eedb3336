"""A document publishes each change once and can take every step back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_pathways import chain, ring

from explorer.errors import UnknownNodeError
from explorer.session.commands import PlayScenario, ToggleNode, ToggleVariant
from explorer.session.document import ChangeSet, Document
from explorer.session.moment import moment_at
from explorer.session.player import STEP_SECONDS, Player


def test_undo_gives_back_the_very_state() -> None:
    """Undo is exact, since it puts the earlier value back."""
    document = Document(chain())
    start = document.state
    document.run(ToggleNode("Stress"))
    document.run(ToggleVariant("V1"))
    document.undo()
    document.undo()
    assert start is document.state


def test_redo_is_forgotten_after_a_new_step() -> None:
    """A new step starts a new future."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    document.undo()
    document.run(ToggleNode("Drug"))
    assert None is document.redo()


def test_steps_are_named_as_the_user_would() -> None:
    """Undo says what it takes back."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    document.run(ToggleNode("Shield"))
    assert ("Switch Stress ON", "Hold Shield OFF") == document.history.labels


def test_a_command_that_raises_changes_nothing() -> None:
    """An exception leaves the old state standing and the history as it was."""
    document = Document(chain())
    start = document.state
    with pytest.raises(UnknownNodeError):
        document.run(ToggleNode("nobody"))
    assert (start, "") == (document.state, document.history.undo_label)


def test_one_change_is_published_for_one_step() -> None:
    """Listeners hear of a step once, with the column from which it is worth watching."""
    document = Document(chain())
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    document.run(ToggleNode("Stress"))
    assert [("Switch Stress ON", 1)] == [(change.label, change.watch_from) for change in heard]


def test_undo_is_not_played() -> None:
    """Going back shows the earlier end at once."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    change = document.undo()
    assert change is not None
    assert None is change.watch_from


def test_scenario_is_watched_from_its_first_phase() -> None:
    """The start run before it is nothing new."""
    document = Document(chain())
    assert 1 == document.run(PlayScenario("S1")).watch_from


def test_reload_runs_the_same_steps_on_the_new_file() -> None:
    """What the user had switched stays switched when the file is written again."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    document.replace_pathway(chain())
    assert ({"Stress": True}, True, "") == (
        dict(document.state.holds),
        document.state.value("Growth"),
        document.history.undo_label,
    )


def test_reload_drops_what_the_new_file_lacks() -> None:
    """A hold on a node that is gone goes with it."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    document.replace_pathway(ring())
    assert {} == dict(document.state.holds)


def test_arrows_carry_the_changes_that_they_explain() -> None:
    """At the step at which growth rises, the arrow from the shield carried it."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    timeline = document.timeline
    carried = [[edge.id for edge in timeline.carriers(column)] for column in range(timeline.last + 1)]
    assert [[], [], ["Stress -> Signal"], ["Signal -> Shield"], ["Shield -> Growth"], ["Growth -> Memory"]] == carried


def test_settled_at_counts_steps_of_the_last_run() -> None:
    """The growth settles three steps after the stress."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    assert (3, 0) == (document.timeline.settled_at("Growth"), document.timeline.settled_at("Drug"))


def test_a_turning_node_never_settles() -> None:
    """In a cycle the moving nodes have no settling step, the others have."""
    document = Document(ring())
    document.run(ToggleNode("Gate"))
    assert (None, 0) == (document.timeline.settled_at("A"), document.timeline.settled_at("Gate"))


def test_player_goes_round_a_cycle_until_paused() -> None:
    """A cycle keeps turning."""
    document = Document(ring())
    document.run(ToggleNode("Gate"))
    player = Player(document.timeline)
    player.watch(document.timeline, start=0, play=True)
    for _ in range(500):
        player.advance(STEP_SECONDS / 3)
    assert True is player.playing
    player.pause()
    assert False is player.playing


def test_player_stops_at_a_fixed_point() -> None:
    """A run that rests is played to its end and no further."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    player = Player(document.timeline)
    player.watch(document.timeline, start=0, play=True)
    player.advance(1000 * STEP_SECONDS)
    assert (False, float(document.timeline.last)) == (player.playing, player.position)


def test_moment_between_two_columns_names_what_moves() -> None:
    """Half way to a column the nodes of its delta are on the way."""
    document = Document(chain())
    document.run(ToggleNode("Stress"))
    moment = moment_at(document.timeline, 1.5)
    assert ({"Signal"}, {"Stress -> Signal"}, 0.5) == (moment.moving, moment.carriers, moment.phase)


def test_a_scenario_that_reads_differently_after_a_reload_is_forgotten() -> None:
    """Expected is never shown beside phases that the file no longer has."""
    document = Document(chain())
    document.run(PlayScenario("S1"))
    [scenario] = chain().scenarios
    other = replace(scenario, phases=scenario.phases[:1])
    document.replace_pathway(replace(chain(), scenarios=(other,)))
    assert "" == document.state.scenario
    document.run(PlayScenario("S1"))
    document.replace_pathway(replace(chain(), title="Only the title", scenarios=(other,)))
    assert "S1" == document.state.scenario


def test_step_forward_goes_round_a_cycle() -> None:
    """At the end of a cycle the next step is the next one of the cycle."""
    document = Document(ring())
    document.run(ToggleNode("Gate"))
    player = Player(document.timeline)
    player.step_forward()
    assert document.timeline.last - 3 == player.column


def test_play_at_the_end_of_a_scenario_repeats_all_its_phases() -> None:
    """The scenario is played, not only its last phase."""
    document = Document(chain())
    document.run(PlayScenario("S1"))
    player = Player(document.timeline)
    player.play()
    assert 0 == player.column
