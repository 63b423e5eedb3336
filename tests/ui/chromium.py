"""A Chromium without a window, spoken to through a pipe: what a reader of an exported page would use.

It speaks the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/) with ``--remote-debugging-pipe``:
JSON messages, each ended by a NUL, on the file descriptors 3 and 4. No port is opened and no driver is needed.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import tempfile
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

SECONDS = 60.0
"""How long an answer may take on a busy machine."""


def chromium() -> str | None:
    """Return the browser, or None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page in one browser, its network switched off. Use it as a context."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._number = 0
        self._rest = b""
        self._session = ""
        self.requests: list[str] = []
        """The addresses that were asked for since the last page was opened."""
        self.complaints: list[str] = []
        """What the page logged as a warning or an error, and what it threw."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        read, self._to = os.pipe()
        self._from, write = os.pipe()
        # Away from 3 and 4, so that neither end is overwritten by the other.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (read, write)]
        null = os.open(os.devnull, os.O_RDWR)
        actions = [(os.POSIX_SPAWN_DUP2, null, out) for out in (1, 2)]
        actions += [(os.POSIX_SPAWN_DUP2, end, place) for end, place in zip(ends, (3, 4), strict=True)]
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"]
        options += ["--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={self._folder.name}/profile"]
        options += ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank"]
        environment = {**os.environ, "HOME": self._folder.name}
        self._process = os.posix_spawn(self._program, [self._program, *options], environment, file_actions=actions)
        for end in (read, write, null, *ends):
            os.close(end)
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session = ""
        try:
            self._write({"id": 0, "method": "Browser.close"})
        except OSError:
            os.kill(self._process, 9)
        end = time.monotonic() + 20
        while os.waitpid(self._process, os.WNOHANG)[0] == 0:
            if time.monotonic() > end:
                os.kill(self._process, 9)
                os.waitpid(self._process, 0)
                break
            select.select([], [], [], 0.05)
        for descriptor in (self._to, self._from):
            os.close(descriptor)
        self._folder.cleanup()

    # -- the protocol ---------------------------------------------------------------------------------------------

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask for something, and return the answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._write(message)
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])

    def wait_for(self, event: str) -> None:
        """Return once the browser has told of ``event``."""
        while self._read().get("method") != event:
            pass

    def _write(self, message: dict[str, Any]) -> None:
        content = json.dumps(message).encode() + b"\0"
        while content:
            content = content[os.write(self._to, content) :]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], SECONDS)
            if not ready:
                raise TimeoutError("Chromium does not answer")
            part = os.read(self._from, 1 << 20)
            if not part:
                raise ConnectionError("Chromium has ended")
            self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        self._note(message)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        method, told = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("warning", "error"):
            self.complaints.append(str(told["args"]))
        elif method == "Log.entryAdded" and told["entry"]["level"] in ("warning", "error"):
            self.complaints.append(told["entry"]["text"])

    # -- a page ---------------------------------------------------------------------------------------------------

    def open(self, path: Path, *, width: int = 1440, height: int = 900, dark: bool = False, calm: bool = True) -> None:
        """Open a file in a window of that size; a narrow one is a phone's, with a finger."""
        self.requests.clear()
        self.complaints.clear()
        phone = width < 600
        size = {"width": width, "height": height, "deviceScaleFactor": 2 if phone else 1, "mobile": phone}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        self.send("Emulation.setTouchEmulationEnabled", enabled=phone)
        wishes = [("prefers-color-scheme", "dark" if dark else "light")]
        wishes.append(("prefers-reduced-motion", "reduce" if calm else "no-preference"))
        self.send("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in wishes])
        self.send("Page.navigate", url=path.absolute().as_uri())
        self.wait_for("Page.loadEventFired")
        # Letters and sizes that come with the first frames move what is to be clicked.
        frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
        self.ask(f"document.fonts.ready.then(() => {frames})")

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page; a promise is waited for."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "thrown"))
        return answer["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """Press and release the left mouse button at a place of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def tap(self, x: float, y: float) -> None:
        """Touch a place of the window with a finger."""
        self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def drag(self, *fingers: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Put fingers down, move each from its first place to its second in steps, and lift them."""
        for at in range(13):
            places = [
                {"id": number, "x": x + (to_x - x) * at / 12, "y": y + (to_y - y) * at / 12}
                for number, ((x, y), (to_x, to_y)) in enumerate(fingers)
            ]
            self.send("Input.dispatchTouchEvent", type="touchMove" if at else "touchStart", touchPoints=places)
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def press(self, key: str, code: str = "", text: str = "") -> None:
        """Press and release a key."""
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, code=code or key, text=text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, code=code or key)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Save what is seen, or the ``whole`` page, as PNG."""
        answer = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(answer["data"]))

    def paper(self, path: Path) -> None:
        """Save the page as it would be printed."""
        answer = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path.write_bytes(base64.b64decode(answer["data"]))
