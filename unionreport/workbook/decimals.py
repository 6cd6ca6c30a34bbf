"""Decimal numbers in text, many at once, each rounded to the nearest float as Python does."""

from __future__ import annotations

import numpy as np

from unionreport.workbook.octets import Array, Octets, whole_numbers

_DOTS, _ONES, _HIGH = (np.uint64(byte * 0x0101010101010101) for byte in (0x2E, 0x01, 0x80))
_POWERS = 10.0 ** np.arange(23)  # all of them exact
_EXACT = 2**53  # a quotient of two exact floats is rounded once
_LONGEST = 17
_MINUS, _DOT, _ZERO = b"-.0"


def decimals(octets: Octets, starts: Array, ends: Array) -> tuple[Array, Array]:
    """The numbers of plain decimal notation, such as -12.50, and which spans are such.

    Others may be numbers too, of more digits or with an exponent.
    """
    minus = octets.bytes[starts] == _MINUS
    lengths = ends - starts - minus
    mantissas, places, sure = _short(octets, ends, lengths)
    long = np.flatnonzero((lengths > 8) & (lengths <= _LONGEST))
    if len(long):
        mantissas[long], places[long], sure[long] = _long(octets, ends[long] - lengths[long], lengths[long])
    values = mantissas / _POWERS[places]
    values[minus] *= -1
    return values, sure


def _short(octets: Octets, ends: Array, lengths: Array) -> tuple[Array, Array, Array]:
    """Mantissas, decimal places and certainty of up to eight signs: the dot is taken out, the digits closed up."""
    words = octets.ending(ends, lengths)
    signs = words ^ _DOTS
    dots = (signs - _ONES) & ~signs & _HIGH
    dots &= ~dots + np.uint64(1)  # the first
    dotted = dots != 0
    below = (dots >> np.uint64(7)) - np.uint64(1)
    fractions = words & ~(below | (dots >> np.uint64(7)) * np.uint64(255))
    closed = ((words & below) << (dotted * np.uint64(8))) | fractions
    mantissas, sure = whole_numbers(closed, lengths - dotted)
    sure &= lengths <= 8
    places = ((fractions >> np.uint64(4)) & _ONES) * _ONES >> np.uint64(56)  # a digit has that bit
    return mantissas, places.view(np.int64), sure


def _long(octets: Octets, starts: Array, lengths: Array) -> tuple[Array, Array, Array]:
    mantissas = np.zeros(len(starts), np.int64)
    places, digits = mantissas.copy(), mantissas.copy()
    sure = np.ones(len(starts), bool)
    dotted = ~sure
    for at in range(int(lengths.max())):
        within = at < lengths
        signs = octets.bytes[starts + at]
        is_digit, is_dot = (signs - _ZERO < 10) & within, (signs == _DOT) & within
        mantissas = np.where(is_digit, mantissas * 10 + (signs - _ZERO), mantissas)
        places += is_digit & dotted
        digits += is_digit
        sure &= is_digit | (is_dot & ~dotted) | ~within
        dotted |= is_dot
    return mantissas, places, sure & (mantissas < _EXACT) & (digits > 0)
