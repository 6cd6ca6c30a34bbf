"""Every number of a paragraph, found where it stands and known for what it is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from unionreport import numerals
from unionreport.numerals.inference import infer_style
from unionreport.numerals.scanning import find_numbers
from unionreport.numerals.shown import Form, Kind, Number, agrees

REPORT = [
    ("满意率和基本满意率达90%以上", "90%以上 quantity % 90..100"),
    ("收到书面建议85份，采用5条", "85 quantity 份 85; 5 quantity 条 5"),
    ("采用后节省资金70.2万元", "70.2万 quantity 元 701500..702500"),
    ("经过三次考核检查", "三 quantity 次 3"),
    (
        "六个单位（部门）当选先进，14人为先进个人，七个支部为标杆",
        "六 quantity 个 6; 14 quantity 人 14; 七 quantity 个 7",
    ),
    ("340余人次参加竞赛", "340余 quantity 人次 340..350-"),
    (
        "接待来访八人次，探望住院职工12人次，慰问老同志5人次",
        "八 quantity 人次 8; 12 quantity 人次 12; 5 quantity 人次 5",
    ),
    ("为21户低保户发放7.89万元", "21 quantity 户 21; 7.89万 quantity 元 78850..78950"),
    ("医疗救助卡23人", "23 quantity 人 23"),
    ("“4050”补贴138人27.7万元", "4050 lexical; 138 quantity 人 138; 27.7万 quantity 元 276500..277500"),
    ("49户53名学生领到8.98万元", "49 quantity 户 49; 53 quantity 名 53; 8.98万 quantity 元 89750..89850"),
    (
        "居民18639人，企业1200多家，楼宇5幢，其中优质3幢",
        "18639 quantity 人 18639; 1200多 quantity 家 1200..1300-; 5 quantity 幢 5; 3 quantity 幢 3",
    ),
    ("总户数2943户，辖区35个单位", "2943 quantity 户 2943; 35 quantity 个 35"),
    ("缴费会员139人，收费4509.50元", "139 quantity 人 139; 4509.50 quantity 元 4509.5"),
    ("捐助衣物30件，现金1421.20元", "30 quantity 件 30; 1421.20 quantity 元 1421.2"),
    ("新建三家工会组织", "三 quantity 家 3"),
    ("在去年45家的基础上又增加5家，累计50家", "45 quantity 家 45; 5 quantity 家 5; 50 quantity 家 50"),
    ("签订率达到100%", "100% quantity % 99.5..100.5"),
    ("建会率达到84.7%，入会率79.3%", "84.7% quantity % 84.65..84.75; 79.3% quantity % 79.25..79.35"),
    ("活动15场次，惠及300人次", "15 quantity 场次 15; 300 quantity 人次 300"),
    ("截止今年9月，覆盖单位2860个", "9月 date; 2860 quantity 个 2860"),
    (
        "培训3期40人，招聘信息300余条，募集近一万元",
        "3 quantity 期 3; 40 quantity 人 40; 300余 quantity 条 300..400-; 近一万 quantity 元 9000..10000-",
    ),
    (
        "发放慰问金22.68万元，慰问品约4.61万元，合计27.22万元",
        "22.68万 quantity 元 226750..226850; 4.61万 quantity 元 46050..46150; 27.22万 quantity 元 272150..272250",
    ),
    (
        "50万余元帮扶28户，34万余元帮扶26户，7.3万元帮扶25户",
        "50万余 quantity 元 500000..600000-; 28 quantity 户 28; 34万余 quantity 元 340000..350000-; 26 quantity 户 26; 7.3万 quantity 元 72500..73500; 25 quantity 户 25",
    ),
    (
        "特困472户每户1200元，共85万余元",
        "472 quantity 户 472; 1200 quantity 元 1200; 85万余 quantity 元 850000..860000-",
    ),
    ("共计25余万元", "25余万 quantity 元 250000..260000-"),
    ("每人5斤肉、10斤鸡蛋", "5 quantity 斤 5; 10 quantity 斤 10"),
    ("发放助学款1万4千元", "1万4千 quantity 元 13500..14500"),
    ("26户家庭获得近5万元", "26 quantity 户 26; 近5万 quantity 元 45000..50000-"),
    (
        "发放11.3万元，每人2000元至4000元",
        "11.3万 quantity 元 112500..113500; 2000 quantity 元 2000; 4000 quantity 元 4000",
    ),
    (
        "20年来累计6200多万元，慰问56万多人(次)，帮扶1.18万人（次）",
        "20 period 年 20; 6200多万 quantity 元 62000000..63000000-; 56万多 quantity 人次 560000..570000-; 1.18万 quantity 人次 11750..11850",
    ),
    ("送出春联3000余套，志愿者52人", "3000余 quantity 套 3000..4000-; 52 quantity 人 52"),
    ("张某等6名个人、某班等10个集体", "6 quantity 名 6; 10 quantity 个 10"),
    ("走访困难企业80多家，其中县总90多万元", "80多 quantity 家 80..90-; 90多万 quantity 元 900000..1000000-"),
    ("慰问金0.4万元，4户", "0.4万 quantity 元 3500..4500; 4 quantity 户 4"),
    ("完成8个村（社区）换届", "8 quantity 个 8"),
    (
        "参保8.81万人次，获赔908.89万元，占全省7%",
        "8.81万 quantity 人次 88050..88150; 908.89万 quantity 元 9088850..9088950; 7% quantity % 6.5..7.5",
    ),
    (
        "保费89余万元，636人次理赔60余万元",
        "89余万 quantity 元 890000..900000-; 636 quantity 人次 636; 60余万 quantity 元 600000..700000-",
    ),
    ("比上年同期新增单位111个，互助费434966元", "111 quantity 个 111; 434966 quantity 元 434966"),
    (
        "理赔418起，单笔最高6万元，1万元以上92起",
        "418 quantity 起 418; 6万 quantity 元 55000..65000; 1万元以上 quantity 元 10000..20000-; 92 quantity 起 92",
    ),
    ("收缴27.7650万元", "27.7650万 quantity 元 277649.5..277650.5"),
    (
        "A类22件占23.91%，C类2件占2.17%",
        "22 quantity 件 22; 23.91% quantity % 23.905..23.915; 2 quantity 件 2; 2.17% quantity % 2.165..2.175",
    ),
    ("四年来竞赛27项，攻关23项", "四 period 年 4; 27 quantity 项 27; 23 quantity 项 23"),
    ("五年来各类竞赛2000多次", "五 period 年 5; 2000多 quantity 次 2000..3000-"),
    ("发现隐患30余项", "30余 quantity 项 30..40-"),
    (
        "从2017年1984.30万元增加到2023年2719.36万元，增长率37.04%",
        "2017年 date; 1984.30万 quantity 元 19842950..19843050; 2023年 date; 2719.36万 quantity 元 27193550..27193650; 37.04% quantity % 37.035..37.045",
    ),
    ("支出1150369.32元，结余-5230.50元", "1150369.32 quantity 元 1150369.32; -5230.50 quantity 元 -5230.5"),
    (
        "走访1002.43万名，其中困难职工94.58万、其他22.95万",
        "1002.43万 quantity 名 10024250..10024350; 94.58万 quantity 945750..945850; 22.95万 quantity 229450..229550",
    ),
    (
        "为五名困难职工、两名劳模送去2.28万余元",
        "五 quantity 名 5; 两 quantity 名 2; 2.28万余 quantity 元 22800..22900-",
    ),
    (
        "280多万个基层工会、近3亿会员，超过350万人",
        "280多万 quantity 个 2800000..2900000-; 近3亿 quantity 270000000..300000000-; 350万 quantity 人 3500000..3600000-",
    ),
    (
        "慰问9757万户(次)，走访163万个(次)",
        "9757万 quantity 户次 97565000..97575000; 163万 quantity 个次 1625000..1635000",
    ),
]
FORMS = [
    (
        "壹仟贰佰叁拾肆元伍角陆分、伍拾万元整、人民币壹仟肆佰零玖元伍角",
        "壹仟贰佰叁拾肆元伍角陆分 quantity 元 1234.56; 伍拾万元整 quantity 元 500000; 人民币壹仟肆佰零玖元伍角 quantity 元 1409.5",
    ),
    (
        "¥1,200.00，12元5角，￥500万，人民币5万元",
        "¥1,200.00 quantity 元 1200; 12元5角 quantity 元 12.5; ￥500万 quantity 元 4995000..5005000; 人民币5万 quantity 元 45000..55000",
    ),
    (
        "百分之四点八、百分之百、百分之九十以上、负百分之三",
        "百分之四点八 quantity % 4.75..4.85; 百分之百 quantity % 99.5..100.5; 百分之九十以上 quantity % 90..100; 负百分之三 quantity % -3.5..-2.5",
    ),
    (
        "千分之五、5‰、三分之一、三分之二以上、2/3、十分之九",
        "千分之五 quantity % 0.45..0.55; 5‰ quantity ‰ 0.45..0.55; 三分之一 quantity % 33.3333; 三分之二以上 quantity % 66.6667..100; 2/3 quantity % 66.6667; 十分之九 quantity % 90",
    ),
    (
        "九成、两成、八成五、八成半、近七成、九成以上、8成多",
        "九成 quantity % 85..95; 两成 quantity % 15..25; 八成五 quantity % 84.5..85.5; 八成半 quantity % 84.5..85.5; 近七成 quantity % 63..70-; 九成以上 quantity % 90..100; 8成多 quantity % 80..90-",
    ),
    (
        "同比增长5.2%，同比下降3.1%，比上年减少12人，比去年增加1.2万元，与上年持平，同比基本持平",
        "同比增长5.2% quantity % 5.15..5.25; 同比下降3.1% quantity % -3.15..-3.05; 比上年减少12 quantity 人 -12; 1.2万 quantity 元 11500..12500; 与上年持平 quantity 0; 同比基本持平 quantity -0.5..0.5",
    ),
    (
        "比上年提高2.3个百分点，比上年下降不足0.1个百分点，减少了3件，降低到5%",
        "比上年提高2.3 quantity 个百分点 2.25..2.35; 比上年下降不足0.1 quantity 个百分点 -0.1..0; 3 quantity 件 3; 5% quantity % 4.5..5.5",
    ),
    (
        "约300人、300人左右、超过350万人、不足50人、至少20次、30人以下、大约三分之一",
        "300 quantity 人 270..330; 300 quantity 人 270..330; 350万 quantity 人 3500000..3600000-; 50 quantity 人 45..50-; 20 quantity 次 20..30-; 30 quantity 人 0..30; 三分之一 quantity % 33.3333",
    ),
    (
        "２５份、1，200．50元、70.2 万元、９０％",
        "２５ quantity 份 25; 1，200．50 quantity 元 1200.5; 70.2 万 quantity 元 701500..702500; ９０％ quantity % 89.5..90.5",
    ),
    (
        "几十名、数百人、上千人次、十几个、二十几条、好几百户、百余人、近百名、千余名、十余次",
        "几十 quantity 名 20..100-; 数百 quantity 人 200..1000-; 上千 quantity 人次 1000..2000-; 十几 quantity 个 10..20-; 二十几 quantity 条 20..30-; 好几百 quantity 户 200..1000-; 百余 quantity 人 100..200-; 近百 quantity 名 90..100-; 千余 quantity 名 1000..2000-; 十余 quantity 次 10..20-",
    ),
    (
        "三四十人、两三次、三五个、五六个月",
        "三四十 quantity 人 30..50-; 两三 quantity 次 2..4-; 三五 quantity 个 3..6-; 五六 period 个月 5..7-",
    ),
    (
        "三千二百一十户、一亿零三百万元、十五万元、二〇二四、二十、十万人",
        "三千二百一十 quantity 户 3210; 一亿零三百万 quantity 元 103000000; 十五万 quantity 元 150000; 二〇二四 quantity 2024; 二十 quantity 20; 十万 quantity 人 100000",
    ),
    (
        "3000-4000元、63%～68%、5-10万人、8至10人",
        "3000 quantity 元 3000; 4000 quantity 元 4000; 63% quantity % 62.5..63.5; 68% quantity % 67.5..68.5; 5 quantity 人 ?; 10万 quantity 人 95000..105000; 8 quantity 人 8; 10 quantity 人 10",
    ),
    (
        "三千二元、1,23元、4509、50元、-340余人",
        "三千二 quantity 元 ?; 1 quantity 1; 23 quantity 元 23; 4509 quantity 4509; 50 quantity 元 50; -340余 quantity 人 -340",
    ),
    (
        "五年来、20年、三个月、两天、60周年",
        "五 period 年 5; 20 period 年 20; 三 period 个月 3; 两 period 天 2; 60 period 周年 60",
    ),
    (
        "五方面、三个方面、100kg、5㎡、2.5平方公里",
        "五 quantity 方面 5; 三 quantity 个 3; 100 quantity kg 100; 5 quantity ㎡ 5; 2.5 quantity 平方公里 2.45..2.55",
    ),
]
OTHERS = [
    (
        "2023年、2023年度、2020-2023年、2023年3月5日、3月份、1-9月、9月底、5日",
        "2023年 date; 2023年度 date; 2020-2023年 date; 2023年3月5日 date; 3月份 date; 1-9月 date; 9月底 date; 5日 date",
    ),
    (
        "二〇二三年、十月一日、一季度、第三季度、九十年代、20世纪、星期五、周三、初一、正月十五",
        "二〇二三年 date; 十月一日 date; 一季度 date; 第三季度 date; 九十年代 date; 20世纪 date; 星期五 date; 周三 date; 初一 date; 十五 date",
    ),
    (
        "2023-03-05、2023.3.5、2023/12、9:30、14时30分、上午9点、20xx年",
        "2023-03-05 date; 2023.3.5 date; 2023/12 date; 9:30 date; 14时30分 date; 9点 date; 20xx年 date",
    ),
    (
        "第五届第二次、五届二次、第3名、一等奖、一、二等奖、第一，前10名、3号楼、三年级",
        "第五届 ordinal; 第二次 ordinal; 五届二次 ordinal; 第3名 ordinal; 一等奖 ordinal; 二等奖 ordinal; 第一 ordinal; 前10名 ordinal; 3号楼 ordinal; 三年级 ordinal",
    ),
    ("皖工发〔2023〕7号、财会[2021]18号、总工办发18号", "〔2023〕7号 document; [2021]18号 document; 18号 document"),
    (
        "第28条、第二十八条第三款、GB/T 9704—2012、ISO 9001",
        "第28条 law; 第二十八条 law; 第三款 law; GB/T 9704—2012 law; ISO 9001 law",
    ),
    (
        "电话：0551-1234567、邮编 230000、12351热线、13800138000、110101190003078888、123456789012",
        "0551-1234567 code; 230000 code; 12351 code; 13800138000 code; 110101190003078888 code; 123456789012 code",
    ),
    (
        "a1@example.org、https://example.org/2023/1、A4纸、5G、PM2.5、T-3型",
        "a1@example.org code; https://example.org/2023/1 code; A4 code; 5G code; PM2.5 code; T-3 code",
    ),
    ("“4050”“双百”“3·15”“10+N”“五个一”", "4050 lexical; 双百 lexical; 3·15 lexical; 10+N lexical; 五个一 lexical"),
    (
        "四必谈、五必访、一户一策、一人一档、一次次、一一落实、十四五、二十大",
        "四必谈 lexical; 五必访 lexical; 一户一 lexical; 一人一 lexical; 一次次 lexical; 一一 lexical; 十四五 lexical; 二十大 lexical",
    ),
]
PROSE = [
    "全体职工团结一致，一起面对困难。",
    "我们要进一步统一思想，一心一意谋发展。",
    "这是唯一可行的办法，也是一贯的做法。",
    "一方面要抓学习，另一方面要抓落实。",
    "一些同志还不太适应新的要求。",
    "必须一如既往地服务一线职工。",
    "他是万众一心的见证人之一。",
    "第一时间赶到现场，见红旗就扛，见第一就争。",
    "落实“四必谈、五必访”制度。",
    "深入学习贯彻党的二十大精神和二十届三中全会精神。",
    "认真编制“十四五”规划。",
    "“三八”妇女节期间开展关爱活动。",
    "五一劳动节前夕慰问劳模。",
    "坚持一岗双责、一户一策、一人一档。",
    "一次性补助与一次又一次的走访。",
    "两节送温暖活动有声有色。",
    "坚决做到“两个维护”，增强“四个意识”。",
    "为社区两个文明建设作出贡献。",
    "把一切工作做到职工心坎上。",
    "十分重视安全生产，十分珍惜机会。",
    "万一发生险情，一律先撤人。",
    "统一安排，逐一落实，一一核对。",
    "千方百计解决急难愁盼，走进千家万户。",
    "落实五险一金，关心三无人员。",
    "上下一条心，拧成一股绳。",
    "每一个会员、这一项制度、那一次谈话都令人难忘。",
    "同一家单位的同一个岗位。",
    "一种精神、一支队伍、一面旗帜。",
    "不一样的风采，一样的奉献。",
    "一年来，全年共克时艰，新的一年再接再厉。",
    "百年大计，教育为本；百花齐放，百家争鸣。",
    "接二连三的好消息让大家喜出望外。",
    "三番五次登门，七上八下的心终于放下。",
    "一把手负总责，一级抓一级。",
    "一批又一批青年成长起来。",
    "一旦发现隐患，一定立即整改，一刻也不耽误。",
    "四成功经验值得推广。",
    "物业更换了零件，做到零距离服务、零容忍。",
    "成千上万的劳动者奋战在第一线。",
    "双百行动和百日攻坚同步推进。",
    "三个代表重要思想、三会一课制度。",
    "举一反三，独一无二，说一不二。",
    "两手抓、两手硬，两地职工联谊。",
    "三级联动，四面八方齐支援。",
    "一届接着一届干，一张蓝图绘到底。",
    "知行合一，表里如一，始终如一。",
    "八项规定精神深入人心，纠治四风。",
    "五四青年节举办演讲。",
    "七一前夕走访老党员，八一前夕慰问退役军人。",
    "以一流业绩迎接大会，一流服务赢得口碑。",
    "一直以来，一般职工也参与其中。",
    "三公经费公开，三重一大集体决策。",
    "六稳六保任务落到实处。",
    "从一点一滴做起，一言一行树形象。",
    "单位：万元",
    "亿万职工、千万不要大意、万千气象。",
    "职工书屋一应俱全，一目了然。",
    "一站式服务、一网通办、一窗受理。",
    "推行一卡通，织密一张网。",
    "初一慰问、正月十五联欢，星期五开会。",
    "二〇二三年三月五日，第五届第二次会员代表大会召开。",
    "联系电话：0551-1234567，邮编：230000。",
    "一是一、二是二，不打折扣。",
]


def line(number: Number) -> str:
    """The number as a line of the tables: text, kind, unit, low..high in 元 and points, - where high is left out."""
    reading = number.reading
    if reading is None:
        values = "?" if number.kind in {Kind.QUANTITY, Kind.PERIOD} else ""
    else:
        worth = {"元": Fraction(1, 100), "%": Fraction(100)}.get(reading.unit, Fraction(1))
        low, high = (plain(each * worth) for each in (reading.low, reading.high))
        values = low if low == high else f"{low}..{high}{'-' if reading.half_open else ''}"
    return " ".join(filter(None, (number.text, number.kind, number.unit, values)))


def plain(value: Fraction) -> str:
    """The value with up to 4 decimals."""
    return f"{Decimal(round(value * 10000)) / 10000:f}"


def lines(text: str) -> str:
    """All the numbers of a text."""
    return "; ".join(line(number) for number in find_numbers(text))


@pytest.mark.parametrize(("text", "expected"), REPORT)
def test_the_figures_of_reports_are_found(text: str, expected: str) -> None:
    """Each pattern of published reports gives its numbers with unit and the values that they can stand for."""
    assert lines(text) == expected


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_every_form_of_number_is_read(text: str, expected: str) -> None:
    """Digits, characters, 大写, shares, changes, approximations and ranges are read; what cannot be is listed."""
    assert lines(text) == expected


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_what_is_no_quantity_is_named(text: str, expected: str) -> None:
    """Dates, ordinals, papers, laws, codes and fixed words are found as what they are."""
    assert lines(text) == expected


@pytest.mark.parametrize("text", PROSE)
def test_ordinary_prose_has_no_quantities(text: str) -> None:
    """Numerals in words, phrases, dates and headings are no figures."""
    assert [number.printed for number in find_numbers(text) if number.kind == Kind.QUANTITY] == []


def test_headings_are_known_at_their_place() -> None:
    """Numbers that open a line or a clause are headings; the same numbers elsewhere count."""
    text = "一、总体情况\n（一）做法\n1.培训3期\n（1）来访2次；（2）走访5户。\n2.3.1 经费\n一是开会1次；二是讲课2场。\n第三章"
    headings = [number.text for number in find_numbers(text) if number.kind == Kind.HEADING]
    assert headings == ["一、", "（一）", "1.", "（1）", "（2）", "2.3.1", "一是", "二是", "第三章"]
    assert lines("一、二等奖各3名") == "二等奖 ordinal; 3 quantity 名 3"
    assert lines("2.5平方公里") == "2.5 quantity 平方公里 2.45..2.55"


def test_the_span_holds_what_a_style_prints() -> None:
    """余, 近 and 以上 are in the span, 约 and 左右 beside it; the unit follows up to stop."""
    text = "约50万余元，近5万元，约300人左右，1200家以上，同比增长5%"
    found = find_numbers(text)
    assert [(number.text, number.printed, number.approximator) for number in found] == [
        ("50万余", "50万余元", "余"),
        ("近5万", "近5万元", "近"),
        ("300", "300人", "左右"),
        ("1200家以上", "1200家以上", "以上"),
        ("同比增长5%", "同比增长5%", ""),
    ]


def test_the_form_of_a_number_is_told() -> None:
    """Arabic digits, characters, 大写 and digits with 万 are four forms."""
    forms = {number.text: number.form for number in find_numbers("85份、六个、壹佰元整、70.2万元、九成、8成、50%以上")}
    assert forms == {
        "85": Form.ARABIC,
        "六": Form.CHINESE,
        "壹佰元整": Form.UPPER,
        "70.2万": Form.MIXED,
        "九成": Form.CHINESE,
        "8成": Form.MIXED,
        "50%以上": Form.ARABIC,
    }


def test_a_fall_named_before_the_number_is_kept() -> None:
    """减少 and 下降 before a number are told, 至少 is none of them, and 下降到 is a level."""
    found = find_numbers("较去年减少了12人，下降3.1%，至少5次，下降到3%，增加2户")
    assert [number.falling for number in found] == [True, True, False, False, False]


def test_own_units_and_words_are_known() -> None:
    """A union's own measure words and phrases are taken as the catalog's are."""
    assert lines("共三壶茶，三个走进") == "三 quantity 个 3"
    known = find_numbers("共三壶茶，三个走进", frozenset({"壶"}), frozenset({"三个走进", ""}))
    assert [(number.printed, number.kind) for number in known] == [("三壶", "quantity"), ("三个走进", "lexical")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "三八人、十分之九、百分之九十、三公里、两节课、五个一等奖",
            "三八 quantity 人 ?; 十分之九 quantity % 90; 百分之九十 quantity % 89.5..90.5; 三 quantity 公里 3; 两 quantity 节 2; 五 quantity 个 5; 一等奖 ordinal",
        ),
        ("一名职工、一种精神、每一个人、每户一份", "一 quantity 名 1; 一种 lexical; 一 quantity 份 1"),
        ("万元、百名劳模、千万不要、百万元", "百 quantity 名 100; 百万 quantity 元 1000000"),
        ("人数十分可观，上千职工参加，网上百家争鸣", "十分 lexical; 上千 quantity 1000..2000-; 百家争鸣 lexical"),
        ("网上一片赞誉，一二个，一三个", "一二 quantity 个 1..3-; 一三 quantity 个 ?"),
        (
            "1/0，5/8以上，三四分之一",
            "1 quantity 1; 0 quantity 0; 5/8以上 quantity % 62.5..100; 三四 quantity 分 3..5-; 之一 lexical",
        ),
        (
            "约0人，约三分之一，不足百分之五",
            "0 quantity 人 0; 三分之一 quantity % 33.3333; 百分之五 quantity % 4.5..5-",
        ),
        ("电话12345人，电话12345", "12345 quantity 人 12345; 12345 code"),
        (
            "3000-4000，每天8时至17时，10人-20人",
            "3000 quantity 3000; 4000 quantity 4000; 8时 date; 17时 date; 10 quantity 人 10; 20 quantity 人 20",
        ),
        (
            "比上年减少不足，比上年增加三千二人，同比增长12人，同比减少8%",
            "比上年增加三千二 quantity 人 ?; 12 quantity 人 12; 8% quantity % 7.5..8.5",
        ),
    ],
)
def test_words_that_could_be_numbers_and_numbers_that_could_be_words(text: str, expected: str) -> None:
    """Guards keep fixed words out of numbers and numbers out of fixed words."""
    assert lines(text) == expected


STYLES = {
    "元": [
        "plain",
        "wan",
        "wan:0",
        "wan:2",
        "yuan:2",
        "cn",
        "approx",
        "approx:1000",
        "approxwan",
        "many",
        "near",
        "floor",
        "upper",
        "change",
        "change:2",
    ],
    "%": ["plain", "pct", "pct:0", "pct:2", "cn", "floor", "floor:10", "yoy", "yoy:0", "tenths"],
    "": [
        "plain",
        "wan",
        "wan:1",
        "cn",
        "small",
        "approx",
        "approx:100",
        "approxwan",
        "many",
        "many:100",
        "near",
        "floor",
        "change",
    ],
}
COUNTED = [
    "份",
    "人",
    "人次",
    "户",
    "户(次)",
    "名",
    "家",
    "分",
    "件",
    "千克",
    "个百分点",
    "平方米",
    "㎡",
    "℃",
    "幢",
    "期",
    "项",
    "条",
]


@st.composite
def _figures(draw: st.DrawFn) -> tuple[int | Fraction, str, str]:
    unit = draw(st.sampled_from(["元", "%", *COUNTED]))
    style = draw(st.sampled_from(STYLES.get(unit, STYLES[""])))
    if unit == "%":
        return draw(st.fractions(-3, 3, max_denominator=10**5)), unit, style
    if unit == "元":
        return draw(st.integers(-(10**12), 10**15) | st.integers(-300, 300)), unit, style
    return (
        draw(st.integers(-(10**7), 10**11) | st.integers(-20, 400) | st.fractions(0, 200, max_denominator=60)),
        unit,
        style,
    )


@given(_figures(), st.sampled_from(numerals.Rounding))
@example((Fraction(3, 2), "份", "cn"), numerals.Rounding.HALF_UP)
def test_what_is_printed_is_found_and_agrees(
    case: tuple[int | Fraction, str, str], rounding: numerals.Rounding
) -> None:
    """Whatever a style prints is found whole in a sentence, agrees with its value, and its style is inferred."""
    value, unit, style = case
    shown = numerals.show(value, unit, style, rounding)
    assume(shown not in {"十分", "零件"})  # which say very, and spare part
    before = "经统计，"
    found = find_numbers(f"{before}{shown}，特此说明。")
    assert [number.printed for number in found] == [shown]
    assert found[0].start == len(before)
    assert found[0].unit in {unit.replace("(", "").replace(")", ""), ""}
    assert agrees(found[0], value, unit, rounding)
    inferred = infer_style(shown, unit, value, rounding)
    assert inferred is not None
    assert numerals.show(value, unit, inferred, rounding) == shown


@given(
    st.text(
        "0123456789,.-%/:年月日一二两三十百千万亿零〇余多近约以上元角分整壹拾成之第同比增长下降人次个（(1)）〔〕号aA\n ",
        max_size=40,
    )
    | st.text(max_size=40)
)
@example("٣人²³")
def test_scanning_never_raises(text: str) -> None:
    """Any text gives numbers in order, without overlaps, each of them standing where it says it does."""
    position = 0
    for number in find_numbers(text):
        assert position <= number.start < number.end <= number.stop <= len(text)
        assert text[number.start : number.end] == number.text
        assert text[number.start : number.stop] == number.printed
        assert number.reading is None or number.reading.low <= number.reading.high
        position = number.stop
