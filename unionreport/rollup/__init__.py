"""The roll-up (汇总): the workbooks of many unions as one set of figures, on one machine or on an existing engine."""
