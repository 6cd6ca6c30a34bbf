"""Word documents: filling a template, and reading what the product put into a report."""
