"""Do nodes of files without labels get labels that can be read?"""

from __future__ import annotations

from explorer.io.bnet import parse_bnet
from explorer.io.node_labels import readable


def test_a_sign_before_every_name_is_left_out() -> None:
    """What all names begin with tells none from another."""
    assert {"v_AKT": "AKT", "v_p53": "p53", "v_Rb": "Rb"} == readable(["v_AKT", "v_p53", "v_Rb"])


def test_underscores_are_blanks() -> None:
    """Compound names break into lines on the diagram."""
    assert "TRAF6 TAK1 complex" == readable(["TRAF6_TAK1__complex", "AKT"])["TRAF6_TAK1__complex"]


def test_two_names_never_get_one_label() -> None:
    """Names that would read alike stay as they are."""
    assert {"A_B": "A_B", "A__B": "A__B", "C_D": "C D"} == readable(["A_B", "A__B", "C_D"])


def test_a_name_of_underscores_stays() -> None:
    """No label is empty."""
    assert {"__": "__", "v_": "v", "v_A": "v A"} == readable(["__", "v_", "v_A"])


def test_few_names_keep_what_they_share() -> None:
    """Two names with one beginning may be a family."""
    assert {"IL_2": "IL 2", "IL_6": "IL 6"} == readable(["IL_2", "IL_6"])


def test_no_names_no_labels() -> None:
    """Nothing in, nothing out."""
    assert {} == readable([])


def test_ids_stay_as_the_file_has_them() -> None:
    """Labels are for reading; rules, holds and files use the names of the file."""
    nodes = parse_bnet("v_A, v_B\nv_B, v_C_2\n").pathway.nodes
    assert {"v_A": "A", "v_B": "B", "v_C_2": "C 2"} == {id_: node.label for id_, node in nodes.items()}
