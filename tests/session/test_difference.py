"""What differs between before and after, each node counted once?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_pathways import chain, ring

from explorer.session.commands import ToggleNode, ToggleVariant
from explorer.session.difference import between, of_documents, since_before
from explorer.session.snapshot import opened


def test_what_a_switch_gained_and_lost() -> None:
    """Stress brings signal, shield, growth and memory; the drug then takes shield and growth away again."""
    stressed = ToggleNode("Stress")(opened(chain()))
    assert ("Stress", "Signal", "Shield", "Growth", "Memory") == since_before(stressed).gained
    treated = since_before(ToggleNode("Drug")(stressed))
    assert (("Drug",), ("Shield", "Growth")) == (treated.gained, treated.lost)
    assert {"gained": 1, "lost": 2, "unchanged": 3, "oscillating": 0} == treated.counts
    assert "1 gained, 2 lost, 3 unchanged" == treated.words()


def test_nodes_that_keep_changing_are_counted_as_that() -> None:
    """Whether the cycle is before or after."""
    turning = ToggleNode("Gate")(opened(ring()))
    assert (("Gate",), ("A", "B")) == (since_before(turning).gained, since_before(turning).oscillating)
    stopped = since_before(ToggleNode("Gate")(turning))
    assert (("Gate",), ("A", "B")) == (stopped.lost, stopped.oscillating)
    assert "0 gained, 1 lost, 0 unchanged, 2 oscillating" == stopped.words()


def test_a_document_just_opened_has_no_difference() -> None:
    """The opening rest changes nothing that anybody did."""
    assert chain().network.nodes == since_before(opened(chain())).unchanged


def test_two_documents_are_compared_as_they_stand() -> None:
    """Also where a variant is on in one of them only."""
    one = ToggleNode("Drug")(ToggleNode("Stress")(opened(chain())))
    two = ToggleVariant("V1")(one)
    assert ("Shield", "Growth") == of_documents(one, two).gained
    assert ("Shield", "Growth") == of_documents(two, one).lost


def test_documents_of_different_pathways_are_not_compared() -> None:
    """There is no meaning in it."""
    with pytest.raises(ValueError, match="different nodes"):
        of_documents(opened(chain()), opened(ring()))


def test_every_node_is_counted_once() -> None:
    """The four parts make up the network."""
    network = chain().network
    found = between(network, (0, 1, 0, 1, 0, 1), (1, 0, 0, 1, 1, 0), oscillating=frozenset({"Memory"}))
    parts = (*found.gained, *found.lost, *found.unchanged, *found.oscillating)
    assert sorted(network.nodes) == sorted(parts)
    assert replace(found, oscillating=()).counts["oscillating"] == 0
