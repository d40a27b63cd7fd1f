"""A real Chromium, driven over the pipe of its DevTools protocol: no driver program, no port, no network."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
"""The browser that is installed; None where there is none."""
_PATIENCE = 60
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
# The browser reads commands from descriptor 3 and answers on 4; nothing else sets both before it starts.
_LAUNCH = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Tab:
    """One page of the browser."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._buffer = b""
        self._count = 0
        self.complaints: list[str] = []
        """What the console, the log and refused requests said."""
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = ""
        self._session = str(self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._send(f"{domain}.enable")

    def open(self, page: Path, *, width: int, scheme: str) -> None:
        """Load a page in a window of that width, in the `light` or `dark` colours, and wait until it stands."""
        self._send("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        media = [{"name": "prefers-color-scheme", "value": scheme}]
        self._send("Emulation.setEmulatedMedia", media="", features=media)
        self._send("Page.navigate", url=page.as_uri())
        while self._read().get("method") != "Page.loadEventFired":
            pass

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives in the page."""
        return self._send("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self) -> bytes:
        """The whole page as PNG, below the window too."""
        taken = self._send("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    def paper(self) -> bytes:
        """The page as it is printed, as PDF, on the paper that its style asks for."""
        return base64.b64decode(self._send("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])

    def print_style(self) -> None:
        """Show the page in the style that it is printed in, until the next one is opened."""
        self._send("Emulation.setEmulatedMedia", media="print")

    def names(self) -> dict[str, list[str]]:
        """The accessible names of everything that has a role, by role."""
        found: dict[str, list[str]] = {}
        for node in self._send("Accessibility.getFullAXTree")["nodes"]:
            if not node.get("ignored"):
                found.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
        return found

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if getattr(self, "_session", ""):
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            part = os.read(self._answers, 1 << 20)
            assert part, "the browser went away"
            self._buffer += part
        text, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        self._listen(message)
        return message

    def _listen(self, message: dict[str, Any]) -> None:
        said = message.get("params", {})
        match message.get("method"):
            case "Log.entryAdded":
                self.complaints.append(said["entry"]["text"])
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(said))
            case "Network.requestWillBeSent" if not said["request"]["url"].startswith(("file:", "about:", "data:")):
                self.complaints.append(f"asked the network for {said['request']['url']}")


@contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """A tab of a fresh browser whose profile lies in a folder; both are gone afterwards."""
    assert PROGRAM is not None
    there, commands = os.pipe()
    answers, back = os.pipe()
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (there, back)]  # not in the way of 3 and 4
    command = [sys.executable, "-c", _LAUNCH, *map(str, ends), PROGRAM, *_FLAGS, f"--user-data-dir={folder}"]
    environ = {**os.environ, "HOME": str(folder)}
    with subprocess.Popen(command, pass_fds=ends, stderr=subprocess.DEVNULL, env=environ) as process:
        for end in (there, back, *ends):
            os.close(end)
        try:
            yield Tab(commands, answers)
        finally:
            os.close(commands)  # the browser ends with its pipe
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
            os.close(answers)
