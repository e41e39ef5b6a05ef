"""What a command changes in Excel while it runs, and puts back whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import xlwings as xw

_CHANGED = ("calculation", "screen_updating", "status_bar")


@contextmanager
def session(book: xw.Book, status: str) -> Iterator[bool]:
    """Excel quiet, with a text in its status bar where none is, and with all values calculated.

    At the end calculation mode, screen updating, status bar, active sheet and selection are as before.

    Yields:
        Whether Excel calculates on demand; it is asked to at the beginning, and at the end again.
    """
    app = book.app
    before = {name: getattr(app, name) for name in _CHANGED}
    sheet, selected = book.sheets.active, _selected(app)
    with ExitStack() as restoring:
        for name in reversed(_CHANGED):
            restoring.callback(_put_back, setattr, app, name, before[name])
        restoring.callback(_select, sheet, selected)
        if not isinstance(before["status_bar"], str):  # else the macro has said it in Excel's language
            app.status_bar = status
        app.screen_updating = False
        on_demand = before["calculation"] == "manual"
        if on_demand:
            app.calculate()
        app.calculation = "manual"
        yield on_demand
        if on_demand:
            app.calculate()


def _selected(app: xw.App) -> xw.Range | None:
    try:
        return app.selection
    except Exception:  # on a Mac, where a chart or a shape is selected
        return None


def _select(sheet: xw.Sheet, selected: xw.Range | None) -> None:
    _put_back(sheet.activate)
    if selected is not None:  # a chart or a shape is selected, and stays so
        _put_back(selected.select)


def _put_back(change: Callable[..., object], *arguments: object) -> None:
    """One thing put back; where Excel refuses it, as with cells that nobody may select, the rest follows."""
    try:
        change(*arguments)
    except Exception:  # of whatever kind Excel's interface raises
        # Not a warning: what Python says aloud, xlwings shows in a box of its own.
        logging.getLogger(__name__).debug("not put back: %s%r", change, arguments, exc_info=True)
