"""Proofreading of Chinese official prose: what GB/T 15834, GB/T 15835 and GB/T 9704 would mark in a finished text."""

from __future__ import annotations

from unionreport.prose.passage import Breach, Passage, PrintedSpan
from unionreport.prose.proof import lint

__all__ = ["Breach", "Passage", "PrintedSpan", "lint"]
