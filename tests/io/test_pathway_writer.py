"""Does a written pathway read back equal, and is it fit to be read?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer import locate
from explorer.io import marks
from explorer.io.pathway_reader import parse_pathway, read_pathway
from explorer.io.pathway_writer import write_pathway
from explorer.io.python_events import PythonParser
from explorer.io.yaml_text import WIDTH, flow, scalar
from explorer.logic.rule import And, Not, Variable, to_text
from explorer.pathway import definition as d

if TYPE_CHECKING:
    from pathlib import Path

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.one_of(
    st.text(characters, max_size=12),
    st.text("ab'\":,#&*!?|>%@`{}[]\\ -\n\t\r~=.<\x85\u2028\ufeffγ0", max_size=14),
    st.lists(st.sampled_from(["long", "words:", "#not", "'quoted'", "no", "x,", "-", "?"]), max_size=40).map(" ".join),
    st.sampled_from(
        ["NO", "on", "1433", "null", "~", "1.5", "2020-01-01", "0x1F", "---", "...", "<<", "=", ".inf", "1:30"]
    ),
)
ids = st.one_of(
    st.sampled_from(["NO", "IL-6", "TNF-α", "1433", "null", " a", "b ", "c: d", "e #f", "'", '"', "- g", "[h]", "?"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
).filter(lambda name: " -> " not in name)
plain_ids = st.text("abcXYZ019_-", min_size=1, max_size=6)
states = st.booleans()
numbers = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: number + 0.0)
lengths = st.floats(0.5, 1e6)


@st.composite
def pathways(draw: st.DrawFn) -> d.Pathway:
    node_ids = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    references = draw(st.lists(plain_ids, max_size=3, unique=True))
    compartments = draw(st.lists(plain_ids, max_size=2, unique=True))
    evidence = st.lists(st.sampled_from(references), max_size=2).map(tuple) if references else st.just(())
    some_node = st.sampled_from(node_ids)
    curies = st.sampled_from(["hgnc:786", "uniprot:P18848", "a:b:c"])
    xrefs = st.lists(st.builds(d.CrossReference, curies, texts, states), max_size=2).map(tuple)
    in_rules = [name for name in node_ids if not ({"'", '"'} <= set(name))]
    mark = st.text("PAc", max_size=2)

    def rule() -> tuple[d.Rule | None, str]:
        if not in_rules or draw(st.booleans()):
            return None, ""
        one, two = draw(st.sampled_from(in_rules)), draw(st.sampled_from(in_rules))
        made = And((Variable(one), Not(Variable(two))))
        return made, to_text(made)

    def node(name: str) -> d.Node:
        made, text = rule()
        return d.Node(
            name,
            draw(st.one_of(st.just(name), texts.filter(bool))),
            draw(st.sampled_from(d.NodeKind)),
            draw(texts),
            draw(st.sampled_from(compartments)) if compartments else None,
            made,
            text,
            *(draw(texts), draw(states)),
            wanted=draw(st.sampled_from([None, True, False])),
            description=draw(texts),
            mark=draw(mark),
            synonyms=tuple(draw(st.lists(texts.filter(bool), max_size=2))),
            xrefs=draw(xrefs),
            evidence=draw(evidence),
            note=draw(texts),
        )

    nodes = {name: node(name) for name in node_ids}
    holds = st.dictionaries(some_node, states, max_size=2)
    rules = {name: node.rule for name, node in nodes.items() if node.rule is not None}
    edges = []
    for source, target in dict.fromkeys(draw(st.lists(st.tuples(some_node, some_node), max_size=4))):
        # An arrow into a ruled node could contradict the rule; here only the writing is tested.
        if target not in rules:
            edges.append(
                d.Edge(
                    source,
                    target,
                    draw(st.sampled_from(d.Effect)),
                    draw(texts),
                    draw(evidence),
                    (),
                    draw(st.sampled_from(d.Confidence)),
                    draw(texts),
                )
            )
    return d.Pathway(
        draw(plain_ids),
        draw(texts.filter(bool)),
        nodes,
        draw(texts),
        draw(texts),
        {
            name: d.Reference(
                name,
                draw(texts.filter(bool)),
                source=draw(texts),
                year=draw(st.sampled_from([None, 2026])),
                pmid=draw(texts),
            )
            for name in references
        },
        {
            name: d.Compartment(name, draw(texts.filter(bool)), draw(st.sampled_from(d.CompartmentKind)))
            for name in compartments
        },
        tuple(edges),
        tuple(
            d.Scenario(
                f"S{at}",
                draw(texts.filter(bool)),
                tuple(draw(st.lists(st.builds(d.Phase, holds, texts), min_size=1, max_size=2))),
                draw(holds),
                draw(st.sampled_from(d.Basis)),
                draw(texts),
                draw(evidence),
            )
            for at in range(draw(st.integers(0, 2)))
        ),
        (),
        tuple(
            draw(
                st.lists(
                    st.builds(d.Note, texts.filter(bool), st.lists(some_node, max_size=2).map(tuple), evidence, states),
                    max_size=2,
                )
            )
        ),
        tuple(
            draw(
                st.lists(
                    st.builds(d.Annotation, texts.filter(bool), texts.filter(bool), st.just(()), xrefs, evidence),
                    max_size=2,
                )
            )
        ),
        tuple(tuple(draw(st.lists(some_node, min_size=1, max_size=2))) for _ in range(draw(st.integers(0, 2)))),
        d.Layout(
            draw(
                st.dictionaries(
                    some_node,
                    st.one_of(st.tuples(numbers, numbers), st.tuples(numbers, numbers, lengths, lengths)),
                    max_size=3,
                )
            ),
            {name: draw(st.tuples(numbers, numbers, lengths, lengths)) for name in compartments},
            {edge.id: tuple(draw(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=3))) for edge in edges[:1]},
        ),
        tuple(
            d.Profile(
                f"P{at}",
                draw(texts.filter(bool)),
                draw(holds),
                draw(st.sampled_from(d.Basis)),
                draw(holds),
                draw(texts),
                draw(evidence),
            )
            for at in range(draw(st.integers(0, 2)))
        ),
        tuple(
            d.StoryStep(
                draw(texts.filter(bool)),
                draw(texts),
                draw(st.sampled_from(d.Beginning)),
                draw(holds),
                show=tuple(draw(st.lists(some_node, max_size=2))),
                rest=draw(st.sampled_from(d.Unrevealed)),
                camera=tuple(draw(st.lists(some_node, max_size=2))),
                highlight=tuple(edge.id for edge in edges[:1]),
                basis=draw(st.sampled_from([None, *d.Basis])),
                evidence=draw(evidence),
                notes=draw(texts),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=150)
@given(pathways())
def test_a_written_pathway_reads_back_equal(pathway: d.Pathway) -> None:
    """Whatever its names and texts are, nothing is lost or changed."""
    assert pathway == parse_pathway(write_pathway(pathway)).pathway


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_shipped_pathways_read_back_equal(path: Path) -> None:
    """Variants, phases and layouts included."""
    pathway = read_pathway(path).pathway
    assert pathway == parse_pathway(write_pathway(pathway)).pathway


@pytest.mark.parametrize("path", locate.shipped_pathways(), ids=lambda path: path.stem)
def test_lines_stay_within_the_width(path: Path) -> None:
    """No line of a shipped pathway is wider than the house style allows."""
    lines = write_pathway(read_pathway(path).pathway).split("\n")
    assert [] == [line for line in lines if len(line) > WIDTH]


@settings(deadline=None)
@given(texts)
def test_other_yaml_tools_read_texts_as_texts(text: str) -> None:
    """What is written is a string for PyYAML's own guesses too, in block and in flow style."""
    written = f"{scalar('k')}: {scalar(text)}\nf: {flow([text, {'x': text}])}\n"
    assert {"k": text, "f": [text, {"x": text}]} == yaml.safe_load(written)


@settings(deadline=None)
@given(texts)
def test_both_parsers_read_texts_alike(text: str) -> None:
    """libyaml and PyYAML's own parser find the same text."""
    written = f"- {scalar(text)}\n- {flow({'x': text})}\n"
    found = []
    for parser in (marks._Parser, PythonParser):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marks, "_Parser", parser)
            root = marks.Marks(marks.read_marks(written)[0])
            found += [
                value.text for path in ((0,), (1, "x")) if isinstance(value := root.value(path), marks.ScalarMark)
            ]
    assert [text] * 4 == found


@pytest.mark.parametrize("name", ["NO", "ON", "1433", "null", "~", "y", "1.0", "2020-01-01"])
def test_names_that_yaml_would_guess_at_are_quoted(name: str) -> None:
    """Other tools must not read them as values."""
    written = write_pathway(d.Pathway("x", "y", {name: d.Node(name, name)}))
    assert f'  "{name}":' in written


def test_the_house_style() -> None:
    """Nodes stand in block style, arrows in flow style, places in rows, defaults are left out."""
    rule = Variable("A")
    pathway = d.Pathway(
        "x",
        "A title",
        {"A": d.Node("A", "A", d.NodeKind.DRUG), "B": d.Node("B", "Bee", rule=rule, rule_text="A", start=True)},
        edges=(d.Edge("A", "B", d.Effect.ACTIVATES, evidence=()),),
        layout=d.Layout({"A": (1.0, 2.5)}, {}, {"A -> B": ((0.0, 1.0), (2.0, 1.0))}),
    )
    assert write_pathway(pathway) == (
        "format: pathway/1\nid: x\ntitle: A title\n\n"
        "nodes:\n  A:\n    kind: drug\n  B:\n    label: Bee\n    rule: A\n    start: on\n\n"
        "edges:\n  - {from: A, to: B, effect: activates}\n\n"
        "layout:\n  nodes:\n    A: [1, 2.5]\n  edges:\n    A -> B: [[0, 1], [2, 1]]\n"
    )
