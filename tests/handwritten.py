"""Three reports as clerks write them by hand, with the key of what each number truly is, and nothing of ours in them.

In the texts ``[85份=suggestions.submitted]`` is a number that the figure explains, ``[5项=-]`` one that no figure of the
workbook does, however equal one may be. Two ids parted by a slash say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.docx_text import Block, document

_KEYED = re.compile(r"\[([^\[\]=]+)=([^\[\]=]+)\]")

FOUNDING: list[Block] = [
    "锦绣社区工会2022年工作报告",
    "（2023年1月13日）",
    "各位代表、同志们：",
    "我受第五届工会委员会的委托，向大会作2022年工会工作报告，请予审议。",
    "一、2022年工作回顾",
    "2022年，社区工会认真学习党的二十大精神，贯彻《工会法》第六条和总工发〔2022〕7号文件，落实“十四五”规划，围绕中心、服务大局，各项工作有了新的进步。目前社区有居民[6790户=profile.homes]、[18477人=profile.residents]，辖区企业[1140家=profile.companies]，楼宇[5幢=profile.buildings]，其中优质楼宇[2幢=profile.quality_buildings]；工会现有会员[148人=profile.members/members.total]，其中女会员[78人=profile.women/members.women]。",
    "1、积极参与社区管理，维护职工的民主权利",
    "一是坚持民主管理委员会制度，年内修订了[4项=-]制度；二是坚持民主评议干部制度，组织职工代表从五个方面对[16名=appraisals.cadres]干部进行百分考评，其中处级[4名=appraisals.division]、科级[12名=appraisals.section]，平均得分[90.44分=appraisals.average]；三是坚持厂务公开制度，公开大宗物资采购、招投标、公益岗招聘等事项[10项=disclosures.items]。经调查，职工对厂务公开的满意及基本满意率达[85%以上=satisfaction.rate]；四是坚持征集职工代表提案制度，全年收到提案[19件=proposals.submitted]，立案[10件=proposals.filed]，已解决[6件=proposals.resolved]，提案办理满意率达[90%=proposals.satisfaction_rate]。",
    "2、发挥工会组织优势，团结激励广大职工建功立业",
    "(1)深入开展经济技术创新、合理化建议活动。全年共征集到职工[76份=suggestions.submitted]书面建议，经筛选采用[4条=suggestions.adopted]，经采用后，节约资金达[52.3万元=suggestions.savings]。",
    "(2)积极开展“创先争优”和“比学赶超帮”主题活动。经[两次=assessments.rounds]考核检查，共有[五个=awards.units]单位（部门）荣获先进单位称号，[12人=awards.persons]被评为先进工作者，[五个=awards.branches]支部被树立为标杆支部。",
    "(3)全面组织职工业务技术培训。全年举办各类培训[9期=training.sessions]，[260余人次=training.attendance]职工参加了安全知识、劳动法律、妇女权益等知识竞赛和培训。",
    "3、关心职工生活，维护职工权益",
    "(1)加强安全监督和劳动保护工作。全年开展劳动保护检查[10次=inspections.count]，发现隐患[29项=inspections.hazards]，完成整改[26项=inspections.rectified]，整改率[89.7%=inspections.rectified_rate]。组织[32名=leave.persons]职工疗休养。举办文体活动[8场=activities.count]，参加活动[480余人次=activities.attendance]。",
    "(2)加快“送温暖”工作经常化、制度化进程。坚持“四必谈、五必访”制度，开展谈心谈话[16人次=talks.total]。一年来，工会共接待来人来访[十一人次=receptions.visitors]，探望生病住院职工[9人次=visits.hospital]，慰问退休干部、老领导[6人次=visits.retired]。全年共为[19户=aid.lowincome.households]低保户发放保障金[6.84万元=aid.lowincome.amount]，为低保人员办理医疗救助卡[20人=aid.medical_cards.persons]，发放“4050”社保补贴[126人=aid.insurance4050.persons][24.5万元=aid.insurance4050.amount]，为困难户和特困户发放生活补助金[1.86万元=aid.hardship.amount]，为[44户=aid.students.households][47名=aid.students.persons]困难家庭学生发放“金秋助学”金[7.64万元=aid.students.amount]，为[23名=aid.widows.persons]遗孀发放救助金[1.72万元=aid.widows.amount]。全年共投入各类帮扶资金[44.82万元=aid.total.amount]，受助[229人=aid.total.persons]、[322人次=aid.total.person_times]。志愿服务队还上门维修水电[29次=-]。",
    "二、存在的问题",
    "一是联系职工不够紧密，仍有[三个=-]居民小组没有工会小组；二是活动形式不够新颖。",
    "三、2023年工作打算",
    "2023年，力争征集合理化建议[76份=-]以上，举办培训[9期=-]，培训职工[300人次=-]，发放助学金不少于[7.64万元=-]。",
    "锦绣社区工会",
    "2023年1月13日",
]

BRIEFING: list[Block] = [
    "锦绣社区工会2023年工作汇报材料",
    "各位领导：",
    "欢迎各位领导来我社区检查指导工作。锦绣社区占地[2.5平方公里=profile.area]，总人口[一万八千六百三十九人=profile.residents]，总户数[6835户=profile.homes]，低保户[一百二十三户=profile.lowincome]，残疾人[184人=profile.disabled]，失业人员[1410人=profile.unemployed]，辖区企业[1200家=profile.companies]，其中规模以上企业[14家=-]。社区工会成立于2012年，现有工会小组[7个=-]，职工总数[168人=profile.workers]，会员[152人=profile.members/members.total]。",
    "（一）畅通渠道，民主管理有声有色",
    "我们坚持每季度召开一次联席会议。全年公开厂务[十四项=disclosures.items]，发出问卷[480份=satisfaction.issued]，收回[453份=satisfaction.returned]，满意率超过[九成=satisfaction.rate]。全年收到职工代表提案[二十三件=proposals.submitted]，立案[十二件=proposals.filed]，已办结[八件=proposals.resolved]。[十八人=appraisals.cadres]参加民主评议，其中[十七人=appraisals.excellent]被评为优秀。",
    "（二）搭建平台，建功立业有为有位",
    "今年以来，共收到合理化建议[八十五份=suggestions.submitted]，采纳[五条=suggestions.adopted]，节约资金约[70万元=suggestions.savings]，其中节水改造一项节约[21万元=-]。组织考核检查[三次=assessments.rounds]，评出先进集体[六个=awards.units]、先进个人[十四人=awards.persons]、标杆支部[七个=awards.branches]。举办培训班[十一期=training.sessions]，参训职工[340余人次=training.attendance]，占职工的近[九成=-]。",
    "（三）用心服务，关爱职工有情有义",
    "看望住院职工[十二人次=visits.hospital]，慰问退休老同志[五人次=visits.retired]，祝贺新婚职工[两人次=visits.newlywed]，看望生育职工[三人次=visits.newborn]，走访慰问困难职工[五人次=visits.hardship]，吊唁去世职工亲属[三人次=visits.bereaved]，节日期间走访慰问[39人次=visits.festival]，全年累计走访慰问[69人次=visits.total]，发放慰问金[近2万元=visits.amount]。接待来访群众[八人次=receptions.visitors]，开展谈心[二十人次=talks.total]。",
    "全年帮扶救助[366人次=aid.total.person_times]，发放帮扶资金[51.38万元=aid.total.amount]：低保户[21户=aid.lowincome.households]，低保金[7.89万元=aid.lowincome.amount]；4050社保补贴[138人=aid.insurance4050.persons]，[27.7万元=aid.insurance4050.amount]；生活补助[十六户=aid.hardship.households]，[2.12万元=aid.hardship.amount]；金秋助学[49户=aid.students.households][53名=aid.students.persons]学生，[8.98万元=aid.students.amount]；遗孀[22名=aid.widows.persons]，[1.76万元=aid.widows.amount]；大病救助[六人=aid.medical.persons]，[1.96万元=aid.medical.amount]。每户助学家庭平均领到[1800元=-]，单笔最高[5000元=-]。",
    "组织疗休养[48人=leave.persons]，花费[6.27万元=leave.cost]；开展文体活动[十场=activities.count]，[六百余人次=activities.attendance]参加。劳动保护检查[十二次=inspections.count]，查出隐患[33项=inspections.hazards]，整改[31项=inspections.rectified]。",
    "（四）存在的不足",
    "社区地下管网老化，[33处=-]破损待修；还有[五条=-]背街小巷没有路灯；[12名=-]退役军人尚未就业；业余文艺队[48人=-]缺少场地。",
    "（五）下一步打算",
    "二〇二四年，计划举办培训[十二期=-]，走访慰问[80人次=-]。",
]

TERSE: list[Block] = [
    "锦绣社区工会委员会2023年度工作与经费情况报告",
    "根据《基层工会经费收支管理办法》（总工办发〔2017〕32号）第五条和财会〔2021〕7号，现将2023年度情况报告如下。",
    "一、基本情况",
    "会员[152人=profile.members/members.total]，女会员[76人=profile.women/members.women]。联系电话0551-6512348，户名与账号13001018502已备案。",
    "二、经费收支",
    "上年结余[82156.49元=finance.opening]。本年收入[340840.13元=finance.income]，本年支出[329131.25元=finance.expense]，本年结余[11708.88元=finance.balance]，年末累计结余[93865.37元=finance.closing]。收缴会费[28165.00元=members.dues]，其中补缴[1200.00元=-]。维权支出[168738.60元=finance.rights]，疗休养费用[62700.00元=leave.cost]，文体活动费用[23000.90元=activities.cost]。",
    "三、帮扶发放",
    [
        ["项目", "户数", "人数", "金额（元）"],
        [
            "低保保障金",
            "[21=aid.lowincome.households]",
            "[21=aid.lowincome.persons]",
            "[78900.00=aid.lowincome.amount]",
        ],
        [
            "医疗救助卡",
            "[21=aid.medical_cards.households]",
            "[23=aid.medical_cards.persons]",
            "[2300.00=aid.medical_cards.amount]",
        ],
        [
            "4050社保补贴",
            "[138=aid.insurance4050.households]",
            "[138=aid.insurance4050.persons]",
            "[277000.00=aid.insurance4050.amount]",
        ],
        ["困难补助", "[16=aid.hardship.households]", "[16=aid.hardship.persons]", "[21200.00=aid.hardship.amount]"],
        ["金秋助学", "[49=aid.students.households]", "[53=aid.students.persons]", "[89800.00=aid.students.amount]"],
        ["遗孀救助", "[22=aid.widows.households]", "[22=aid.widows.persons]", "[17600.00=aid.widows.amount]"],
        ["医疗救助", "[6=aid.medical.households]", "[6=aid.medical.persons]", "[19600.00=aid.medical.amount]"],
        ["节日慰问", "[18=aid.festival.households]", "[18=aid.festival.persons]", "[7400.00=aid.festival.amount]"],
        ["合计", "[230=aid.total.households]", "[252=aid.total.persons]", "[513800.00=aid.total.amount]"],
    ],
    "全年发放帮扶资金[513800.00元=aid.total.amount]，实物折价[2313.00元=aid.total.goods]，其中本级工会经费[22200.00元=aid.own.amount]。",
    "四、主要工作",
    "提案：收到[23件=proposals.submitted]，立案[12件=proposals.filed]，立案率[52.17%=proposals.filed_rate]，已解决[8件=proposals.resolved]，办理满意率[91.7%=proposals.satisfaction_rate]。",
    "建议：收到合理化建议[85份=suggestions.submitted]，采纳[5条=suggestions.adopted]，采纳率[5.9%=suggestions.adoption_rate]，节约资金[702000元=suggestions.savings]。另有[5条=-]转有关部门研究。",
    "评议：处级[4人=appraisals.division]，科级[14人=appraisals.section]，优秀率[94.4%=appraisals.excellent_rate]，平均[92.78分=appraisals.average]。",
    "公开：定期[7次=disclosures.regular]，不定期[7次=disclosures.occasional]。满意及基本满意率[92.5%=satisfaction.rate]。",
    "培训：[11期=training.sessions]，[346人次=training.attendance]。检查：[12次=inspections.count]，隐患[33项=inspections.hazards]，整改[31项=inspections.rectified]，整改率[93.9%=inspections.rectified_rate]。",
    "慰问：住院[12人次=visits.hospital]，退休[5人次=visits.retired]，节日[39人次=visits.festival]，全年走访慰问[69人次=visits.total]，发放慰问金[17600元=visits.amount]，慰问品折价[4530.60元=visits.goods]。购置图书[346册=-]，更新桌椅[23套=-]，合唱比赛获第二名。",
    "文体：举办活动[10场=activities.count]，参加[634人次=activities.attendance]。",
    "锦绣社区工会",
    "二〇二四年一月十五日",
]

PLAIN: list[Block] = [
    "凝心聚力促发展 履职尽责暖人心",
    "——2022年工会工作总结",
    "一年来，锦绣社区工会在街道总工会的关心支持下，扎实做好各项工作。截至2022年底，在册会员[148人=members.total/profile.members]，女会员占五成以上；社区常住人口[近两万人=profile.residents]，持证残疾人[180名=profile.disabled]，登记失业人员[1465人=profile.unemployed]。",
    "一、抓民主，让职工说话有地方",
    "职代会期间共收到代表提案[19件=proposals.submitted]，经审查立案[10件=proposals.filed]，其余[9件=-]转为意见建议；目前已解决[6件=proposals.resolved]，正在解决[2件=proposals.in_progress]，列入规划[2件=proposals.planned]。发放满意度测评表[330份=satisfaction.issued]，收回[308份=satisfaction.returned]，满意和基本满意的[277份=satisfaction.satisfied]。对[16名=appraisals.cadres]干部开展民主评议，[10名=appraisals.excellent]获评优秀，占[62.5%=appraisals.excellent_rate]。",
    "二、抓创新，让职工干事有平台",
    "向职工征集合理化建议[76份=suggestions.submitted]，其中[4条=suggestions.adopted]被采纳，采纳率[5.3%=suggestions.adoption_rate]，预计[3条=-]明年实施。举行技能比武[2次=-]。培训[9期=training.sessions]，培训[260人次=training.attendance]，人均[2次=-]。表彰先进集体[5个=awards.units]、先进个人[12名=awards.persons]。新建职工书屋[2个=-]，藏书[1447册=-]。",
    "三、抓关爱，让职工遇事有依靠",
    "走访慰问职工[54人次=visits.total]，送去慰问金[1.63万元=visits.amount]、慰问品折价[3374.50元=visits.goods]。其中住院职工[9人次=visits.hospital]，离退休干部[6人次=visits.retired]，新婚职工[3人次=visits.newlywed]，困难职工[4人次=visits.hardship]。接待来访[11人次=receptions.visitors]，受理来信来访来电[8件=receptions.cases]，全部办结。谈心谈话[16人次=talks.total]。",
    "发放金秋助学金[7万6千4百元=aid.students.amount]，惠及[44户=aid.students.households]家庭、[47名=aid.students.persons]学子；遗孀[23名=aid.widows.persons]，救助[1.72万元=aid.widows.amount]；办理医疗救助卡[20人=aid.medical_cards.persons]；社保补贴惠及[126人=aid.insurance4050.persons]，金额[245000元=aid.insurance4050.amount]。全年帮扶资金合计[44万余元=aid.total.amount]，比上年多出[3万元=-]。",
    "排查安全隐患[29项=inspections.hazards]，已整改[26项=inspections.rectified]，剩余[3项=-]限期整改。组织[32人=leave.persons]参加疗休养。举办趣味运动会、歌咏比赛等文体活动[8场=activities.count]，参与职工[483人次=activities.attendance]，其中球类比赛[4场=-]。",
    "四、抓规范，让经费使用有章法",
    "经费总收入[283517.76元=finance.income]，总支出[271645.82元=finance.expense]，当年结余[11871.94元=finance.balance]，年末滚存结余[82156.49元=finance.closing]。收缴会费[27286.25元=members.dues]，户均慰问标准[500元=-]。",
    "2023年，我们将再接再厉，力争帮扶[230人=-]。",
]

REPORTS: dict[str, tuple[str, list[Block]]] = {
    "founding": ("2022", FOUNDING),
    "briefing": ("2023", BRIEFING),
    "terse": ("2023", TERSE),
    "plain": ("2022", PLAIN),
}
"""Each report with the year of the sample workbook it was written from."""


@dataclass(frozen=True, slots=True)
class KeyedNumber:
    """A number of a report: the block's text it stands in, which character of it, the text, the figures it truly is."""

    block: str
    start: int
    text: str
    figures: frozenset[str]


def plain(text: str) -> str:
    """The text without its key."""
    return _KEYED.sub(r"\1", text)


def report(blocks: list[Block]) -> bytes:
    """The report as a Word document."""
    return document(
        *(plain(each) if isinstance(each, str) else [[plain(cell) for cell in row] for row in each] for each in blocks)
    )


def key(blocks: list[Block]) -> list[KeyedNumber]:
    """What each keyed number truly is, in document order; no figure for one that no ledger explains."""
    texts = [
        text
        for each in blocks
        for text in ([each] if isinstance(each, str) else [cell for row in each for cell in row])
    ]
    return [each for text in texts for each in _keyed(text)]


def _keyed(text: str) -> list[KeyedNumber]:
    found, shift = [], 0
    for match in _KEYED.finditer(text):
        figures = frozenset(match[2].split("/")) if match[2] != "-" else frozenset()
        found.append(KeyedNumber(plain(text), match.start() - shift, match[1], figures))
        shift += match.end() - match.start() - len(match[1])
    return found
