"""How results are shown: on a console, as JSON, as CSV, to a continuous-integration service."""
