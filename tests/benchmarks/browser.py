"""What does cytoscape.js in headless Chromium need for the same network? Fetched for the run, never kept.

A page is served from a file, restyles twelve nodes, then all, then pans, and counts with requestAnimationFrame how long
each change takes until the frame after it. Returns nothing where npm or Chromium is missing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.pathway.definition import Pathway
    from explorer.pathway.diagram import Diagram

_PAGE = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<div id="c" style="width:1250px;height:850px"></div><script src="cytoscape.min.js"></script><script>
const cy = cytoscape({container: document.getElementById('c'), elements: ELEMENTS, layout: {name: 'preset'}, style: [
  {selector: 'node', style: {shape: 'round-rectangle', width: 'data(w)', height: 'data(h)', label: 'data(label)',
   'text-valign': 'center', 'font-size': 15,
   'background-color': '#fff', 'border-width': 1.5, 'border-color': '#7d8896'}},
  {selector: 'node.on', style: {'background-color': '#1573b0', color: '#fff'}},
  {selector: 'edge', style: {width: 1.8, 'line-color': '#748394', 'target-arrow-shape': 'triangle',
   'target-arrow-color': '#748394', 'curve-style': 'straight'}}]});
cy.fit();
const frame = () => new Promise(done => requestAnimationFrame(done));
async function timed(change) {
  await frame();
  const begin = performance.now();
  change();
  await frame(); await frame();
  return performance.now() - begin;
}
async function main() {
  for (let i = 0; i < 20; i++) await frame();
  const nodes = cy.nodes(), found = {twelve: [], all: [], pan: []};
  for (let i = 0; i < 25; i++) found.twelve.push(await timed(() => cy.batch(() => {
    for (let k = 0; k < 12; k++) nodes[(i * 37 + k * 11) % nodes.length].toggleClass('on'); })));
  for (let i = 0; i < 10; i++) found.all.push(await timed(() => cy.batch(() => nodes.toggleClass('on'))));
  for (let i = 0; i < 20; i++) found.pan.push(await timed(() => cy.panBy({x: 0, y: 7})));
  await fetch('http://127.0.0.1:PORT/', {method: 'POST', mode: 'no-cors', body: JSON.stringify(found)});
}
main();
</script>"""


def chromium() -> str | None:
    """Return the browser, or None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@cache
def fetched() -> tuple[str, bytes]:
    """Return the version of cytoscape.js and its text; nothing where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        return "", b""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            subprocess.run(
                [npm, "pack", "cytoscape", "--silent"], cwd=folder, capture_output=True, check=True, timeout=60
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return "", b""
        for archive in folder.glob("cytoscape-*.tgz"):
            shutil.unpack_archive(archive, folder, "gztar")
            version = archive.stem.removeprefix("cytoscape-")
            return version, (folder / "package" / "dist" / "cytoscape.min.js").read_bytes()
    return "", b""


def measured(pathway: Pathway, diagram: Diagram) -> tuple[str, dict[str, list[float]]]:
    """Return the version of cytoscape.js and milliseconds by act; or why there are none, and nothing."""
    browser = chromium()
    if browser is None:
        return "no Chromium on this machine", {}
    version, library = fetched()
    if not version:
        return "cytoscape.js cannot be fetched with npm", {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "cytoscape.min.js").write_bytes(library)
        server, heard = _listener()
        page = _PAGE.replace("ELEMENTS", _elements(pathway, diagram)).replace("PORT", str(server.server_port))
        (folder / "page.html").write_text(page, encoding="utf-8")
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,900"]
        options += [f"--user-data-dir={folder / 'profile'}", "--no-first-run", "--disable-dev-shm-usage"]
        running = subprocess.Popen(
            [browser, *options, (folder / "page.html").as_uri()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            server.handle_request()
        finally:
            running.terminate()
            running.wait(20)
            server.server_close()
        return (version, heard[0]) if heard else ("the page in Chromium did not answer in time", {})


def _listener() -> tuple[HTTPServer, list[dict[str, list[float]]]]:
    heard: list[dict[str, list[float]]] = []
    lock = threading.Lock()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with lock:
                heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    server.timeout = 60
    return server, heard


def _elements(pathway: Pathway, diagram: Diagram) -> str:
    nodes = [
        {
            "data": {"id": id_, "label": pathway.nodes[id_].caption, "w": box.width, "h": box.height},
            "position": {"x": box.centre[0], "y": box.centre[1]},
        }
        for id_, box in diagram.nodes.items()
    ]
    edges = [{"data": {"source": edge.source, "target": edge.target}} for edge in pathway.edges]
    return json.dumps({"nodes": nodes, "edges": edges})
