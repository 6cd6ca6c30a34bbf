"""Weeks of editing, drawn at random: whatever people do to the sample report, `verify` calls no wrong number equal."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.docx_text import pack, parts
from tests.edits import edited
from tests.test_document_agreement import reads
from tests.test_edit_scripts import BODY, case, report
from tests.test_verifying import changed_ledger
from tests.verified import standings
from unionreport import numerals
from unionreport.app import Case
from unionreport.app import settings as configured
from unionreport.document.package import read_package
from unionreport.document.verification import Today, verify
from unionreport.verdict import Kind
from unionreport.verifying import today

SCRIPTS = int(os.environ.get("UNIONREPORT_VERIFY_SCRIPTS", "50"))
DIGITS = "0123456789"


@cache
def of() -> tuple[Case, Today]:
    """What the ledgers say after a suggestion was found to have saved more."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2023.xlsx"
        changed_ledger(path)
        changed = case(path)
        return changed, today(changed, configured(path, None), standings(report()))


@settings(max_examples=SCRIPTS, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False), count=st.integers(1, 30))
def test_equal_is_never_claimed_for_a_number_that_is_not(random: Random, count: int) -> None:
    """What is called equal is as it would be printed now, or is read by an oracle of its own as the value of now."""
    files = parts(report())
    root = etree.fromstring(files[BODY])
    script = edited(root, random, count)
    data = pack({**files, BODY: etree.tostring(root)})
    found = verify(read_package(data), standings(data), of()[1])
    counts = found.summary
    held = sum(counts[kind] for kind in ("equal", "stale", "typed", "unknown"))
    assert held == counts["found"] + counts["duplicated"], script.log
    assert counts["found"] + counts["missing"] == counts["figures"], script.log
    for each in found.verdicts:
        if each.kind is Kind.EQUAL and each.now is not None and each.now.value is not None:
            now = each.now
            shown = numerals.show(each.now.value, now.unit, now.style, now.rounding)
            if each.shown != shown and each.shown[0] in DIGITS and now.number is not None:
                read = reads(each.shown, 0)
                worth = 100 if now.unit == "%" else 1
                assert read is not None, each
                assert read[0] <= now.number * worth <= read[1], each
        if each.kind is Kind.STALE:
            assert each.now is None or each.now.shown != each.shown, each
