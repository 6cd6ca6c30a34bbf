"""What a user would write instead: read every sheet, group, fill a template. No checks, no sources, no rules.

python script.py ENGINE WORKBOOK TEMPLATE OUT, ENGINE being default or calamine.
"""

import sys

import pandas as pd
from docxtpl import DocxTemplate

engine, source, template, out = sys.argv[1:5]
sheets = pd.read_excel(
    source, sheet_name=None, dtype={"身份证号": str, "户号": str}, engine=None if engine == "default" else engine
)
groups = {"帮扶发放": ("项目", "金额"), "走访慰问": ("类型", "慰问金"), "合理化建议": ("类别", "节约金额")}
groups |= {"职工培训": ("类别", "参加人次"), "文体活动": ("类别", "费用")}
parts = []
for title, (by, of) in groups.items():
    frame = sheets[title]
    sums = frame.groupby(by)[of].agg(["count", "sum"]).sort_values("sum", ascending=False)
    total = frame[of].sum()
    rows = [
        {"name": key, "n": int(row["count"]), "sum": f"{row['sum']:,.2f}", "share": f"{row['sum'] / total:.1%}"}
        for key, row in sums.iterrows()
    ]
    part = {"title": title, "n": len(frame), "total": f"{total:,.2f}", "mean": f"{frame[of].mean():,.2f}", "rows": rows}
    parts.append(part)
document = DocxTemplate(template)
document.render({"year": 2023, "parts": parts, "people": sheets["帮扶发放"]["身份证号"].nunique()})
document.save(out)
