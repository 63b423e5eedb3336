"""Can a window be opened on this machine, and if not, what is missing?

Asked before Qt is loaded: without a screen or one of its libraries Qt ends the process with a message that few
people can read. Only Linux needs it; Windows and macOS bring what Qt uses.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

from explorer.errors import WindowUnavailableError
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Library:
    """A system library, and the packages that bring it on Debian or Ubuntu, and on Fedora."""

    name: str
    debian: str
    fedora: str


# What QtGui, QtWidgets and QtDBus of PySide6 6.8 to 6.11 link to (readelf -d), beyond the C library.
_DRAWING = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
# What its plugin for X11 links to.
_X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
# And the one for Wayland.
_WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
)
_SECONDS_FOR_A_DISTANT_SCREEN = 5.0
_WITHOUT_WINDOW = "Everything but the window works without a screen: see pathway-explorer --help."


def ensure_window_possible() -> None:
    """Check that a window can be opened.

    Where a session offers X11 and Wayland and only one of them works, ``QT_QPA_PLATFORM`` is set to that one,
    since Qt would try the other first and end the process.

    Raises:
        WindowUnavailableError: it cannot; says what is missing and what to install.
    """
    if not sys.platform.startswith("linux"):
        return
    trouble, platform = window_trouble(os.environ)
    if trouble:
        raise WindowUnavailableError(trouble)
    if platform:
        os.environ["QT_QPA_PLATFORM"] = platform


def ensure_drawing_possible() -> None:
    """Check that pictures can be drawn without a window.

    Raises:
        WindowUnavailableError: they cannot; says what to install.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = _missing(_DRAWING)
    if missing:
        raise WindowUnavailableError(_install("Pictures cannot be drawn", missing))


def trouble_behind(error: ImportError) -> str | None:
    """Return in words why Qt cannot be imported, or None if ``error`` is about something else."""
    about_qt = (error.name or "").partition(".")[0] in ("PySide6", "shiboken6")
    text = str(error)
    library = text.partition(":")[0].strip()
    if "shared object file" in text:
        found = [known for known in (*_DRAWING, *_X11, *_WAYLAND) if known.name == library]
        if found:
            return _install("The window cannot be opened", found)
        return f"The window cannot be opened: the system library {library} is missing. {_WITHOUT_WINDOW}"
    if "DLL load failed" in text and about_qt:
        return (
            "The window cannot be opened: Windows lacks a library that Qt needs. "
            f"Install the Microsoft Visual C++ Redistributable for Visual Studio 2015 or later. {_WITHOUT_WINDOW}"
        )
    if about_qt:
        return (
            "The window cannot be opened: PySide6 is not installed properly. "
            f"Install it with: python -m pip install --force-reinstall PySide6-Essentials. {_WITHOUT_WINDOW}"
        )
    return None


def window_trouble(environment: Mapping[str, str]) -> tuple[str, str]:
    """Return why no window can be opened (empty if one can), and a platform that Qt must be told to use.

    The platform is empty where Qt's own choice is right.
    """
    missing = _missing(_DRAWING)
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if chosen and chosen not in ("xcb", "wayland", "wayland-egl"):
        return (_install("The window cannot be opened", missing) if missing else ""), ""
    offered = _offered(environment, chosen)
    if not offered:
        return _no_screen(missing), ""
    troubles = {platform: _screen_trouble(platform, environment, missing) for platform in offered}
    working = [platform for platform in offered if not troubles[platform]]
    if not working:
        return troubles[offered[0]], ""
    return "", "" if chosen or len(working) == len(offered) else working[0]


def _offered(environment: Mapping[str, str], chosen: str) -> list[str]:
    """Return the platforms that the session offers, Qt's first choice first."""
    found = []
    if environment.get("DISPLAY"):
        found.append("xcb")
    if environment.get("WAYLAND_DISPLAY"):
        found.insert(0 if environment.get("XDG_SESSION_TYPE") == "wayland" else len(found), "wayland")
    if chosen:
        found = [platform for platform in found if chosen.startswith(platform)]
    return found


def _screen_trouble(platform: str, environment: Mapping[str, str], missing: list[Library]) -> str:
    missing = missing + _missing(_X11 if platform == "xcb" else _WAYLAND)
    if missing:
        return _install("The window cannot be opened", missing)
    if platform == "xcb":
        return _x11_trouble(environment["DISPLAY"])
    return _wayland_trouble(environment)


def _x11_trouble(display: str) -> str:
    """Return why the X server at ``display`` cannot be used; asks the library that Qt uses, credentials included."""
    host, _, _ = display.rpartition(":")
    if _is_distant(host) and not _answers(host, display):
        return _no_answer(display)
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return _no_answer(display) if failed else ""


def _is_distant(host: str) -> bool:
    return bool(host) and host != "unix" and not host.startswith(("unix/", "/"))


def _answers(host: str, display: str) -> bool:
    """Whether the distant screen can be reached in a few seconds; the X library itself would wait for minutes."""
    import socket

    number = display.rpartition(":")[2].partition(".")[0]
    if not number.isdecimal():
        return False
    try:
        port = 6000 + int(number)
        socket.create_connection((host.strip("[]"), port), timeout=_SECONDS_FOR_A_DISTANT_SCREEN).close()
    except (OSError, OverflowError):
        return False
    return True


def _wayland_trouble(environment: Mapping[str, str]) -> str:
    import socket

    name = environment["WAYLAND_DISPLAY"]
    path = os.path.join(environment.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118  (an absolute name stands alone)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_SECONDS_FOR_A_DISTANT_SCREEN)
        try:
            connection.connect(path)
        except OSError:
            return (
                f"The window cannot be opened: no Wayland screen answers at '{name}' (from WAYLAND_DISPLAY). "
                f"Start the program from a desktop session. {_WITHOUT_WINDOW}"
            )
    return ""


def _no_answer(display: str) -> str:
    return (
        f"The window cannot be opened: no X screen answers at '{display}' (from DISPLAY), or it refuses this user. "
        "Start the program from a desktop session, as the user who is logged in there; "
        f"over ssh, connect with ssh -X. {_WITHOUT_WINDOW}"
    )


def _no_screen(missing: list[Library]) -> str:
    text = (
        "The window cannot be opened: there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set). "
        "Start the program from a desktop session, connect with ssh -X, or use xvfb-run. "
    )
    missing = missing + _missing(_X11)
    return text + (_install("System libraries are missing too", missing) if missing else _WITHOUT_WINDOW)


def _install(what: str, missing: list[Library]) -> str:
    return (
        f"{what}: {_joined(library.name for library in missing)} cannot be loaded. "
        f"On Debian or Ubuntu: sudo apt install {_packages(library.debian for library in missing)}. "
        f"On Fedora: sudo dnf install {_packages(library.fedora for library in missing)}. {_WITHOUT_WINDOW}"
    )


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _packages(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(names))


def _missing(libraries: Iterable[Library]) -> list[Library]:
    return [library for library in libraries if not _loads(library.name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
