"""Shares that the law asks of a budget: least and largest parts, earmarked receipts (regulations §3.3)."""
