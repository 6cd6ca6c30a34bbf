"""The 10,000 rows of a table by docxtpl's loop. python table.py ROWS OUT"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docxtpl import DocxTemplate

rows = [{f"c{at}": f"第{row}行{at}" for at in range(8)} for row in range(int(sys.argv[1]))]
with TemporaryDirectory() as folder:
    path = Path(folder, "template.docx")
    document = Document()
    table = document.add_table(3, 8)
    table.cell(0, 0).text = "{%tr for row in rows %}"
    for at in range(8):
        table.cell(1, at).text = f"{{{{ row.c{at} }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.save(str(path))
    filled = DocxTemplate(str(path))
    filled.render({"rows": rows})
    filled.save(sys.argv[2])
