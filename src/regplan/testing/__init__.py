"""Hypothesis strategies for plans; needs the extra ``testing`` (``pip install regplan[testing]``)."""

from regplan.testing.strategies import plans, records

__all__ = ["plans", "records"]
