"""What the commands share: reading plans, telling what is wrong, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import click

from regplan.cli._progress import Progress
from regplan.cli._words import WORDS, make_command
from regplan.diagnostics.finding import Finding
from regplan.diagnostics.report import Report
from regplan.io import Reading, read
from regplan.model.keys import read_word
from regplan.model.loss import Loss
from regplan.values.lang import Bilingual, Lang

__all__ = [
    "CLEAN",
    "FOUND",
    "SIDES",
    "UNUSABLE",
    "Maker",
    "Word",
    "echo_json",
    "echo_lines",
    "echo_loss",
    "echo_problems",
    "echo_report",
    "is_scrubbed",
    "loss_lines",
    "paint",
    "read_path",
    "read_whole",
    "reading_data",
    "with_files",
    "words_of",
    "write_fault",
]

CLEAN, FOUND, UNUSABLE = 0, 1, 2
_FEW: Final = 3
"""Lines of what was lost that are told below a report."""
_COLOURS: Final[dict[str, dict[str, Any]]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan"},
    "faint": {"dim": True},
    "strong": {"bold": True},
}


class Word(click.Choice[str]):
    """One of a few words, in English or Indonesian, whatever its case."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the word; what is none is refused with all that there are."""
        words = tuple(map(str, self.choices))
        given = str(value)
        found = SIDES.get(given.lower()) if SIDES.get(given.lower()) in words else read_word(given, words)
        return super().convert(found or value, param, ctx)


SIDES: Final = {
    "misi": "mission",
    "dana": "fund",
    "sumber_dana": "fund",
    "lokasi": "place",
    "wilayah": "place",
    "tanda": "tag",
    "rekening": "account",
    "tingkat": "level",
    "tahun": "year",
    "dokumen": "document",
    "simpul": "node",
}
"""What money may be added up by, in Indonesian."""


class Maker:
    """Makes the commands of a group, with help in one language."""

    def __init__(self, group: click.Group, lang: Lang) -> None:
        """Keep the group and the language."""
        self.group = group
        self.lang = lang

    def option(self, *names: str, key: str, **settings: Any) -> Callable[[Any], Any]:
        """Make an option whose help stands in the words under *key*."""
        return click.option(*names, help=WORDS[key].text(self.lang), **settings)

    def command(self, name: str, *forms: str, key: str = "format", reads: bool = True) -> Callable[[Any], Any]:
        """
        Add a command that prints in the *forms*, text and JSON when none are named; its help is in the words.

        One that *reads* files takes the options of tables too (``read_path`` knows them).
        """
        chosen = click.Choice(forms or ("text", "json"))
        default = (forms or ("text",))[0]

        def build(function: Any) -> Any:
            for each in (
                *(self._tables() if reads else ()),
                self.option("--format", "form", key=key, type=chosen, default=default, show_default=True),
                self.option(
                    "--lang", key="lang", type=click.Choice(["id", "en"]), default=self.lang, show_default=True
                ),
                click.help_option("-h", "--help", help=WORDS["help"].text(self.lang)),
            ):
                function = each(function)
            told = WORDS[name].text(self.lang)
            return self.group.command(name, cls=make_command(self.lang), help=told, add_help_option=False)(function)

        return build

    def _tables(self) -> tuple[Callable[[Any], Any], ...]:
        """Make the options that say how tables are read; ``read_path`` finds them in the context of the call."""
        kept: dict[str, Any] = {"expose_value": False, "callback": _keep}
        return (
            self.option("--skip", key="skip", metavar="NAME", multiple=True, **kept),
            self.option("--mapping", key="mapping", metavar="FILE", **kept),
            self.option("--scrub", key="scrub", is_flag=True, **kept),
            self.option("--given", key="given", metavar="KEY=VALUE", multiple=True, **kept),
            self.option("--layout", key="layout", metavar="NAME", **kept),
        )


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep an option of tables in the context; ``--given`` is parted into keys and values."""
    if option.name == "given":
        parted = [one.partition("=") for one in value]
        for key, mark, _ in parted:
            if not key.strip() or not mark:
                msg = f"{key!r}: KEY=VALUE"
                raise click.BadParameter(msg, ctx=context, param=option)
        value = {key.strip(): text for key, _, text in parted}
    context.meta[f"{_TABLES}.{option.name}"] = value


_TABLES: Final = "regplan.tables"


def words_of(text: str | None) -> list[str] | None:
    """Part words that are written with commas; None where nothing is said."""
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def with_files(reading: Reading, report: Report) -> Report:
    """Put what is wrong with the files before what the rules found."""
    return Report(findings=(*reading.findings, *report.findings), unknown=report.unknown, ran=report.ran)


def echo_report(reading: Reading, report: Report, lang: Lang) -> None:
    """Print what is wrong with the files and the plan, and what was guessed or not kept."""
    from regplan.report import finding_lines, report_lines  # noqa: PLC0415

    if not reading.is_whole:
        for finding in reading.findings:
            echo_lines((*finding_lines(finding, lang, paint), ""))
        errors = sum(finding.severity == "error" for finding in reading.findings)
        click.echo(paint(WORDS["unusable"].text(lang).format(count=errors), "error"))
        return
    echo_lines(report_lines(with_files(reading, report), lang, paint))
    echo_loss(reading.loss, lang)


def read_path(path: str, progress: Progress) -> Reading:
    """Read a path as the options of the call say: ``--layout``, ``--mapping``, ``--given``, ``--scrub``, ``--skip``."""
    told: Mapping[str, Any] = click.get_current_context().meta
    return read(
        path,
        layout=told.get(f"{_TABLES}.layout"),
        mapping=told.get(f"{_TABLES}.mapping"),
        given=told.get(f"{_TABLES}.given", {}),
        scrub=told.get(f"{_TABLES}.scrub", False),
        skip=told.get(f"{_TABLES}.skip", ()),
        progress=progress,
    )


def is_scrubbed() -> bool:
    """Tell whether the call says ``--scrub``."""
    return bool(click.get_current_context().meta.get(f"{_TABLES}.scrub", False))


def reading_data(path: str, reading: Reading, report: Report) -> dict[str, Any]:
    """Return a report with what is known of the reading: the loss, and how tables were recognised."""
    from regplan.report import report_data  # noqa: PLC0415

    recognised = [one.to_dict() for one in reading.recognised]
    return report_data(path, report, loss=reading.loss, problems=reading.findings, recognised=recognised)


def echo_loss(loss: Sequence[Loss], lang: Lang) -> None:
    """Print beside an answer how much a reading lost, and the first of it: what was guessed before what was dropped."""
    if loss:
        click.echo(WORDS["lost"].text(lang).format(count=len(loss)), err=True)
        for line in loss_lines(sorted(loss, key=_is_no_guess), lang, _FEW):
            click.echo(line, err=True)


def _is_no_guess(one: Loss) -> bool:
    return one.kind not in {"guessed", "defaulted"}


def loss_lines(loss: Sequence[Loss], lang: Lang, most: int = 20) -> Iterable[str]:
    """Write what a reading lost, a line each, up to *most*."""
    for one in loss[:most]:
        place = f"  {one.where.text(lang)}" if one.where else ""
        yield f"  {WORDS[one.kind].text(lang)}: {one.text(lang)}{paint(place, 'faint')}"
    if len(loss) > most:
        yield WORDS["more_loss"].text(lang).format(count=len(loss) - most)


def read_whole(path: str, form: str, lang: Lang) -> Reading | None:
    """Read a plan for a command that needs it whole; None, with all problems told, where it is not."""
    with Progress() as progress:
        reading = read_path(path, progress)
    if reading.is_whole:
        echo_loss([one for one in reading.loss if not _is_no_guess(one)], lang)
        return reading
    if form == "json":
        echo_json(reading_data(path, reading, Report()))
    else:
        echo_report(reading, Report(), lang)
    return None


def echo_problems(path: str, problems: Iterable[Finding], form: str, lang: Lang) -> None:
    """Tell what is wrong with files that are no plans."""
    from regplan.report import finding_lines, report_data  # noqa: PLC0415

    if form == "json":
        echo_json(report_data(path, Report(), problems=problems))
    else:
        echo_lines(line for one in problems for line in (*finding_lines(one, lang, paint), ""))


_FAULTS: Final = (
    (FileNotFoundError, Bilingual("foldernya tidak ada", "its folder does not exist")),
    (PermissionError, Bilingual("tidak boleh ditulis", "it may not be written")),
    (IsADirectoryError, Bilingual("itu folder", "it is a folder")),
    (FileExistsError, Bilingual("sudah ada dan bukan folder", "it is there and is no folder")),
    (NotADirectoryError, Bilingual("sebagian jalurnya bukan folder", "a part of its path is no folder")),
)


def write_fault(error: OSError, lang: Lang, path: str | None = None) -> str:
    """Say in one line which file could not be written, and why; what the system says of rarer faults is not translated."""
    other = error.strerror or str(error)
    why = next((said for kind, said in _FAULTS if isinstance(error, kind)), Bilingual(other, other))
    return WORDS["write_failed"].text(lang).format(path=path or error.filename or "OUT", why=why.text(lang))


def paint(text: str, kind: str) -> str:
    """Colour a text for a terminal."""
    return click.style(text, **_COLOURS[kind])


def echo_lines(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)


def echo_json(data: Any) -> None:
    """Print plain data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
