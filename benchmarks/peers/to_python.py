"""A bare read of every sheet by python-calamine, nothing done with it. python to_python.py WORKBOOK ..."""

import sys

from python_calamine import CalamineWorkbook

for path in sys.argv[1:]:
    book = CalamineWorkbook.from_path(path)
    for title in book.sheet_names:
        book.get_sheet_by_name(title).to_python()
