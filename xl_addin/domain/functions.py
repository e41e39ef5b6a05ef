"""The worksheet functions, in the order of the reference."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xl_addin.catalog import FunctionSpec
from xl_addin.domain.arpu import arpu
from xl_addin.domain.calendar import period_end, quarter_of, shifted_label
from xl_addin.domain.ebitda import ebitda, ebitda_margin, ebitda_net
from xl_addin.domain.footing import footing_difference
from xl_addin.domain.fx import translated
from xl_addin.domain.growth import cagr, qoq, trend, yoy
from xl_addin.domain.lookup import figure_of_period, rate_of_quarter
from xl_addin.domain.margins import margin, margin_change
from xl_addin.domain.outlook import consensus, guidance, surprise
from xl_addin.domain.series import growth_series, last_twelve_months
from xl_addin.domain.tie import tie
from xl_addin.domain.wording import amount_text, change_text

DECLARED = (
    yoy,
    qoq,
    growth_series,
    cagr,
    trend,
    margin,
    margin_change,
    ebitda,
    ebitda_net,
    ebitda_margin,
    translated,
    rate_of_quarter,
    arpu,
    shifted_label,
    period_end,
    quarter_of,
    figure_of_period,
    last_twelve_months,
    consensus,
    surprise,
    guidance,
    amount_text,
    change_text,
    tie,
    footing_difference,
)

FUNCTIONS: Mapping[str, FunctionSpec] = MappingProxyType({body.spec.name: body.spec for body in DECLARED})
