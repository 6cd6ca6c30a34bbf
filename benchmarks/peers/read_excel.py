"""A bare read of every sheet by pandas, nothing done with it. python read_excel.py WORKBOOK"""

import sys

import pandas as pd

pd.read_excel(sys.argv[1], sheet_name=None, engine="calamine")
