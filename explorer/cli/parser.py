"""Which command do the words of a command line mean, and with which options?"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from explorer import __version__
from explorer.errors import UsageError
from explorer.locate import shipped_pathways
from explorer.logic.network import nearest
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROGRAM = "pathway-explorer"

COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("check", "print every problem of pathway files, and run their scenarios"),
    "simulate": ("simulate", "run phases one after the other and print what follows"),
    "attractors": ("attractors", "list where a pathway can end up, in any order of updates"),
    "plan": ("plan", "find the smallest sets of drugs or holds that reach a goal from here"),
    "matrix": ("matrix", "try every drug and every pair against a goal; synergy marked"),
    "why": ("why", "say why a node is ON or OFF at the end of a run, back to what caused it"),
    "hangs-on": ("hangs_on", "find the arrows, rules and variants on which a result hangs"),
    "schedule": ("schedule", "run therapies as bars over steps, and find exposures that leave a lasting change"),
    "profiles": ("profiles", "say who responds to which therapy, and which markers tell"),
    "render": ("render", "draw a picture of the end of a run, without a window"),
    "slides": ("slides", "write the story as slides for PowerPoint, with editable shapes"),
    "animate": ("animate", "film a run or the story as GIF, WebP or numbered pictures"),
    "report": ("report", "write a report on a run, as HTML or PDF: outcomes, reasons, diagram, sources"),
    "handout": ("handout", "write a web page with live switches that needs no network"),
    "self-test": ("self_test", "open the real window, try every shipped pathway, and report"),
}
"""By subcommand the module in ``explorer.cli`` and what it does, in the order of the help."""

_WINDOW_EXAMPLES = f"""\
examples:
  {PROGRAM}                                open the first of the shipped pathways
  {PROGRAM} my-pathway.yaml                open a file
  {PROGRAM} ./check                        open a file that is called like a command
  {PROGRAM} check my-pathway.yaml          what is wrong with it?
  {PROGRAM} simulate lcn2-shield --phase "Chronic_Stress=on" --phase "Chronic_Stress=on,Anti_LCN2=on"
  {PROGRAM} render lcn2-shield -o stress.svg --phase "Chronic_Stress=on"

FILE may also be the id or the title of a shipped pathway, for example lcn2-shield.
exit codes: 0 fine, 1 the input has problems, 2 wrong usage, 3 the window could not be started
"""


class CommandModule(Protocol):
    """What each module of a subcommand offers."""

    EXAMPLES: str

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the subcommand's own options."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command line understood: ``module`` is None where the window is to be opened."""

    options: argparse.Namespace
    module: CommandModule | None


def parse(words: Sequence[str]) -> Invocation:
    """Return what ``words`` (without the program's name) ask for.

    Raises:
        UsageError: they are not understood; the message says where help is.
        SystemExit: help or the version was asked for, and has been printed.
    """
    command = next((word for word in words if not word.startswith("-")), "")
    if command not in COMMANDS or "--" in words[: words.index(command)]:
        return Invocation(_window_options(words, command), None)
    module_name, summary = COMMANDS[command]
    module = cast("CommandModule", import_module(f"explorer.cli.{module_name}"))
    parser = _Parser(prog=f"{PROGRAM} {command}", description=f"{_sentence(summary)}.", epilog=module.EXAMPLES)
    _add_common_options(parser)
    module.add_options(parser)
    at = words.index(command)
    return Invocation(parser.parse_intermixed_args([*words[:at], *words[at + 1 :]]), module)


def _window_options(words: Sequence[str], first: str) -> argparse.Namespace:
    names = [name for name in COMMANDS if name != "self-test"]
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FILE] [--present] [--kiosk] [--time-start] [--debug]\n"
        f"       {PROGRAM} {{{','.join(names)},self-test}} ...",
        description="Open a pathway diagram, flip a therapy, and see what follows.",
        epilog=_command_list() + _WINDOW_EXAMPLES,
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="the pathway to open; the first shipped one if absent")
    parser.add_argument("--present", action="store_true", help="tell the story of the pathway, full screen")
    parser.add_argument("--kiosk", action="store_true", help="the same in a loop that starts over by itself")
    parser.add_argument("--time-start", action="store_true", help="print how long the start takes, and close again")
    _add_common_options(parser)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    options, rest = parser.parse_known_args(words)
    if _is_bare_word(first) and first.casefold() not in (path.stem.casefold() for path in shipped_pathways()):
        hint = nearest(first, COMMANDS)
        if rest or hint:
            raise UsageError(
                f"{PROGRAM}: there is no command or file '{first}'. {hint or 'Commands: ' + ', '.join(COMMANDS)}"
            )
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return options


def _is_bare_word(word: str) -> bool:
    """Whether ``word`` looks like a mistyped command: no folder, no ending, no blank, and no file of that name."""
    return bool(word) and not set(word) & set("/\\. ") and not Path(word).exists()


def _add_common_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--debug", action="store_true", help="show where in the program an error arose")


def _command_list() -> str:
    lines = [f"  {name:<12}{summary}" for name, (_, summary) in COMMANDS.items()]
    return "\n".join(["commands (each has its own --help):", *lines, "", ""])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Parser(argparse.ArgumentParser):
    """Raises instead of exiting, and knows the option that was probably meant."""

    def __init__(self, *, prog: str, description: str, epilog: str, usage: str | None = None) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise the message as a ``UsageError``."""
        _, _, rest = message.partition("unrecognized arguments: ")
        unknown = rest.split()[0].partition("=")[0] if rest.split() else ""
        hint = nearest(unknown, self._option_string_actions) if unknown.startswith("-") else ""
        raise UsageError(f"{self.prog}: {message}{'. ' + hint if hint else ''}\nTry: {self.prog} --help")
