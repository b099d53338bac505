"""The text of a selection, as files have it, to a selection; nothing is evaluated."""

from __future__ import annotations

import ast
from typing import Final

from regplan.errors import CallError
from regplan.scenario.refusals import FIELD_OF, UnknownFieldError
from regplan.scenario.selection import FIELDS, Compare, Either, Every, Not, Operator, Selection, Under
from regplan.values.text import near

__all__ = ["read_selection"]

LONGEST: Final = 20_000
_METHODS: Final[dict[str, Operator]] = {"startswith": "startswith", "endswith": "endswith", "contains": "contains"}
_WORDS: Final = 'fund == "DAU", level in ("program", "activity"), code.startswith("1.02"), under("M2"), and, or, not'


def read_selection(text: str) -> Selection:
    """
    Read a selection: ``fund == "DAU" and not under("M2")``.

    Raises:
        CallError: It cannot be read; the message says what may stand there.
        UnknownFieldError: It names a field that there is not; near matches are offered.

    Example:
        >>> read_selection('fund == "DAU" or agency.kind == "dinas"')
        (q.fund == 'DAU') | (q.agency.kind == 'dinas')
    """
    try:
        if len(text) > LONGEST:
            raise ValueError  # noqa: TRY301 - told below like all that cannot be read
        return _selection(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, CallError | UnknownFieldError):
            raise
        raise _no(text) from None


def _no(text: str) -> CallError:
    told = text if len(text) <= 80 else f"{text[:77]}…"
    return CallError(f"{told!r} is no selection; a selection is made of {_WORDS}")


def _selection(node: ast.expr) -> Selection:
    if isinstance(node, ast.BoolOp):
        parts = [_selection(one) for one in node.values]
        join = Every if isinstance(node.op, ast.And) else Either
        return join(tuple(part for one in parts for part in (one.parts if isinstance(one, join) else (one,))))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return Not(_selection(node.operand))
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compare(node)
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        return _call(node)
    raise _no(ast.unparse(node))


def _compare(node: ast.Compare) -> Selection:
    field = _field(node.left)
    right = node.comparators[0]
    if isinstance(node.ops[0], ast.In) and isinstance(right, ast.Tuple | ast.List):
        return Compare(field, "in", tuple(sorted((_value(one) for one in right.elts), key=str)))
    if isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return Compare(field, "==" if isinstance(node.ops[0], ast.Eq) else "!=", (_value(right),))
    raise _no(ast.unparse(node))


def _call(node: ast.Call) -> Selection:
    value = _value(node.args[0])
    if value is not None and isinstance(node.func, ast.Name) and node.func.id == "under":
        return Under(value)
    if value is not None and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        return Compare(_field(node.func.value), _METHODS[node.func.attr], (value,))
    raise _no(ast.unparse(node))


def _field(node: ast.expr) -> str:
    name = ast.unparse(node).removeprefix("q.") if isinstance(node, ast.Name | ast.Attribute) else ""
    if not name:
        raise _no(ast.unparse(node))
    if name not in FIELDS:
        raise UnknownFieldError(name, FIELD_OF, near(name, FIELDS) or FIELDS)
    return name


def _value(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if (isinstance(node, ast.Name) and node.id == "null") or (isinstance(node, ast.Constant) and node.value is None):
        return None
    raise _no(ast.unparse(node))
