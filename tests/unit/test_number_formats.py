"""What a number format shows; the texts are what Excel shows, by its documentation of number formats."""

from __future__ import annotations

import pytest

from xl_addin.inputs.number_formats import Shown, shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.155, "0%", "16%"),
        (0.155, "0.0%", "15.5%"),
        (15, '0.0"%"', "15.0%"),
        (15, r"0\%", "15%"),
        (9_851_000_000, "#,##0,,", "9,851"),
        (9_851_000, "#,##0,", "9,851"),
        (9_851_400, "#,##0.0,", "9,851.4"),
        (9_851_400, "#,##0,.0", "9,851.4"),
        (9_851_000, '#,##0,"千円"', "9,851千円"),
        (9_851, "0,000", "9,851"),
        (9_851, "[$¥-411]#,##0", "¥9,851"),
        (9_851, 'General"円"', "9851円"),
        (12_000, '[>=1000]#,##0,"K";0', "12K"),
        (851, '[>=1000]#,##0,"K";0', "851"),
        (2_000_000, '[>=1000000]0.0,,"M";[>=1000]0,"K";0', "2.0M"),
        (2_000, '[>=1000000]0.0,,"M";[>=1000]0,"K";0', "2K"),
        (-464, r'_(* #,##0_);_(* \(#,##0\);_(* "-"??_);_(@_)', "(464)"),
        (-464, "#,##0", "-464"),
        (-464, '#,##0;"△"#,##0', "△464"),
        (9_851, '0"000"', "9851000"),
        (-464, '0;"n/a"', "n/a"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(value: float, number_format: str, text: str) -> None:
    assert shown(value, number_format).text == text


@pytest.mark.parametrize(
    ("value", "number_format", "trait"),
    [
        (1, "#,##0", {}),
        (1, "", {}),
        (1, "#,##0.00_);[Red](#,##0.00)", {}),
        (-1, "#,##0;[Red]#,##0", {}),
        (-1, "#,##0;[赤]-#,##0", {}),
        (-1, '#,##0;"▲"#,##0', {}),
        (0, "#,##0;-#,##0;", {}),
        (0, '#,##0;-#,##0;"-"', {}),
        (0.5, "[h]:mm", {}),
        (0.5, "# ?/?", {}),
        (1, "0.00E+00", {}),
        (1, '0"m2"', {}),
        (1, '#,##0 "as of 2002"', {}),
        (1, '"FY2002: "0', {}),
        (1, "#,##0,", {"power": -3}),
        (1, "#,##0,,", {"power": -6}),
        (1, "0%", {"percents": 1, "says_percent": True}),
        (1, "0%%", {"percents": 2, "says_percent": True}),
        (1, '0"%"', {"says_percent": True}),
        (1, '0"％"', {"says_percent": True}),
        (1, '0"0"', {"adds_digits": True}),
        (1, r"0\0", {"adds_digits": True}),
        (1, '0"0円"', {"adds_digits": True}),
        (1, '"No.1"0', {"adds_digits": True}),
        (1, '"1"0', {"adds_digits": True}),
        (1, ";;;", {"is_hidden": True}),
        (-1, "0;", {"is_hidden": True}),
        (1, '"n/a";"n/a"', {"is_hidden": True}),
        (-1, "#,##0;#,##0", {"loses_sign": True}),
        (1, "(#,##0)", {"loses_sign": True}),
        (1, '"△"#,##0', {"loses_sign": True}),
    ],
)
def test_what_is_unlike_the_number_is_told(
    value: float, number_format: str, trait: dict[str, object]
) -> None:
    found = shown(value, number_format)
    assert {name: getattr(found, name) for name in Shown.__slots__ if name != "text"} == {
        name: trait.get(name, getattr(Shown(""), name)) for name in Shown.__slots__ if name != "text"
    }
