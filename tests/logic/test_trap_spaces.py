"""Are minimal trap spaces and numbers of fixed points right?"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from corpus import FOLDER, bnet_models, needs_corpus, reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_networks import networks
from test_attractors import INPUTS, SLOW

from explorer.io.formats import load
from explorer.logic import trap_spaces
from explorer.logic.budget import Budget
from explorer.logic.percolation import counting_plane
from explorer.logic.rule import evaluate
from explorer.logic.trap_spaces import count_fixed_points, minimal_trap_spaces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.logic.network import Network


def brute_trap_spaces(network: Network) -> set[frozenset[tuple[str, bool]]]:
    """Return the minimal trap spaces with all inputs OFF: every space tried on every state in it."""
    nodes = network.nodes
    found = []
    for space in product((False, True, None), repeat=len(nodes)):
        fixed = {node: value for node, value in zip(nodes, space, strict=True) if value is not None}
        if any(fixed.get(node) is not False for node in network.inputs):
            continue
        free = [node for node in nodes if node not in fixed]
        states = [fixed | dict(zip(free, bits, strict=True)) for bits in product((False, True), repeat=len(free))]
        ruled = [node for node in fixed if node in network.rules]
        if all(evaluate(network.rules[node], state) == fixed[node] for node in ruled for state in states):
            found.append(frozenset(fixed.items()))
    return {space for space in found if not any(space < other for other in found)}


@pytest.mark.parametrize("by_diagrams", [False, True])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_minimal_trap_spaces_of_small_networks(
    monkeypatch: pytest.MonkeyPatch, data: st.DataObject, *, by_diagrams: bool
) -> None:
    """Both ways give what trying every space gives."""
    if by_diagrams:
        monkeypatch.setattr(trap_spaces, "_has_wide_rule", lambda *_: True)
    network = data.draw(networks(most=4))
    found = minimal_trap_spaces(network, network.state({}))
    assert brute_trap_spaces(network) == {frozenset(space.items()) for space in found}
    assert len(found) == len({frozenset(space.items()) for space in found})


@needs_corpus
@pytest.mark.parametrize("name", sorted(set(bnet_models()) - SLOW))
def test_minimal_trap_spaces_of_published_models(name: str) -> None:
    """All spaces are those of the reference."""
    expected = reference(name)
    network = load(FOLDER / f"{name}.bnet").pathway.network
    for inputs, wanted in expected["minimal_trap_spaces"].items():
        value = INPUTS[inputs]
        holds = {} if value is None else dict.fromkeys(expected["inputs"], value)
        found = minimal_trap_spaces(network, network.state({}), holds, budget=Budget(30))
        assert int(wanted["count"]) == len(found)
        assert sorted(wanted["spaces"]) == sorted(as_bits(network, space) for space in found)


def as_bits(network: Network, space: Mapping[str, bool]) -> str:
    return "".join("-" if node not in space else str(int(space[node])) for node in sorted(network.nodes))


@needs_corpus
@pytest.mark.parametrize("name", ["bbm-167-mesoderm", "bbm-139-hyperinsulinemia", "psm-emt"])
def test_fixed_points_with_free_inputs(name: str) -> None:
    """The number of fixed points over all values of the inputs is that of the reference."""
    network = load(FOLDER / f"{name}.bnet").pathway.network
    assert int(reference(name)["fixed_points"]["inputs_free"]["count"]) == count_fixed_points(network)


def test_counting_planes_count() -> None:
    """Lane i of the planes together spells i."""
    planes = [counting_plane(at, 4) for at in range(4)]
    assert list(range(16)) == [
        sum(((plane >> lane) & 1) << at for at, plane in enumerate(planes)) for lane in range(16)
    ]
