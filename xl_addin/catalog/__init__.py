"""The mechanism behind the worksheet functions: one declaration, three equal forms."""

from xl_addin.catalog.declaration import excel_function
from xl_addin.catalog.function import FunctionSpec
from xl_addin.catalog.spec import Arg, Example, Kind, Rows, Scalar, Term, Value

__all__ = ["Arg", "Example", "FunctionSpec", "Kind", "Rows", "Scalar", "Term", "Value", "excel_function"]
