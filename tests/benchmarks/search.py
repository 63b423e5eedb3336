"""How long does a key stroke in the search box take at 10,000 nodes? Run: python tests/benchmarks/search.py."""

from __future__ import annotations

import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from explorer.pathway.definition import CrossReference, Node, Pathway
from explorer.session.search import SearchIndex, node_targets

NODES = 10_000
QUERIES = ("t", "tn", "tnf", "kinse", "ligand alpha", "stat99kin", "zzzzq", "node 4321 kinase", "receptr", "hgnc:77")


def made() -> Pathway:
    """Return a pathway of many like names."""
    chosen = random.Random(1)  # noqa: S311  (the same names at every run)
    nodes = {}
    for at in range(NODES):
        id_ = f"{chosen.choice(['TNF', 'IL', 'STAT', 'MAPK', 'NODE', 'CCL'])}_{at}"
        label = f"{id_.replace('_', ' ')} {chosen.choice(['receptor', 'kinase', 'ligand α', 'ligand'])}"
        nodes[id_] = Node(id_, label, synonyms=(f"synonym {at * 7 % 9999}",), xrefs=(CrossReference(f"hgnc:{at}"),))
    return Pathway("many", "Many", nodes)


def main() -> None:
    """Print the time to read the names, and the median and the longest of five searches for each query."""
    pathway = made()
    began = time.perf_counter()
    index = SearchIndex(node_targets(pathway))
    print(f"names of {NODES} nodes read in {(time.perf_counter() - began) * 1000:.0f} ms (in a thread, once)")
    for query in QUERIES:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            hits = index.search(query)
            times.append((time.perf_counter() - began) * 1000)
        first = hits[0].target.caption if hits else "nothing"
        print(f"{query:20} {statistics.median(times):6.1f} ms, longest {max(times):6.1f} ms   {first}")


if __name__ == "__main__":
    main()
