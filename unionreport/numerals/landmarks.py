"""The numbers in a text that are no quantities: dates, ordinals, headings, codes, laws and fixed words."""

from __future__ import annotations

import re
from functools import lru_cache

from unionreport import hanzi
from unionreport.numerals import vocabulary
from unionreport.numerals.shown import Kind

_LETTER = f"[0-9{hanzi.LETTERS}]"
_FEW = "[一二三四五六七八九十]{1,3}"
_ANY = f"(?:[0-9]{{1,6}}|[{hanzi.LETTERS}]{{1,9}})"
_YEAR = "(?:(?:19|20|21)[0-9]{2}|20[0-9xX×*]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_TO = "[ ]?(?:-|—{1,2}|[–~～至到、])[ ]?"
_MONTHS = rf"(?:{_MONTH}[ ]?月?份?{_TO})?{_MONTH}[ ]?月(?:份|底|末|初|[上中下]旬)?(?:[ ]?{_DAY}[ ]?[日号])?"
_COUNTED = f"[余多几百千万亿.,{''.join(sorted({unit[0] for unit in vocabulary.MEASURES}))}]"
_LATIN = "(?:kg|km|mm|cm|mg|ml|kWh|kW|MW|m²|m³|g|m|t)(?![A-Za-z0-9])"
_CLAUSE = r"(?:(?<![^\n。；;！？!?：:，,、 \u3000”」]))"
_AFTER_CODE = "|".join(
    f"(?<={word}{link})" for word in vocabulary.CODE_WORDS for link in ("", ":", ": ", " ", "为", "是", "号:", "号码:")
)

_ADDRESS = r"https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]*"
_LAW = (
    rf"(?:GB|DB[0-9]*|ISO|JGJ|HG|AQ|WS|YY)(?:/[A-Z]{{1,3}})?[ ]?[0-9]+(?:\.[0-9]+)*(?:[-—–][0-9]{{4}})?"
    rf"|第[ ]?{_ANY}[ ]?[条款]"
)
_DOCUMENT = (
    rf"[〔\[［【(（][ ]?{_YEAR}[ ]?[〕\]］】)）][ ]?第?[ ]?[0-9]+[ ]?号|(?<=[发函字令告办])第?[0-9]+号(?![楼线院门])"
)
_CODE = (
    r"[0-9]{17}[0-9Xx](?![0-9A-Za-z])|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|[48]00-[0-9]{3}-[0-9]{4}(?![0-9])"
    rf"|1[3-9][0-9]{{9}}(?![0-9]|{_COUNTED})|[0-9]{{11,}}+(?![ ]?{_COUNTED})"
    rf"|(?:{_AFTER_CODE})[0-9][0-9-]{{2,}}+(?!{_COUNTED})"
    r"|[0-9]{3,6}(?=[^0-9,:，。；、\s]{0,8}(?:热线|电话))"
    rf"|(?!RMB)[A-Za-z]+[-_.]?[0-9][0-9A-Za-z]*(?:[-._/][0-9A-Za-z]+)*|[0-9]+(?![xX×]|{_LATIN})[A-Za-z][0-9A-Za-z]*"
)
_HEADING = (
    rf"{_CLAUSE}[(（](?:{_FEW}|[0-9]{{1,2}})[)）]|[①-⑳]|{_CLAUSE}{_FEW}(?:是(?!一)|要|则)"
    rf"|{_CLAUSE}第{_FEW}[章节编篇](?![课])"
)
_LINE_HEADING = re.compile(
    rf"^[ \t\u3000]*({_FEW}[、.．](?!{_FEW}等)"
    r"|[0-9]{1,2}(?:[、．]|\.(?![0-9]))|[0-9]{1,2}(?:\.[0-9]{1,2}){2,})",
    re.MULTILINE,
)
_DATE = (
    rf"{_YEAR}{_TO}{_YEAR}(?!{_COUNTED})[ ]?(?:年度?)?|{_YEAR}[ ]?年(?:度|[ ]?{_MONTHS})?"
    rf"|(?:19|20)[0-9]{{2}}(?P<between>[-./])(?:1[0-2]|0?[1-9])(?P=between)(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
    rf"|(?:19|20)[0-9]{{2}}[-/](?:1[0-2]|0[1-9])(?![0-9]|{_COUNTED})"
    rf"|{_MONTHS}|{_DAY}日(?![内游均元常间夜])|(?<=[正腊冬]月){_DAY}|[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9])"
    r"|[0-2]?[0-9][时点](?:[0-5]?[0-9]分|整|半)|[0-2]?[0-9]时(?![间候代期效])|(?<=[午晚晨])[0-9]{1,2}点"
    r"|第?[一二三四1-4]季度|[0-9]{2}年代|[一二三四五六七八九]十年代"
    r"|(?:[0-9]{2}|二十一?)世纪|[5-9]0后|0[05]后|(?:星期|礼拜)[一二三四五六日]"
    r"|周[一二三四五六](?![次个期例调报讲课练更评])|[初廿][一二三四五六七八九十](?![中高级])"
)
_ORDINAL = (
    rf"第[ ]?{_ANY}[ ]?(?:届|次|名|位|季|批|轮|期|版|号|个|项|页|类|代|步|组|站|场|集|部)?|前(?:[0-9]+|{_FEW})名"
    rf"|{_ANY}届(?:{_ANY}次)?|[一二三四五六1-6](?:等[奖功品]|年级)|[0-9]+号(?:楼|线|院|门|馆|文件)?|[0-9]+#"
)
_QUOTED = rf"(?<=[“「『《\"])(?:[0-9]{{3,}}|[0-9]{{1,2}}[0-9A-Za-z+·•×*/.-]+|[{hanzi.LETTERS}]{{2,4}})(?=[”」』》\"])"
_TWICE = (
    r"一([个件项条次步户家名位])\1|一[人户企岗家事案村厂校车对心针丝言行]一(?![个名家户份件])|一一"
    r"|[一二两三四五六七八九十]{1,2}必[谈访]?"
)
_STARTS = f"0-9{hanzi.LETTERS}A-Za-z①-⑳" + re.escape("近负数几上好第同环比较与前初廿周星礼人¥-〔[［【(（")


@lru_cache(maxsize=8)
def starts(words: frozenset[str]) -> re.Pattern[str]:
    """The characters that a number, or a fixed word with one in it, may begin with."""
    return re.compile(f"[{_STARTS}{''.join(sorted(re.escape(word[0]) for word in _phrases(words)))}]")


@lru_cache(maxsize=8)
def landmarks(words: frozenset[str]) -> tuple[tuple[re.Pattern[str], Kind], ...]:
    """The patterns of what is no quantity, in the order to try them in; ``words`` are further phrases."""
    fixed = "|".join(_guarded(word) for word in sorted(_phrases(words), key=lambda word: (-len(word), word)))
    return tuple(
        (re.compile(pattern), kind)
        for kind, pattern in (
            (Kind.CODE, _ADDRESS),
            (Kind.LAW, _LAW),
            (Kind.DOCUMENT, _DOCUMENT),
            (Kind.CODE, _CODE),
            (Kind.HEADING, _HEADING),
            (Kind.LEXICAL, f"{_QUOTED}|{_TWICE}|{fixed}"),
            (Kind.DATE, _DATE),
            (Kind.ORDINAL, _ORDINAL),
        )
    )


def line_headings(text: str) -> dict[int, int]:
    """The numbers that lines begin with (一、 1. 2.3.1), as end by start."""
    return {match.start(1): match.end(1) for match in _LINE_HEADING.finditer(text)}


def _phrases(words: frozenset[str]) -> frozenset[str]:
    return vocabulary.PHRASES | {word for word in words if word}


def _guarded(word: str) -> str:
    """The pattern of a phrase that leaves numbers whole: 三八 is not in 三八〇, nor 十分 in 十分之九."""
    if all(letter in hanzi.LETTERS for letter in word):
        return rf"{word}(?!{_LETTER}|[个名人户家元件份条次%点分])"
    follows = {
        "点": hanzi.DIGITS + "〇",
        "分": "之钟",
        "一": "等线级百千万",
        "公": "里斤顷分尺",
        "节": "课",
        "季": "度",
        "大": "类项",
        "无": "线",
    }
    guard = follows.get(word[-1], "")
    return re.escape(word) + (f"(?![{guard}])" if guard else "")
