"""Other companies and quarters: what is typed over in the shipped input workbook.

Figures that are in no release are invented here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from tests.decks import COMPONENTS as LINES
from tests.input_workbook import OLDEST, RELEASED, Input, number_of
from xl_addin.inputs.model import CellValue

YEARS = ("FY2000", "FY2001")
# Average rates near the mean of the opening and the closing one; invented.
AVERAGE_RATES = {
    date(2001, 6, 29): 122.5,
    date(2001, 9, 28): 121.5,
    date(2001, 12, 31): 123.75,
    date(2002, 3, 29): 132.5,
    date(2002, 6, 28): 127.0,
}
# What a euro cost in dollars and in yen; invented.
EURUSD = {
    date(2001, 6, 29): 0.848,
    date(2001, 9, 28): 0.911,
    date(2001, 12, 31): 0.8813,
    date(2002, 3, 28): 0.872,
    date(2002, 6, 28): 0.9856,
}
EURJPY = {date(2002, 6, 28): 118.13}
# What a yen cost in dollars: 1 / 124.73 and so on.
JPYUSD = {
    date(2001, 6, 29): 0.0080173,
    date(2001, 9, 28): 0.0083921,
    date(2001, 12, 31): 0.0076313,
    date(2002, 3, 29): 0.0075358,
    date(2002, 6, 28): 0.0083438,
}
# Between operating and net income, 1Q01 to 1Q02; invented, but for the sum, which the shipped figures give:
# -148 + 38 - 200 - 10 - 1,570 + 40 = -1,850, and so on to -464 + 54 - 180 - 40 - 900 + 50 = -1,480.
BETWEEN: Mapping[str, tuple[int, ...]] = {
    "other_income_expense": (38, 65, 20, 47, 54),
    "interest_expense": (200, 200, 195, 190, 180),
    "income_taxes": (10, 20, 45, 60, 40),
    "equity_in_net_income_of_affiliates": (-1570, -1760, -1900, -1700, -900),
    "minority_interests": (-40, -40, -50, -50, -50),
}
LONG = ", continuing operations, before reclassification of what was sold"
LONG_JA = "(継続事業、非継続事業への組替前、連結子会社を含む)"

Edit = Callable[[Input], None]
QUARTERS = tuple(str(OLDEST + step) for step in range(RELEASED - OLDEST + 1))


def without_items(*items: str) -> Edit:
    """Items that the company does not give."""
    return lambda book: book.drop_items(*items)


def without_sheets(*names: str) -> Edit:
    """Optional input sheets that are not there, with what Sources says of them."""

    def edit(book: Input) -> None:
        book.drop_sheets(*names)
        book.sheets["Sources"].keep(lambda row: row["period"] != "FY2002")

    return edit


def no_integration(book: Input) -> None:
    """A line of its own instead of systems integration."""
    book.drop_items("systems_integration_gross_profit")
    book.figures.row("systems_integration_revenues").update(
        item="training_revenues", label="Training revenues", label_ja="研修売上高"
    )
    for row in book.sheets["Sources"].rows:
        if row["item"] == "systems_integration_revenues":
            row["item"] = "training_revenues"


def of_periods(*periods: str) -> Edit:
    """Figures of these periods alone."""
    return lambda book: book.keep_periods(*periods)


def settings(**values: CellValue) -> Edit:
    """Other settings."""
    return lambda book: book.set(**values)


def more_settings(**values: CellValue) -> Edit:
    """Settings that the shipped workbook has no row for."""

    def edit(book: Input) -> None:
        for key, value in values.items():
            book.sheets["Settings"].add(key, value)

    return edit


def all_of(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(book: Input) -> None:
        for each in edits:
            each(book)

    return edit


def reported_in(unit: str, presentation: str | None) -> Edit:
    """The same figures in another unit of money, without the sentences that name yen."""

    def edit(book: Input) -> None:
        book.set(unit=unit, presentation_currency=presentation)
        book.drop_sheets("Commentary")
        for name in ("Figures", "Guidance", "Consensus"):
            for row in book.sheets[name].rows:
                if row["unit"] == "JPY million":
                    row["unit"] = unit

    return edit


def quoted(pair: str, rates: Mapping[date, float], basis: str = "period_end") -> Edit:
    """These rates and no others."""

    def edit(book: Input) -> None:
        book.sheets["Rates"].rows.clear()
        for day, rate in rates.items():
            book.sheets["Rates"].add(pair, day, basis, rate, "invented")

    return edit


def rates_to_june_2001(book: Input) -> None:
    """No rates of later days."""
    book.sheets["Rates"].keep(
        lambda row: isinstance(row["date"], datetime) and row["date"].date() < date(2001, 7, 1)
    )


def older_quarters(count: int) -> Edit:
    """So many quarters in all."""
    return lambda book: book.older_quarters(count)


def released_in(quarter: str) -> Edit:
    """An earlier quarter's release, without the outlook and the later figures."""

    def edit(book: Input) -> None:
        without_sheets("Guidance", "Consensus", "Commentary")(book)
        book.set(release_quarter=quarter)

    return edit


def guided(*kinds: str) -> Edit:
    """Guidance of some items only."""
    return lambda book: book.sheets["Guidance"].keep(lambda row: row["item"] in kinds)


def year_in_amounts(book: Input) -> None:
    """Revenues of the year guided as a range, in billions of yen."""
    guidance = book.sheets["Guidance"]
    guidance.keep(lambda row: row["period"] != "FY2002")
    guidance.add(
        "FY2002", "total_revenues", 47.2, 48, "range", "JPY billion", date(2002, 8, 8), "On the year"
    )


def counts_guided(book: Input) -> None:
    """Guidance on counts, which are no flow, and on growth between two bounds."""
    guidance = book.sheets["Guidance"]
    guidance.keep(lambda row: row["item"] == "total_revenues_growth")
    guidance.row("FY2002").update(low=18, high=22, qualifier="range")
    guidance.add("2Q02", "ip_service_contracts", 4000, 4100, "range", None, None, None)
    guidance.add("2Q02", "contracted_bandwidth", 16000, None, "at_least", None, None, None)


def losses(book: Input) -> None:
    """An operating loss in every quarter, and a base of revenues so small that growth is huge."""
    book.drop_items("gross_profit", "selling_general_administrative_expenses")
    book.drop_periods(*YEARS)
    book.type("operating_income", {"1Q01": -148, "2Q01": -135, "3Q01": -151, "4Q01": -186, "1Q02": -100})
    for line in LINES:
        book.type(line, {"1Q01": None})
    book.type("total_revenues", {"1Q01": 2})


def year_columns(book: Input) -> None:
    """Years before the first quarter; invented."""
    book.figures.headings[5:5] = ["FY1998", "FY1999"]
    book.type("total_revenues", {"FY1998": 15800, "FY1999": 24490, "FY2000": 31827})
    book.type("operating_income", {"FY1998": -1200, "FY1999": -1900, "FY2000": -700})


def thousands(book: Input) -> None:
    """Every amount in thousands of yen."""
    book.set(unit="JPY thousand")
    periods = book.figures.headings[5:]
    for row in book.figures.rows:
        if row["unit"] == "JPY million":
            row["unit"] = None
            row.update({p: number_of(row[p]) * 1000 for p in periods if row[p] is not None})
    for row in book.sheets["Guidance"].rows:
        if row["unit"] == "JPY million":
            row.update(
                unit="JPY thousand", low=number_of(row["low"]) * 1000, high=number_of(row["high"]) * 1000
            )


def thousands_guided_in_millions(book: Input) -> None:
    """Figures in thousands of yen; guidance and consensus stay in millions."""
    guidance = [dict(row) for row in book.sheets["Guidance"].rows]
    thousands(book)
    book.sheets["Guidance"].rows = guidance


def zero_line(book: Input) -> None:
    """A line that began this year, and one that ended; the total less what is gone."""
    book.drop_periods(*YEARS)
    book.type("value_added_service_revenues", {"1Q01": 0, "2Q01": 0, "3Q01": 0, "4Q01": 0})
    book.type("dialup_access_revenues", {"1Q02": 0})
    book.type("total_revenues", {"1Q01": 8124, "2Q01": 9286, "3Q01": 9700, "4Q01": 11855, "1Q02": 9386})


def no_revenues_in_4q01(book: Input) -> None:
    """A quarter in which nothing was sold."""
    book.drop_periods(*YEARS)
    for item in ("total_revenues", *LINES, "systems_integration_gross_profit"):
        book.type(item, {"4Q01": 0})
    book.type("gross_profit", {"4Q01": -300})
    book.type("operating_income", {"4Q01": -1519})


def no_published_mean(book: Input) -> None:
    book.sheets["Consensus"].keep(lambda row: row["contributor"] != "mean")


def consensus_in_billions(book: Input) -> None:
    for row in book.sheets["Consensus"].rows:
        row.update(unit="JPY billion", value=number_of(row["value"]) / 1000)


def at_average_rates(book: Input) -> None:
    book.set(fx_mode="average")
    for day, rate in AVERAGE_RATES.items():
        book.sheets["Rates"].add("USDJPY", day, "average", rate, "invented")


def truncated(book: Input) -> None:
    """Figures with a fraction, which truncation and rounding print differently."""
    book.set(rounding="truncate")
    book.drop_periods(*YEARS)
    for row in book.figures.rows:
        if row["unit"] == "JPY million":
            fraction = 0.75 * (len(LINES) if row["item"] == "total_revenues" else 1)
            row.update({quarter: number_of(row[quarter]) + fraction for quarter in QUARTERS})


def restated(book: Input) -> None:
    """Three figures that were printed differently before."""
    sheet = book.sheets["Restated"]
    sheet.add("total_revenues", "FY2001", 39000, date(2002, 5, 15), None)
    sheet.add("total_revenues", "1Q01", 8300, date(2001, 8, 10), "Leased lines are now gross.")
    sheet.add("operating_income", "4Q01", 190, None, None)


def gap(book: Input) -> None:
    """A figure of a line that is not known."""
    book.type("equipment_sales", {"3Q01": None, "FY2001": None})


def odd_labels(book: Input) -> None:
    """Signs that XML, formulas, headers and footers give a meaning, and Japanese in an English name."""
    book.set(company='R&D <Holdings> "東京" K.K.', ticker="A&B")
    book.figures.row("total_revenues").update(label='Sales & "other" <net> 売上', label_ja="売上&<合計>")
    book.figures.row("operating_income").update(label="Profit < loss & tax", label_ja="営業利益&損失")


def long_labels(book: Input) -> None:
    """Names far longer than a column is wide."""
    for row in book.figures.rows:
        row["label"] = f"{row['label']}{LONG}"
        row["label_ja"] = f"{row['label_ja']}{LONG_JA}"


def nested(book: Input) -> None:
    """A component that has components."""
    total = "ip_service_revenues"
    dedicated = {"1Q01": 3000, "2Q01": 3100, "3Q01": 3150, "4Q01": 3200, "1Q02": 3300, "FY2001": 12450}
    whole = book.figures.row(total)
    shared = {period: number_of(whole[period]) - figure for period, figure in dedicated.items()}
    book.add_item("dedicated_access", "Dedicated access", dedicated, total)
    book.add_item("shared_access", "Shared access", shared, total)


def all_between(book: Input) -> None:
    """Every item between operating and net income."""
    for item, figures in BETWEEN.items():
        book.add_item(item, item.replace("_", " ").capitalize(), dict(zip(QUARTERS, figures, strict=True)))


def unexplained(book: Input) -> None:
    """Every item between operating and net income, and a net income 20 below what they add up to."""
    all_between(book)
    book.drop_periods(*YEARS)
    book.type("net_income", {"1Q02": -1500})


def wrong_total(book: Input) -> None:
    """A total 100 above the sum of its lines."""
    book.drop_periods(*YEARS)
    book.type("total_revenues", {"1Q02": 9951})
