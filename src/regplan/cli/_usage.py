"""What is wrong with a call, in one line of the language of the command line."""

from __future__ import annotations

import re
from typing import Any, Final

import click

from regplan.values.lang import Bilingual, Lang

__all__ = ["usage_text"]

_HELP: Final = Bilingual("bantuan: {path} -h", "help: {path} -h")
_BAD_VALUE: Final = Bilingual("{name} tidak dapat bernilai {value}", "{name} cannot be {value}")
_CHOICES: Final = Bilingual("pilihannya {choices}", "it is one of {choices}")
_DATE: Final = Bilingual("tulis tanggalnya 2026-03-31", "write the date 2026-03-31")
_WHOLE: Final = Bilingual("tulis bilangan bulat", "write a whole number")
_NO_COMMAND: Final = Bilingual("tidak ada perintah {name}", "there is no command {name}")
_MISSING: Final = Bilingual("{name} belum disebut", "{name} is missing")
_NO_OPTION: Final = Bilingual("tidak ada opsi {name}", "there is no option {name}")
_NO_VALUE: Final = Bilingual("nilai {name} belum disebut", "{name} wants a value")
_TOO_MANY: Final = Bilingual("terlalu banyak kata: {words}", "too many words: {words}")
_RANGE: Final = Bilingual("tulis angka dari {least} sampai {most}", "write a number from {least} to {most}")
_NEAR: Final = Bilingual("mungkin {near}", "perhaps {near}")


def usage_text(error: click.UsageError, lang: Lang) -> str:
    """
    Say what is wrong with a call and where its help is; what has no words of ours is said as click says it.

    Example:
        >>> usage_text(click.NoSuchOption("--ny", possibilities=["--by"]), "id")
        'tidak ada opsi --ny, mungkin --by'
    """
    parts = [*_parts(error, lang)]
    path = error.ctx.command_path if error.ctx else None
    return ", ".join(parts) + (f" ({_HELP.text(lang).format(path=path)})" if path else "")


def _parts(error: click.UsageError, lang: Lang) -> list[str]:
    if isinstance(error, click.NoSuchOption):
        near = [_NEAR.text(lang).format(near=", ".join(error.possibilities))] if error.possibilities else []
        return [_NO_OPTION.text(lang).format(name=error.option_name), *near]
    if isinstance(error, click.MissingParameter):
        return [_MISSING.text(lang).format(name=_name(error))]
    if isinstance(error, click.BadParameter):
        expected = _expected(error.param.type, lang) if error.param else None
        return [_BAD_VALUE.text(lang).format(name=_name(error), value=_value(error)), *([expected] if expected else [])]
    if isinstance(error, click.BadOptionUsage):
        return [_NO_VALUE.text(lang).format(name=error.option_name)]
    unknown = re.fullmatch(r"No such command '(.*?)'\..*", error.message)
    if unknown:
        return [_NO_COMMAND.text(lang).format(name=unknown[1])]
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message)
    return [_TOO_MANY.text(lang).format(words=extra[1])] if extra else [error.format_message()]


def _expected(kind: click.ParamType[Any], lang: Lang) -> str | None:
    """Say what an option takes."""
    if isinstance(kind, click.Choice):
        return _CHOICES.text(lang).format(choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.FloatRange):
        return _RANGE.text(lang).format(least=kind.min, most=kind.max)
    if isinstance(kind, click.DateTime):
        return _DATE.text(lang)
    return _WHOLE.text(lang) if kind is click.INT else None


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "?"
    option = isinstance(error.param, click.Option)
    return error.param.opts[0] if option else (error.param.name or "?").upper()


def _value(error: click.BadParameter) -> str:
    quoted = re.match(r"'(.*?)' |(\S+) is not in the range ", error.message)
    return (quoted[1] or quoted[2]) if quoted else error.message
