"""Findings, traces and trees to text and JSON; judges nothing."""

from regplan.report.data import report_data
from regplan.report.text import finding_lines, report_lines, rule_lines, trace_lines, tree_lines

__all__ = ["finding_lines", "report_data", "report_lines", "rule_lines", "trace_lines", "tree_lines"]
