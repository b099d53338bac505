"""The command line: every file of commands adds its own, errors are one line, exit codes are 0, 1 and 2."""

from __future__ import annotations

import gc
import sys

import click

from regplan import __version__
from regplan.cli import agencies, alignment, budget_options, compare, convert, core, diff, forms, migrate
from regplan.cli._usage import usage_text
from regplan.cli._words import WORDS, make_group
from regplan.cli.shell import UNUSABLE, Maker, write_fault
from regplan.errors import RegplanError
from regplan.values.lang import Lang, default_lang

__all__ = ["command_line", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with 0 (clean), 1 (findings) or 2 (the call or the file is unusable)."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = _lang_of(words)
    gc.disable()  # one short run that makes no circles: collecting would double the time of large plans
    try:
        sys.exit(command_line(lang)(words, prog_name="regplan", standalone_mode=False) or 0)
    except click.UsageError as error:
        click.echo(f"regplan: {usage_text(error, lang)}", err=True)
        sys.exit(UNUSABLE)
    except click.Abort:
        sys.exit(UNUSABLE)
    except RegplanError as error:
        click.echo(f"regplan: {error.text(lang)}", err=True)
        sys.exit(UNUSABLE)
    except OSError as error:
        click.echo(f"regplan: {write_fault(error, lang)}", err=True)
        sys.exit(UNUSABLE)


def _lang_of(words: list[str]) -> Lang:
    """Look for the language before the commands are built, because help speaks it too."""
    for at, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else "".join(words[at + 1 : at + 2])
        if word.startswith("--lang") and value in {"id", "en"}:
            return "en" if value == "en" else "id"
    return default_lang()


def command_line(lang: Lang) -> click.Group:
    """Build the commands with help in one language; each file of commands adds its own."""

    def say(key: str) -> str:
        return WORDS[key].text(lang)

    @click.group(cls=make_group(lang), help=say("main"), add_help_option=False)
    @click.help_option("-h", "--help", help=say("help"))
    @click.version_option(__version__, prog_name="regplan", help=say("version"))
    @click.option("--lang", help=say("lang"), type=click.Choice(["id", "en"]), expose_value=False)
    def group() -> None:
        pass

    make = Maker(group, lang)
    for part in (core, budget_options, alignment, diff, compare, agencies, convert, forms, migrate):
        part.register(make)
    return group
