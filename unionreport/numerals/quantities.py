"""The shapes of a quantity in a text, one pattern each, and which values one can stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from unionreport import hanzi
from unionreport.numerals import vocabulary
from unionreport.numerals.reading import Reading, read
from unionreport.numerals.shown import Form, Kind, Number
from unionreport.written import DECIMAL, HANZI, NUMBER, SCALE, parse

Shape = tuple[re.Pattern[str], Callable[[re.Match[str]], Number | None]]

_ONES = hanzi.DIGITS[1:]
_COIN = f"[0-9{_ONES}壹贰叁肆伍陆柒捌玖]"
_COINS = f"(?:零?{_COIN}角(?:零?{_COIN}分)?|零?{_COIN}分(?!之))"
_END = "[整正](?![改治合理个体顿修式在确常])"
_UNIT_ENDS = "".join(sorted({unit[-1] for unit in vocabulary.MEASURES | vocabulary.PERIODS}))
_SIGN = f"(?:负|(?<![0-9A-Za-z)）月号{_UNIT_ENDS}{hanzi.LETTERS}])-(?=[0-9¥]))"
_BLANK = "[ \u00a0\u3000]"
_GAP = re.compile("[ \u00a0\u2009\u202f]")
# 1 260: GB/T 15835 parts thousands by a narrow blank
_SPACED = f"[0-9]{{1,3}}(?:{_GAP.pattern}[0-9]{{3}})+(?![0-9])(?:\\.[0-9]+)?"
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_SCALES = frozenset(hanzi.LETTERS + "成")
_LARGE = "百千万亿"
_BRACKETS = str.maketrans("圆", "元", "()（）")
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "十万": 10**5, "百万": 10**6, "千万": 10**7}
# 人数十分 is no 数十, 网上百家 no 上百
_SOME = "好几|几|(?<![人次户件总个项基分参系指函少多])数|(?<![以会路网线街身手地墙早晚加楼车])上(?!十)"
_POWER = "(?:[十百千]万|[十百千万亿])(?!分|[克米瓦])"

_LEVEL = re.compile("(?:同比|环比|[与比](?:上|去)年(?:度|同期)?)(?P<about>基本)?持平")
# what the styles yoy and change print; any other comparison stays outside of the number
_TREND = re.compile("(?P<yearly>同比)(?P<rate>增长|下降)|比上年(?P<verb>增加|减少|提高|下降)(?P<below>不足)?")
_PER = re.compile(
    rf"(?P<sign>负)?(?P<per>百|千|万)分之(?P<points>百|{HANZI}|{DECIMAL})(?P<more>[余多])?(?P<above>以上)?"
)
_RATIO = re.compile(rf"(?:{HANZI}分之{HANZI}|(?P<top>[0-9]{{1,4}})/(?P<below>[0-9]{{1,4}})(?![0-9/]))(?P<above>以上)?")
# 四成功 is no 四成: 成 may begin a word of its own
_TENTHS = re.compile(
    rf"(?P<near>近)?(?P<tens>[{_ONES}两]|[0-9](?![0-9]))(?P<more>多)?成"
    rf"(?![功立为员绩效果熟长本就都年群天份品人])(?P<ones>半|[{_ONES}](?![个名家项件户条次]))?(?P<above>以上|多)?"
)
_MONEY = re.compile(
    rf"(?:人民币|RMB|¥)?{_SIGN}?(?:{NUMBER}[元圆](?:{_COINS}(?:{_END})?|{_END})|"
    rf"{_COIN}角(?![大星形度落逐色])(?:{_COIN}分)?(?:{_END})?)"
)


@lru_cache(maxsize=8)
def shapes(units: frozenset[str]) -> tuple[Shape, ...]:
    """The patterns of a quantity and their readers, most special first; ``units`` are all that may follow a number."""
    unit = _alternatives(units)
    vague = rf"(?P<some>{_SOME})(?P<power>{_POWER})(?P<more>[余多])?(?:{_BLANK}?(?P<unit>{unit}))?"
    pair = rf"(?P<low>[{_ONES}两])(?P<high>[{_ONES}两])(?P<power>{_POWER})?(?P<unit>{unit})"
    plain = (
        rf"(?P<near>近)?(?:人民币|RMB|¥)?(?P<sign>{_SIGN})?¥?(?P<number>{_SPACED}|{NUMBER})"
        rf"(?P<more>[余多几])?(?:{_BLANK}{{0,2}}(?P<scale>{SCALE}))?"
        rf"(?:{_BLANK}{{0,2}}(?P<unit>{unit}))?(?P<above>以上)?"
    )
    return (
        (_LEVEL, _level),
        (_PER, _per),
        (_RATIO, _ratio),
        (_TENTHS, _tenths),
        (_MONEY, _money),
        (re.compile(vague), _vague),
        (re.compile(pair), _pair),
        (re.compile(plain), _plain),
    )


def _alternatives(units: Iterable[str]) -> str:
    longest_first = sorted(units, key=lambda unit: (-len(unit), unit))
    return f"(?:{'|'.join(map(re.escape, longest_first))})(?:[(（]次[)）])?"


def quantity(text: str, position: int, units: frozenset[str]) -> Number | None:
    """The quantity that begins exactly there, with the comparison before it (同比增长5%); None if there is none.

    A lone Chinese numeral is one before a measure word only, and a lone 一 not as an article or part of a
    pronoun (一种精神, 每一个).
    """
    trend = _TREND.match(text, position)
    found = _first(text, trend.end() if trend else position, units)
    if trend is None or found is None:
        return found
    return _turned(trend, found) if bool(trend["yearly"]) == (found.unit == "%") else None


def _first(text: str, position: int, units: frozenset[str]) -> Number | None:
    for pattern, reader in shapes(units):
        match = pattern.match(text, position)
        found = reader(match) if match else None
        if found:
            return found
    return None


def _turned(trend: re.Match[str], found: Number) -> Number:
    """The change with its comparison inside the span, negative where it is a fall."""
    reading, below = found.reading, trend["below"] or ""
    if reading and below:
        reading = Reading(Fraction(0), (reading.low + reading.high) / 2, reading.unit)
    if reading and (trend["rate"] or trend["verb"]) in vocabulary.FALLS:
        reading = Reading(-reading.high, -reading.low, reading.unit)
    return replace(
        found,
        start=trend.start(),
        printed=trend[0] + found.printed,
        approximator=below or found.approximator,
        reading=reading,
    )


def _level(match: re.Match[str]) -> Number:
    return _made(match, "", read("与上年基本持平" if match["about"] else "") or Reading(Fraction(0), Fraction(0), ""))


def _per(match: re.Match[str]) -> Number:
    """百分之四点八, 千分之五."""
    points = "一百" if match["points"] == "百" else match["points"]
    reading = _read(match, points, "%")
    return _made(match, "%", _divided(reading, {"百": 1, "千": 10, "万": 100}[match["per"]]))


def _ratio(match: re.Match[str]) -> Number | None:
    """三分之一, 2/3: exact."""
    if match["below"] is None:
        reading = read(match[0].removesuffix("以上"))
    else:
        ratio = Fraction(int(match["top"]), int(match["below"]) or 1)
        reading = Reading(ratio, ratio, "%") if int(match["below"]) else None
    if reading and match["above"]:
        reading = Reading(reading.low, max(Fraction(1), reading.high), "%")
    return _made(match, "%", reading) if reading else None


def _tenths(match: re.Match[str]) -> Number:
    """九成, 八成五, 近七成, 九成以上."""
    tens = int(match["tens"]) if match["tens"].isdecimal() else _digit(match["tens"])
    ones = _digit((match["ones"] or "零").replace("半", "五"))
    reading = _read(match, str(tens * 10 + ones), "%")
    if not (match["ones"] or _approximator(match)):
        reading = Reading(Fraction(tens * 10 - 5, 100), Fraction(tens * 10 + 5, 100), "%")
    return _made(match, "%", reading)


def _money(match: re.Match[str]) -> Number:
    """壹仟贰佰元整, 12元5角."""
    return _made(match, "元", read(match[0]))


def _vague(match: re.Match[str]) -> Number:
    """几十, 数百, 上千: from twice the power up to ten times, after 上 from it up to twice."""
    unit = _plainly(match["unit"])
    power = _POWERS[match["power"]]
    low, high = (power, power * 2) if match["some"] == "上" else (power * 2, power * 10)
    return _made(match, unit, _between(low, high, unit), match["some"])


def _pair(match: re.Match[str]) -> Number | None:
    """三四十人, 两三次: two neighbouring numerals say about how many (GB/T 15835)."""
    low, high = _digit(match["low"]), _digit(match["high"])
    if high != low + 1 and (low, high) != (3, 5):
        return None
    unit, power = _plainly(match["unit"]), _POWERS.get(match["power"] or "", 0)
    reading = _between(low * power, (high + 1) * power, unit) if power else _between(low, high + 1, unit)
    return _made(match, unit, reading, match["low"] + match["high"])


def _plain(match: re.Match[str]) -> Number | None:
    """85份, 70.2万元, 340余人次, 近5万元, 1200家以上, 六个, 十五万."""
    number, unit = match["number"], _plainly(match["unit"])
    if not unit and re.match("近?(?:人民币|RMB|¥)", match[0]):
        unit = "元"
    if not number[0].isascii() and not _counts(match, number, unit):
        return None
    number = _GAP.sub("", number)
    reading = _read(match, f"一{number}" if number[0] in _LARGE else number, _canonical(unit))
    if unit == "‰":
        reading = _divided(reading, 10)
    elif reading and not reading.unit:
        reading = replace(reading, unit=unit)
    return _made(match, unit, reading)


def _counts(match: re.Match[str], number: str, unit: str) -> bool:
    """Whether a Chinese numeral at this place counts anything."""
    if number == "一":
        before = match.string[match.start() - 1 : match.start()]
        return bool(unit) and unit not in vocabulary.INDEFINITE and not (before and before in vocabulary.POINTERS)
    is_vague = bool(match["near"] or match["more"])
    if not set(number) - set(_LARGE):
        return is_vague or (bool(unit) and number not in {"万", "亿"})
    return bool(unit) or (number == "十" and is_vague) or (len(number) > 1 and parse(number) is not None)


def _read(match: re.Match[str], number: str, unit: str) -> Reading | None:
    """The values of the number with its approximators, or, where they do not fit it, of the number alone."""
    said = match.groupdict(default="")
    more = "余" if said["more"] or said["above"] == "多" else ""
    scaled = f"{said.get('sign', '')}{number}{{more}}{said.get('scale', '')}{unit}"
    near = "近" if said.get("near") else ""
    above = "" if near or more else said["above"]
    reading = read(near + scaled.format(more="" if near else more) + above) or read(scaled.format(more=""))
    # a number that is near another lies below it
    return replace(reading, half_open=True) if reading and near and reading.low < reading.high else reading


def _made(match: re.Match[str], unit: str, reading: Reading | None, approximator: str | None = None) -> Number:
    text = match[0]
    raw = match.groupdict().get("unit") or ""
    is_inside = unit in {"%", "‰"} or not raw or not text.endswith(raw)
    return Number(
        start=match.start(),
        end=match.end() - (0 if is_inside else len(raw)),
        stop=match.end(),
        printed=text,
        kind=Kind.PERIOD if unit in vocabulary.PERIODS else Kind.QUANTITY,
        form=_form(text.removesuffix("以上").removesuffix(raw)),
        unit=unit,
        approximator=_approximator(match) if approximator is None else approximator,
        reading=reading,
    )


def _form(numeral: str) -> Form:
    if _FORMAL.search(numeral):
        return Form.UPPER
    is_arabic = any("0" <= letter <= "9" for letter in numeral)
    is_chinese = any(letter in _SCALES for letter in numeral)
    return Form.MIXED if is_arabic and is_chinese else Form.ARABIC if is_arabic else Form.CHINESE


def _approximator(match: re.Match[str]) -> str:
    said = match.groupdict()
    return said.get("near") or said.get("more") or said.get("above") or ""


def _plainly(unit: str | None) -> str:
    """The unit without brackets: 人(次) is 人次, 圆 is 元."""
    return (unit or "").translate(_BRACKETS)


def _canonical(unit: str) -> str:
    """The unit if it settles what the values are, else none, so that any unit can be read."""
    return {"元": "元", "%": "%", "‰": "%"}.get(unit, "")


def _between(low: int, high: int, unit: str) -> Reading:
    worth = {"元": Fraction(100), "%": Fraction(1, 100), "‰": Fraction(1, 1000)}.get(unit, Fraction(1))
    return Reading(low * worth, high * worth, "%" if unit == "‰" else unit, half_open=True)


def _divided(reading: Reading | None, by: int) -> Reading | None:
    return replace(reading, low=reading.low / by, high=reading.high / by) if reading else None


def _digit(letter: str) -> int:
    return hanzi.read(letter) or 0 if letter != "两" else 2
