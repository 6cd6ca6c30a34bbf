"""The words that numbers in Chinese reports stand with or inside: measure words, fixed phrases, words of degree."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MEASURES = frozenset(
    _words("""
    人 名 位 口 员 人次 名次 户 户次 家 家次 个 个次 人份 单位 支部 村 社区
    份 条 件 项 起 例 宗 笔 次 期 班 班次 场 场次 轮 轮次 批 批次 届 节 课 堂 课时 学时 小时 分钟 秒 天次 人天
    篇 幅 本 册 张 封 页 字 部 卷 套 套次 副 台 台次 辆 艘 架 支 队 组 对 双 根 块 片 枚 盒 袋 箱 桶 瓶 包 床 把
    只 头 匹 株 棵 束 面 盏 座 幢 栋 层 间 所 处 站 点位 门 款 种 类 大类 板块 环节 方面 分 倍 岁 周岁 人年
    斤 公斤 千克 克 吨 米 千米 公里 里 厘米 毫米 平方米 平方公里 平米 亩 公顷 立方米 升 毫升 度 千瓦 千瓦时
    kg km cm mm g m t kW kWh MW m² m³ ㎡ ㎥ ℃
    元 圆 美元 欧元 港元 个百分点 百分点 % ‰
    """)
)
"""What may follow a number as its unit; 人次 may also be written 人(次)."""

PERIODS = frozenset(_words("年 周年 个年头 年多 个月 个多月 天 日 周 星期 个星期 个季度 个学期 昼夜"))
"""Lengths of time: a number before them is a period, which no ledger of a union counts."""

INDEFINITE = frozenset(
    _words("""
    种 批 支 片 面 把 块 层 门 头 根 对 双 束 座 处 组 环节 方面 班 课 部 节 点位 款 类 度 里 口 包 盏
    队 堂 轮 员 站 村 字 本 米 副 间 所 株 张
    """)
)
"""Measure words before which a lone 一 is an article (一种精神, 一支队伍), and no count."""

POINTERS = frozenset("每这那某哪任同另下上逐进唯统专合如划整之不非首头又再全万有")
"""Before a lone 一 these make it a pronoun or part of a word: 每一个, 同一家, 又一次."""

PHRASES = frozenset(
    _words("""
    一次性 一把手 一家人 一条心 一条龙 一条线 一个样 一人多岗 一件事 一件小事 一家亲 一家之言 一元化 一分为二
    一分耕耘 一分收获 一部分 一方面 一系列 一些 一定 一直 一般 一样 一起 一致 一线 一贯 一旦 一律 一体 一切 一时
    一流 一共 一道 一同 一旁 一味 一再 一向 一心 一边 一经 一手 一下 一度 一番 一种 一批 一类 一步 一点一滴 一大批 一点
    一页 一位难求 一次又一次 一个又一个 一项又一项 一年又一年 一年一度 一代又一代 一届接着一届 一张蓝图 一盘棋
    一股劲 一本账 一本通 一张网 一站式 一门式 一窗受理 一网通办 一个不落 一个不少 一个不能少 一个都不能少 一人不漏
    一户不漏 一个标准 一个整体 一个声音 一票否决 一票制 一卡通 一条街 一个方面 一个重要 一个时期 一段时间 一段时期
    一天到晚 一日三餐 一岗双责 一事一议 一二线 一五一十 一年之计 一是一 一成不变

    统一 唯一 同一 单一 专一 划一 万一 逐一 不一 如一 之一 归一 合一 非一日之功 进一步 下一步 下一阶段 上一年
    下一年 新的一年 第一线 第一时间 第一责任人 第一书记 第一要务 第一资源 第一手 三合一 二合一 多合一 知行合一
    表里如一 始终如一

    两节 两会 两手 两旁 两岸 两难 两侧 两地 两级 两翼 两个维护 两个确立 两个结合 两个巩固 两个毫不动摇 两个文明
    两个一百年 两个覆盖 两个普遍 两个务必 两不愁三保障 两学一做 两优一先 两新 两癌 两条腿走路 两张皮 两口子 两码事
    两面人 二次创业 二次供水 二次分配 二线 二是二 三会一课 三重一大 三公 三农 三无 三违 三级 三线 三三制 三个代表
    三个务必 三个第一 三个一批 三个全面 三个区分开来 三位一体 三方协商 三方机制 三方四家 三下乡 三严三实 三孩 三产
    三个百分之百 三班倒 三八 三八妇女节 三八红旗手 三人行 三个臭皮匠 三句话 三件套 三天两头 四个意识 四个自信
    四个全面 四个服从 四个伟大 四个合格 四个注重 四个不摘 四风 四史 四德 四面八方 四季 四项基本原则 四成功
    五险一金 五位一体 五四 五四运动 五四青年节 五一 五一劳动节 五一劳动奖章 五一劳动奖状 五一巾帼标兵 五小 五好
    五讲四美 五湖四海 五个一工程 五个认同 五社联动 五保户 三个一 四个一 五个一 六个一 八个一 十个一 六个为什么
    六稳 六保 六一 六一儿童节 六有 七一 七个有之 八一 八一建军节 八项规定 八小时之外 八小时以外 八小时内外
    八小时工作制 九一八 双十一 十一长假 十一黄金周 十一国庆 十分 十足 十全十美 十个坚持 十大 十佳 十一五 十二五
    十三五 十四五 十五五 十六大 十七大 十八大 十九大 二十大 二十一大 二十四节气 二十四字 三百六十行 十字路口
    十万火急 十年如一日 十年磨一剑

    双百 百年 百日 百分 百分百 百姓 百花齐放 百家争鸣 百强 百倍 百尺竿头 百里挑一 千方百计 千家万户 千头万绪
    千千万万 千言万语 千分 万分 万众 万众一心 万家 万家灯火 万户 万里 万能 万元户 万人空巷 成千上万 成百上千 零件
    零部件 零距离 零散 零容忍 零起点 零星 零次跑 半斤八两 七上八下 三番五次 三心二意 三三两两 三言两语 接二连三
    丢三落四 说一不二 独一无二 数一数二 举一反三 合二为一 朝三暮四 四通八达 五花八门 五颜六色 七嘴八舌 四面楚歌
    """)
)
"""Fixed words with numerals in them that are no numbers; the longest one that fits is taken."""

FALLS = _words("下降 减少 降低 下滑 回落")
"""Words that turn the number behind them round."""

LESS = _words("不足 不到 接近 将近 未满 近")
MORE = _words("超过 多达 逾 超出 突破 不少于 不低于 至少 超")
ABOUT = _words("大约 约为 约 大概")
"""Words before a number that no style prints; they widen what the number can stand for."""

CODE_WORDS = _words("电话 热线 号码 邮编 编码 账号 帐号 卡号 编号 证号 税号 代码 手机 传真 微信 群号")
"""A row of digits behind one of these is a code, not a count."""
