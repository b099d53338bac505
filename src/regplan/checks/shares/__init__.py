"""Shares that the law asks of a budget: least and largest parts, earmarked receipts (regulations §3.3)."""

from regplan.checks.shares.table import Share, mandatory_shares

__all__ = ["Share", "mandatory_shares"]
