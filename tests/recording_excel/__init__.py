"""A small Excel in memory: xlwings runs on it, every call is recorded, and any call can be made to fail.

`excel()` is the application, `open_file` and `add_book` put a workbook in front, `as_book` gives it as
xlwings does. What a workbook holds then is in `model`, compared by `snapshot` and `differences`. Objects
are those that COM would give: members that the recording does not know raise AttributeError.
"""

from tests.recording_excel.addresses import com_error
from tests.recording_excel.application import Application
from tests.recording_excel.calls import Call, Calls, ExcelRefuses
from tests.recording_excel.from_file import book_of
from tests.recording_excel.hosting import add_book, as_book, excel, in_front, open_file
from tests.recording_excel.model import Area, Book, Chart, DefinedName, ErrorValue, Formula, Look, Rule, Sheet
from tests.recording_excel.snapshots import compare, differences, snapshot

__all__ = [
    "Application",
    "Area",
    "Book",
    "Call",
    "Calls",
    "Chart",
    "DefinedName",
    "ErrorValue",
    "ExcelRefuses",
    "Formula",
    "Look",
    "Rule",
    "Sheet",
    "add_book",
    "as_book",
    "book_of",
    "com_error",
    "compare",
    "differences",
    "excel",
    "in_front",
    "open_file",
    "snapshot",
]
