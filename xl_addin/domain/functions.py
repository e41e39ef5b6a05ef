"""The worksheet functions, in the order of the reference."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xl_addin.catalog import FunctionSpec
from xl_addin.domain.arpu import arpu
from xl_addin.domain.ebitda import ebitda, ebitda_margin, ebitda_net
from xl_addin.domain.footing import footing_difference
from xl_addin.domain.fx import translated
from xl_addin.domain.growth import cagr, qoq, trend, yoy
from xl_addin.domain.margins import margin, margin_change
from xl_addin.domain.outlook import consensus
from xl_addin.domain.wording import amount_text, change_text

DECLARED = (
    yoy,
    qoq,
    cagr,
    trend,
    margin,
    margin_change,
    ebitda,
    ebitda_net,
    ebitda_margin,
    translated,
    arpu,
    consensus,
    amount_text,
    change_text,
    footing_difference,
)

FUNCTIONS: Mapping[str, FunctionSpec] = MappingProxyType({body.spec.name: body.spec for body in DECLARED})
