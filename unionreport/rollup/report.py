"""The district's own report: the template district-report filled with the figures over all unions."""

from __future__ import annotations

import datetime
import hashlib
import os
import re

from unionreport import resources
from unionreport.config import Config
from unionreport.contents import LANGUAGE
from unionreport.document.context import Narrative, build
from unionreport.document.report import Stamp, fill
from unionreport.document.styling import lay_out
from unionreport.errors import TemplateError
from unionreport.reporting import source_date
from unionreport.rollup.exhibits import exhibits
from unionreport.rollup.figures import BOOK, figures
from unionreport.rollup.outcome import Outcome
from unionreport.texts import texts

_HAN = re.compile(r"[\u3400-\u9fff]")
_SOURCE_DATE = "SOURCE_DATE_EPOCH"


def district_report(outcome: Outcome, area: str, config: Config) -> bytes:
    """The report as .docx; equal outcomes give equal bytes.

    ``area`` is what the folder of the roll-up is called, told where it is a Chinese name. The template is the
    district's own ``templates/district-report.docx`` beside its configuration, else that of the product.
    Raises TemplateError with the paragraph at fault.
    """
    words = texts(LANGUAGE)
    area = area if _HAN.search(area) else ""
    context = build(figures(outcome, words), {"area_name": area}, Narrative({}), outcome.selection.year)
    template = resources.district_template(config.folder)
    try:
        data = template.read_bytes()
        if config.house.layout is not None:
            data, _ = lay_out(data, config.house.layout)
        return fill(data, {**context, **exhibits(outcome, words), "area": area}, _stamp(outcome, area, config)).data
    except TemplateError as error:
        raise error.inside(template.name) from error


def _stamp(outcome: Outcome, area: str, config: Config) -> Stamp:
    words, year = texts(LANGUAGE), outcome.selection.year
    digests = "\n".join(f"{each.address} {each.digest}" for each in outcome.selection.counted)
    return Stamp(
        title=words.say("rollup.title", area=area, year=year or ""),
        author=area,
        date=_day(),
        workbook=BOOK,
        digest=hashlib.sha256(digests.encode()).hexdigest(),
        charts=config.house.charts,
        year=year,
    )


def _day() -> datetime.date | None:
    return source_date(os.environ.get(_SOURCE_DATE, ""))
