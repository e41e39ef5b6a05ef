"""How cells look: named styles laid over each other, and the number formats."""

from __future__ import annotations

from tests.decks import deck_of, figures_of
from xl_addin.release.styles import merged, number_format


def test_the_forecasts_column_is_in_italics_from_the_figures_down_and_no_other_is() -> None:
    deck = deck_of(figures_of())
    spec = next(spec for spec in deck.sheets if spec.name == "Full-year revenue")
    headings = {
        column: deck.book.value(cell.content) for (row, column), cell in spec.cells.items() if row == 4
    }
    (forecast,) = [column for column, text in headings.items() if text == "FY2002E"]
    actual = [column for column, text in headings.items() if text in ("FY2000", "FY2001")]
    revenues = next(row for row in range(5, 9) if (row, forecast) in spec.cells)
    assert merged(spec.cells[revenues, forecast].styles).italic
    assert actual
    assert not any(merged(spec.cells[revenues, column].styles).italic for column in actual)


def test_a_style_takes_from_those_below_what_it_does_not_say_itself() -> None:
    style = merged(("amount", "strong", "forecast"))
    assert (style.align, style.number, style.bold, style.italic, style.size) == (
        "right",
        "amount",
        True,
        True,
        10,
    )


def test_marks_of_several_styles_are_all_shown() -> None:
    assert merged(("restated", "estimate")).mark == "†ᵉ"


def test_losses_are_in_parentheses_and_in_japanese_behind_a_triangle() -> None:
    assert number_format("amount", "", "en") == "#,##0_)_ⁱ;(#,##0)_ⁱ;#,##0_)_ⁱ;@_)_ⁱ"
    assert number_format("percent", "", "en") == "#,##0.0%_)_ⁱ;(#,##0.0)%_ⁱ;#,##0.0%_)_ⁱ;@_)_ⁱ"
    assert number_format("amount", "ᵉ", "ja") == '#,##0"ᵉ";△#,##0"ᵉ";#,##0"ᵉ";@"ᵉ"'
    assert number_format("rate", "ᵉ", "ja") == "#,##0.00##"
