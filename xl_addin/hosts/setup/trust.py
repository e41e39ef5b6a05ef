"""What keeps Excel from running macros, as far as it can be read: settings, policies, marks on files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xl_addin.errors import Issue
from xl_addin.hosts.setup.machine import (
    ADDIN,
    EXCEL,
    EXCEL_POLICIES,
    MAC_PREFERENCES,
    OFFICE_POLICIES,
    Machine,
)

_ONLY_SIGNED, _NONE = 3, 4
_ADMINISTRATOR = "ask whoever administers this machine"
# Of the zones of Windows these two are outside: the internet, and what is restricted.
_OUTSIDE = ("ZoneId=3", "ZoneId=4")


def settings_findings(machine: Machine) -> Iterator[Issue]:
    """Settings under which the add-in's macros, or those of other workbooks, do not run."""
    if machine.system == "darwin":
        yield from _on_a_mac(machine)
    else:
        yield from _on_windows(machine)


def _on_windows(machine: Machine) -> Iterator[Issue]:
    if machine.settings(OFFICE_POLICIES).get("vbaoff") == 1:
        yield Issue(
            "a policy switches VBA off in all of Office", f"{_ADMINISTRATOR}, or use --formulas lambda"
        )
    policy = machine.settings(rf"{EXCEL_POLICIES}\Security").get("vbawarnings")
    level = policy or machine.settings(rf"{EXCEL}\Security").get("vbawarnings")
    whose = "a policy" if policy else "the Trust Center"
    remedy = (
        _ADMINISTRATOR
        if policy
        else "choose File > Options > Trust Center > Macro Settings > with notification"
    )
    untrusted = any(
        machine.settings(rf"{key}\Security\Trusted Locations").get("alllocationsdisabled") == 1
        for key in (EXCEL_POLICIES, EXCEL)
    )
    reach = (
        ""
        if untrusted
        else ", except in trusted folders: the add-in works, the buttons of IIJ_Release.xlsm do not"
    )
    if level == _NONE:
        yield Issue(f"{whose} switches macros off{reach}", remedy)
    elif level == _ONLY_SIGNED:
        yield Issue(
            f"{whose} allows signed macros only{reach}", "sign the file (docs/excel.md), or " + remedy
        )
    elif untrusted:
        yield Issue(
            "trusted folders are switched off, the start folder among them",
            "enable the add-in's macros when asked",
        )
    disabled = machine.settings(rf"{EXCEL}\Resiliency\DisabledItems").values()
    if any(_names_addin(value) for value in disabled):
        remedy = "choose File > Options > Add-ins > Manage: Disabled Items, and enable it"
        yield Issue(f"Excel has switched {ADDIN} off after a crash", remedy)


def _names_addin(value: object) -> bool:
    """Whether an entry of Excel's names the add-in: a path in UTF-16 among other bytes, in any case."""
    text = value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else str(value)
    return ADDIN.casefold() in text.casefold()


def _on_a_mac(machine: Machine) -> Iterator[Issue]:
    preferences = machine.settings(MAC_PREFERENCES)
    if preferences.get("visualbasicentirelydisabled") in (True, 1):
        yield Issue(
            "a preference switches VBA off in all of Office", f"{_ADMINISTRATOR}, or use --formulas lambda"
        )
    elif preferences.get("visualbasicmacroexecutionstate") == "DisabledWithoutWarnings":
        remedy = "choose Excel > Preferences > Security > Disable all macros with notification"
        yield Issue("macros are switched off without a question", remedy)


def is_from_the_internet(path: Path) -> bool:
    """Whether Windows has marked a file as downloaded."""
    try:
        mark = Path(f"{path}:Zone.Identifier").read_text("utf-8", "replace")
    except OSError:
        return False
    return any(zone in mark for zone in _OUTSIDE)
