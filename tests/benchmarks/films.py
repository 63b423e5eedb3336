"""How long does a film take, and how large is it? Ten steps of the largest shipped pathway, and its story.

Run: ``python tests/benchmarks/films.py [--story]``. Prints seconds and bytes of each kind of file, and how long drawing
alone takes, so that figures of different machines can be compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ui"), str(ROOT / "tests" / "ui" / "canvas")]


def main() -> None:
    """Measure and print."""
    from explorer.ui.export.headless import start_graphics

    application = start_graphics()
    from films import MAP, longest_film

    from explorer.io.formats import load
    from explorer.ui.export.film import story_film
    from explorer.ui.export.film_files import write_film

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--story", action="store_true", help="the whole story, too (a minute)")
    options = parser.parse_args()
    film, steps = longest_film()
    films = [(f"run of {steps} steps", film)]
    if options.story:
        films.append(("story", story_film(load(MAP).pathway)))
    for name, shown in films:
        begun = time.perf_counter()
        for shot in shown.shots:
            shown.image(shot)
        print(f"{name}: {len(shown.shots)} pictures, drawn in {time.perf_counter() - begun:.1f} s")
        for file in ("film.gif", "film.webp", "film.png"):
            with tempfile.TemporaryDirectory() as folder:
                begun = time.perf_counter()
                files = write_film(shown, Path(folder) / file)
                size = sum(path.stat().st_size for path in files) / 1e6
                seconds = time.perf_counter() - begun
                print(f"  {Path(file).suffix:6}{seconds:6.1f} s {size:8.2f} MB in {len(files)} files")
    del application


if __name__ == "__main__":
    main()
