"""Makes the sample workbooks: ``python -m sample_data.make`` in the top folder of a checkout."""
