"""What can be asked of the window? One table, from which menus, toolbar and shortcut help are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from explorer.ui.theme.icons import icon
from explorer.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from explorer.ui.theme.roles import Theme


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of the table.

    Attributes:
        id: its name in code.
        menu: the menu it stands in.
        text: its words, with the mnemonic.
        keys: shortcuts in Qt's portable words, the first shown.
        tip: what it does, in one sentence.
        icon: name of an icon, or an empty string.
        checkable: whether it is a choice that stays.
        section: rows with a new section start with a separator.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    icon: str = ""
    checkable: bool = False
    section: int = 0


_UPSTREAM = "Hide whatever cannot reach the selected nodes along arrows"
_DOWNSTREAM = "Hide whatever the selected nodes cannot reach along arrows"
_BETWEEN = "Hide whatever is on no way between the selected nodes"
_REPORT = "Save what was run, what came of it, why, and on which sources, as PDF or HTML"
_COLLAPSE = "Draw the cells of the selected nodes as one box each, with how many of their nodes are ON"
_PATH = "Fade whatever is on no shortest way between the selected nodes"

ROWS: tuple[ActionRow, ...] = (
    ActionRow("open", "File", "&Open…", ("Ctrl+O",), "Open a pathway file", "open"),
    ActionRow("reload", "File", "&Reload", ("Ctrl+R",), "Read the open file again", section=1),
    ActionRow("save", "File", "&Save", ("Ctrl+S",), "Write moved positions and the story into the file", section=1),
    ActionRow(
        "save_copy", "File", "Save a &copy…", ("Ctrl+Shift+S",), "Save the pathway under another name", section=1
    ),
    ActionRow("export", "Export", "&Picture…", ("Ctrl+E",), "Save the diagram as PNG, SVG or PDF", "picture"),
    ActionRow("slides", "Export", "S&lides…", (), "Save the story as PowerPoint, with editable shapes", section=1),
    ActionRow("view_slide", "Export", "This &view as a slide…", (), "Save what is seen now as one slide", section=1),
    ActionRow("handout", "Export", "&Handout…", (), "Save a web page with live switches, for any browser", section=2),
    ActionRow("report", "Export", "&Report…", (), _REPORT, section=2),
    ActionRow("run_data", "Export", "&Data of this run…", (), "Save every step as a table (CSV) or JSON", section=2),
    ActionRow("film_run", "Export", "&Film of this run…", (), "Save what is played as GIF or WebP", section=2),
    ActionRow("film_story", "Export", "Film of the &story…", (), "Save the whole story as GIF or WebP", section=2),
    ActionRow("quit", "File", "&Quit", ("Ctrl+Q",), "Close the program", section=2),
    ActionRow("undo", "Edit", "&Undo", ("Ctrl+Z",), "Take back the last step", "undo"),
    ActionRow("redo", "Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do the last undone step again", "redo"),
    ActionRow(
        "copy_picture", "Edit", "&Copy picture", ("Ctrl+Shift+C",), "Copy the diagram to the clipboard", section=1
    ),
    ActionRow("copy_svg", "Edit", "Copy as S&VG", (), "Copy the diagram to the clipboard as a drawing", section=1),
    ActionRow(
        "find", "Edit", "&Find…", ("Ctrl+K", "Ctrl+F"), "Find a node or a command by any of its names", section=2
    ),
    ActionRow("find_next", "Edit", "Find &next", ("F3",), "Go to the next node found", section=2),
    ActionRow("find_previous", "Edit", "Find &previous", ("Shift+F3",), "Go to the node found before", section=2),
    ActionRow(
        "start_again",
        "Run",
        "Start &again",
        ("Ctrl+Home",),
        "Release everything and go back to the start state",
        "restart",
    ),
    ActionRow(
        "release_all", "Run", "&Release everything", ("Ctrl+Backspace",), "Release every hold and run on from here"
    ),
    ActionRow("step_back", "Run", "Step &back", ("Alt+Left",), "One step back", "step_back", section=1),
    ActionRow("play", "Run", "&Play or pause", ("Ctrl+Space", "F8"), "Play the run, or stand still", "play", section=1),
    ActionRow("step_forward", "Run", "Step &forward", ("Alt+Right",), "One step forward", "step_forward", section=1),
    ActionRow("to_start", "Run", "To the &beginning", ("Alt+Home",), "Show the state before the first step", section=1),
    ActionRow(
        "skip_to_end", "Run", "Skip to the &end", ("Alt+End",), "Show where the run ends", "skip_to_end", section=1
    ),
    ActionRow("faster", "Run", "Faste&r", ("Ctrl+]",), "Play faster", section=2),
    ActionRow("slower", "Run", "Slo&wer", ("Ctrl+[",), "Play slower", section=2),
    ActionRow(
        "animate",
        "Run",
        "Play runs step by step",
        (),
        "Without it the end of a run is shown at once",
        checkable=True,
        section=2,
    ),
    ActionRow(
        "what_it_takes",
        "Run",
        "What would it &take?…",
        ("Ctrl+Shift+W",),
        "The smallest sets of interventions that reach a goal from here",
        section=3,
    ),
    ActionRow(
        "attractors",
        "Run",
        "Where can it end? Attractors…",
        ("Ctrl+Shift+A",),
        "Every attractor under what is held now, and which of them lie ahead",
        section=3,
    ),
    ActionRow(
        "responders",
        "Run",
        "Who respon&ds?…",
        ("Ctrl+Shift+R",),
        "Biomarker profiles, or the cases of a table, by therapies; and the markers that tell who responds",
        section=3,
    ),
    ActionRow(
        "schedule",
        "Run",
        "Does the &order matter? Schedule…",
        ("Shift+F7",),
        "Therapies and conditions as bars over the steps, to move by hand, and what follows",
        checkable=True,
        section=3,
    ),
    ActionRow("present", "Story", "&Present", ("F5",), "Tell the story of this pathway, full screen", "present"),
    ActionRow(
        "present_here", "Story", "Present from &this step", ("Shift+F5",), "Tell the story from the chosen step on"
    ),
    ActionRow("kiosk", "Story", "&Kiosk loop", (), "Let the story tell itself, and start over when a visitor has left"),
    ActionRow(
        "story_editor",
        "Story",
        "Story &editor…",
        ("Ctrl+Shift+E",),
        "Write and arrange the steps of the story",
        section=1,
    ),
    ActionRow(
        "record_step",
        "Story",
        "&Record a step",
        ("Ctrl+Shift+N",),
        "Record the present state and camera as a step of the story",
        section=1,
    ),
    ActionRow(
        "hangs_on",
        "Run",
        "What does it &hang on?…",
        ("Ctrl+Shift+H",),
        "Every arrow, and/or and variant that would overturn a result, if it were otherwise",
        section=3,
    ),
    ActionRow(
        "before_after",
        "Run",
        "&Before and after…",
        ("Ctrl+Shift+B",),
        "What was gained and lost between two states, on one picture",
        section=3,
    ),
    ActionRow(
        "side_by_side",
        "Run",
        "Side b&y side…",
        ("Ctrl+Shift+D",),
        "Two states or scenarios beside each other, moved and zoomed together",
        section=3,
    ),
    ActionRow("use_every", "Run", "Use every arro&w of the file", (), "Nothing is left out", checkable=True, section=4),
    ActionRow(
        "use_reported",
        "Run",
        "Without hypothesised arrows",
        (),
        "Leave hypothesised arrows out everywhere, and run everything anew",
        checkable=True,
        section=4,
    ),
    ActionRow(
        "use_established",
        "Run",
        "Only what is established",
        (),
        "Leave out every arrow that is not established, and run everything anew",
        checkable=True,
        section=4,
    ),
    ActionRow("arrange_all", "Arrange", "&Whole diagram", ("Ctrl+Shift+L",), "Lay the whole diagram out anew"),
    ActionRow("arrange_selection", "Arrange", "&Selection", (), "Lay the selected nodes out among themselves"),
    ActionRow("align_left", "Arrange", "Align &left", (), "Left borders on one line", section=1),
    ActionRow("align_centre", "Arrange", "Align &centres", (), "Middles above each other", section=1),
    ActionRow("align_right", "Arrange", "Align &right", (), "Right borders on one line", section=1),
    ActionRow("align_top", "Arrange", "Align &top", (), "Upper borders on one line", section=2),
    ActionRow("align_middle", "Arrange", "Align &middles", (), "Middles beside each other", section=2),
    ActionRow("align_bottom", "Arrange", "Align &bottom", (), "Lower borders on one line", section=2),
    ActionRow("distribute_across", "Arrange", "Distribute &across", (), "Equal gaps from left to right", section=3),
    ActionRow("distribute_down", "Arrange", "Distribute &down", (), "Equal gaps from top to bottom", section=3),
    ActionRow("snap", "Arrange", "Snap to &grid", (), "Selected nodes, or all, onto a grid", section=3),
    ActionRow("tidy", "Arrange", "&Tidy arrows", (), "Find ways for the arrows that were left straight", section=4),
    ActionRow(
        "forget_moves", "Arrange", "&Forget moved positions", (), "Put every node back where the file has it", section=4
    ),
    ActionRow("fit", "View", "&Fit the diagram", ("Ctrl+0",), "Show the whole diagram", "fit"),
    ActionRow("fit_selection", "View", "Fit the &selection", ("Ctrl+2",), "Show the selected nodes, or everything"),
    ActionRow("zoom_in", "View", "Zoom &in", ("Ctrl++", "Ctrl+="), "Come closer", "zoom_in"),
    ActionRow("zoom_out", "View", "Zoom &out", ("Ctrl+-",), "Step back from the diagram", "zoom_out"),
    ActionRow("actual", "View", "&Actual size", ("Ctrl+1",), "Show the diagram at 100 %"),
    ActionRow("show_upstream", "View", "Show what leads &to the selection", tip=_UPSTREAM, section=4),
    ActionRow("show_downstream", "View", "Show what &follows from the selection", tip=_DOWNSTREAM, section=4),
    ActionRow("show_between", "View", "Show what lies &between the selection", tip=_BETWEEN, section=4),
    ActionRow("highlight_path", "View", "&Highlight path", tip=_PATH, section=4),
    ActionRow("show_everything", "View", "Show e&verything", ("Ctrl+3",), "Bring back what is hidden", section=4),
    ActionRow("collapse_cell", "View", "Collapse the cell of the selection", tip=_COLLAPSE, section=5),
    ActionRow("collapse_all", "View", "Collapse all cells", tip="Draw every compartment as one box", section=5),
    ActionRow("expand_all", "View", "Open all cells", tip="Draw every node of every compartment again", section=5),
    ActionRow(
        "overview",
        "View",
        "O&verview map",
        (),
        "Show a small map where the diagram is too large to be read as a whole",
        checkable=True,
        section=1,
    ),
    ActionRow("legend", "View", "&Legend", ("Ctrl+L",), "Show what the signs mean", checkable=True, section=1),
    ActionRow(
        "left_panels",
        "View",
        "&Pathways and therapies",
        ("F9",),
        "Show the panels on the left",
        checkable=True,
        section=1,
    ),
    ActionRow(
        "right_panels",
        "View",
        "&Outcomes and inspector",
        ("F10",),
        "Show the panels on the right",
        checkable=True,
        section=1,
    ),
    ActionRow(
        "node_table", "View", "Table of &nodes", ("Ctrl+T",), "Every node in a table to filter and sort", section=1
    ),
    ActionRow("timeline", "View", "&Timeline", ("F7",), "Show the timeline", checkable=True, section=1),
    ActionRow(
        "dark", "View", "&Dark theme", ("Ctrl+D",), "Light letters on dark ground", "theme", checkable=True, section=2
    ),
    ActionRow(
        "reduced_motion",
        "View",
        "&Reduced motion",
        (),
        "Show step after step without anything that moves",
        checkable=True,
        section=2,
    ),
    ActionRow("next_panel", "View", "Ne&xt panel", ("F6",), "Take the keyboard to the next panel", section=3),
    ActionRow(
        "previous_panel", "View", "Previous panel", ("Shift+F6",), "Take the keyboard to the panel before", section=3
    ),
    ActionRow("full_screen", "View", "F&ull screen", ("F11",), "Use the whole screen", checkable=True, section=3),
    ActionRow("shortcuts", "Help", "&Keyboard and mouse", ("F1",), "Every key and gesture on one page"),
    ActionRow("problems", "Help", "&Problems of this file", (), "What is doubtful in the open file"),
    ActionRow("about", "Help", "&About Pathway Explorer", (), "Version, licence and caution", section=1),
)
SUBMENUS = {"Export": ("File", "&Export")}
"""Menus that stand in another one, where their first row is, with their words."""
MENUS: tuple[str, ...] = ("File", "Edit", "Run", "Scenarios", "Story", "Arrange", "View", "Help")


def make_actions(parent: QWidget, slots: Mapping[str, Callable[[bool], object]], theme: Theme) -> dict[str, QAction]:
    """Return a live action for every row; ``slots`` holds what each does, given whether it is checked."""
    made: dict[str, QAction] = {}
    for row in ROWS:
        action = QAction(row.text, parent)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        action.setStatusTip(row.tip)
        action.setToolTip(f"{row.tip} ({shortcut_words(row)})" if row.keys else row.tip)
        action.setCheckable(row.checkable)
        if row.icon:
            action.setIcon(icon(row.icon, theme))
        action.triggered.connect(slots[row.id])
        parent.addAction(action)
        made[row.id] = action
    return made


def shortcut_words(row: ActionRow) -> str:
    """Return the first shortcut of ``row`` as this system writes it."""
    return QKeySequence(row.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def colour_actions(actions: Mapping[str, QAction], theme: Theme) -> None:
    """Draw the icons of ``actions`` in the colours of ``theme``."""
    for row in ROWS:
        if row.icon:
            actions[row.id].setIcon(icon(row.icon, theme))
