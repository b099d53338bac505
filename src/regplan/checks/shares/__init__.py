"""Shares that the law asks of a budget: least and largest parts, earmarked receipts (regulations §3.3)."""

from regplan.checks.shares.table import CountedMoney, Share, counted_for, mandatory_shares

__all__ = ["CountedMoney", "Share", "counted_for", "mandatory_shares"]
