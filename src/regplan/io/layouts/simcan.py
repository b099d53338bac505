"""Dumps of simcan: the tables ``trx_rpjmd_…``, ``trx_renstra_…``, ``trx_renja_rancangan`` and ``ref_indikator``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._envelope import name_of, no_home
from regplan.io.layouts._layout import Claim
from regplan.io.layouts._rows import Rows, ask, ask_which
from regplan.io.sheets import Sheet
from regplan.model._said import ROW
from regplan.values.lang import Bilingual
from regplan.values.period import END, UNSTATED

__all__ = ["Simcan"]

_DOCUMENTS: Final = "trx_rpjmd_dokumen"
_REFERENCE: Final = "ref_indikator"
_RENJA: Final = "trx_renja_rancangan"
_NODES: Final[Mapping[str, tuple[str, str, str | None]]] = {
    "trx_rpjmd_visi": ("visions", "visi_rpjmd", None),
    "trx_rpjmd_misi": ("missions", "misi_rpjmd", "visi_rpjmd"),
    "trx_rpjmd_tujuan": ("goals", "tujuan_rpjmd", "misi_rpjmd"),
    "trx_rpjmd_sasaran": ("objectives", "sasaran_rpjmd", "tujuan_rpjmd"),
    "trx_rpjmd_program": ("programs", "program_rpjmd", "sasaran_rpjmd"),
    "trx_renstra_tujuan": ("goals", "tujuan_renstra", None),
    "trx_renstra_sasaran": ("objectives", "sasaran_renstra", "tujuan_renstra"),
    "trx_renstra_program": ("programs", "program_renstra", "sasaran_renstra"),
    "trx_renstra_kegiatan": ("activities", "kegiatan_renstra", "program_renstra"),
}
"""By table: the table of the plan, how its keys are called (``id_…``, ``uraian_…``), and the keys of the level above."""
_INDICATORS: Final = {f"{name}_indikator": key for name, (_, key, _) in _NODES.items()}
_WORKERS: Final = ("trx_rpjmd_program_urusan", "trx_rpjmd_program_pelaksana")
_OURS: Final = frozenset((*_NODES, *_INDICATORS, *_WORKERS, _DOCUMENTS, _REFERENCE, _RENJA))
_HOMELESS: Final = (
    (r"trx_\w+_(?:aktivitas|lokasi)", "activities and places whose keys are not documented"),
    (r"90_trx_\w+", "yearly budgets whose keys are not documented"),
    (r"kin_trx_\w+", "cascades to posts, for which the model has no home"),
    (r"ref_sotk_level_\d", "the structure of offices, for which the model has no home"),
    (r"90_ref_\w+", "a mapping of codes, no plan"),
)
"""Tables that are known by name and are no part of a plan, or have no home in the model; each with why."""
_OWN: Final = r"^status_data$|^total_pagu$|^no_urut$|^id_perubahan$|^status_pelaksanaan|^jns_program$|^pagu_musrenbang$|^pagu_tahun_renstra$|^tolok_ukur"
_OF_DOCUMENT: Final = r"^tgl_perda$|^jns_dokumen$|^id_revisi$|^id_rpjmd|^id_status_dokumen$|^thn_dasar$"
_KIND: Final = {"0": "output", "1": "outcome", "2": "impact", "3": "input"}
_POLARITY: Final = {"1": "up", "0": "down"}
_SUMS: Final = {"1": "increment", "2": "last", "3": "sum"}
_CUMULATIVE: Final = "3"
"""Cumulative: simcan does not say whether its targets are shares of the whole or running totals."""
_FLAGS: Final = {"1": "IKU", "2": "IKU"}
_CANCELLED: Final = "3"
_ACTIVE: Final = "1"
_YEARS: Final = 5


class Simcan:
    """
    Tables of simcan, known by their names.

    DECIMAL texts are read as the numbers they are. Years are those of ``trx_rpjmd_dokumen`` (``tahun_1`` to ``tahun_5``); of several
    documents the active one is read. What ``ref_indikator`` says of an indicator becomes kind, polarity, accumulation and flags.
    """

    name = "simcan"
    title = Bilingual("tabel simcan", "tables of simcan")

    def claim(self, sheets: Sequence[Sheet]) -> Claim | None:
        """Know tables by their names."""
        own = tuple(sheet for sheet in sheets if name_of(sheet) in _OURS or _why_not(name_of(sheet)))
        how = Bilingual("nama tabel simcan", "the names of tables of simcan")
        return Claim(own, how, 40 + len(own)) if own else None

    def read(self, sheets: Sequence[Sheet], into: Intake) -> None:
        """Read all tables of one reading together."""
        tables: dict[str, list[Rows]] = {}
        for sheet in sheets:
            tables.setdefault(name_of(sheet), []).append(Rows.of(sheet, into))
        reader = _Reader(into, tables)
        reader.read()
        for name, several in tables.items():
            for rows in several:
                if name not in _OURS:
                    rows.drop(rows.kept, _why_not(name) or "of no use to a plan")
                rows.finish()
        if not _OURS & tables.keys():
            no_home(sheets, _why_not, into)


def _why_not(name: str) -> str | None:
    """Say why a table of simcan, known by its name, is not read; None where it is not known."""
    return next((why for words, why in _HOMELESS if re.fullmatch(words, name)), None)


@attrs.define
class _Reader:
    """Goes through the tables from the top down."""

    into: Intake
    tables: Mapping[str, list[Rows]]
    years: dict[int, str] = attrs.field(factory=dict)
    base: str = UNSTATED
    made: set[str] = attrs.field(factory=set)
    words: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    sources: dict[str, tuple[Rows, int]] = attrs.field(factory=dict)
    homes: dict[str, str] = attrs.field(factory=dict)

    def read(self) -> None:
        document = self.document()
        if not self.years and any(rows.kept for rows in self.below()):
            ask("first_year", self.below(), self.into)
        self.reference()
        for name in _NODES:
            for rows in self.tables.get(name, ()):
                for row in list(rows):
                    self.node(name, rows, row, document)
        for name in _INDICATORS:
            for rows in self.tables.get(name, ()):
                for row in list(rows):
                    self.indicator(name, rows, row)
        for rows, row in self.sources.values():
            rows.drop([row], "no indicator uses it")
        self.workers()
        for rows in self.tables.get(_RENJA, ()):
            for row in list(rows):
                self.renja(rows, row)

    def below(self) -> list[Rows]:
        """List the tables whose years the document says."""
        return [rows for name in (*_NODES, *_INDICATORS) for rows in self.tables.get(name, ())]

    def document(self) -> str | None:
        """Choose the document in force and learn its years; several that claim to be it are asked about."""
        every = [(rows, row) for rows in self.tables.get(_DOCUMENTS, ()) for row in rows]
        active = [(rows, row) for rows, row in every if rows.key(row, "id_status_dokumen") == _ACTIVE] or every
        wanted = self.into.given.get("document")
        chosen = [pair for pair in active if wanted is None or pair[0].key(pair[1], "id_rpjmd") == wanted]
        if len(chosen) > 1:
            names = [str(rows.key(row, "id_rpjmd")) for rows, row in chosen]
            ask_which("document", names, chosen[0], self.below(), self.into)
            chosen = []
        for rows, row in every:
            if (rows, row) not in chosen:
                rows.drop([row], "another document")
        for rows, row in chosen:
            for at in range(1, _YEARS + 1):
                text = str(rows.peek(row, f"tahun_{at}")).strip()
                if re.fullmatch(r"[12]\d{3}", text, re.ASCII) and text not in self.years.values():
                    self.years[at] = text
                    rows.take(row, f"tahun_{at}")
            base = str(rows.peek(row, "thn_dasar")).strip()
            self.base = base if re.fullmatch(r"[12]\d{3}", base, re.ASCII) else UNSTATED
            own = {"instrument": rows.line(row, "no_perda"), **rows.own(row, rows.matching(_OF_DOCUMENT))}
            self.make_document("rpjmd", "RPJMD", rows, row, own)
            return rows.key(row, "id_rpjmd")
        given = self.into.given.get("first_year") or self.into.given.get("tahun_awal") or ""
        if re.fullmatch(r"[12]\d{3}", given, re.ASCII):
            self.years = {at: str(int(given) + at - 1) for at in range(1, _YEARS + 1)}
        return None

    def make_document(self, name: str, kind: str, rows: Rows, row: int, own: Mapping[str, Any]) -> None:
        if f"document {name}" in self.made:
            return
        self.made.add(f"document {name}")
        years = sorted(int(year) for year in self.years.values())
        span = {"first_year": years[0], "last_year": years[-1]} if years else {}
        rows.add("documents", {"id": name, "kind": kind, **span, **own}, row)

    def agency(self, rows: Rows, row: int) -> str | None:
        """Make the OPD of a row, of which simcan's rows give the number alone."""
        unit = rows.key(row, "id_unit")
        if unit and f"agency {unit}" not in self.made:
            self.made.add(f"agency {unit}")
            rows.add("agencies", {"id": f"unit/{unit}", "name": rows.line(row, "nm_unit", "nama_unit")}, row, "id_unit")
        return f"unit/{unit}" if unit else None

    def reference(self) -> None:
        """Learn what ``ref_indikator`` says of indicators."""
        for rows in self.tables.get(_REFERENCE, ()):
            for row in list(rows):
                number = rows.key(row, "id_indikator")
                if number is None:
                    rows.drop([row], "no id_indikator")
                    continue
                found: dict[str, Any] = {"name": rows.line(row, "nm_indikator", "uraian_indikator")}
                for field, key, words in (
                    ("kind", "type_indikator", _KIND),
                    ("polarity", "jenis_indikator", _POLARITY),
                    ("accumulation", "sifat_indikator", _SUMS),
                    ("flags", "flag_iku", _FLAGS),
                ):
                    word = rows.cell(row, key)
                    found[field] = words.get(str(word).strip())
                    if word is not None and found[field] is None and not (key == "flag_iku" and str(word) == "0"):
                        rows.lose(row, key, word)
                if found["accumulation"] == "sum":
                    rows.lose(row, "sifat_indikator", _CUMULATIVE, "sum: the years add up", "guessed")
                more = ("kualitas_indikator", "sifat_indikator", "flag_iku", "asal_indikator", "sumber_data_indikator")
                if number in self.words:
                    rows.drop([row], "stands twice")
                else:
                    self.words[number] = {**found, **rows.own(row, (*more, "id_satuan_output"))}
                    self.sources[number] = (rows, row)

    def node(self, name: str, rows: Rows, row: int, document: str | None) -> None:
        table, key, above = _NODES[name]
        number, parent = rows.key(row, f"id_{key}"), rows.key(row, f"id_{above}") if above else None
        if number is None or f"{key}/{number}" in self.made:
            rows.drop([row], f"no id_{key}" if number is None else "stands twice")
            return
        stated = rows.named(row, "id_rpjmd")
        if stated == document:
            rows.take(row, "id_rpjmd")
        if (stated and document and stated != document) or (parent and f"out {above}/{parent}" in self.made):
            self.made.add(f"out {key}/{number}")
            rows.drop([row], "another document")
            return
        agency = self.agency(rows, row)
        home = f"renstra/{agency}" if key.endswith("renstra") and agency else key.rpartition("_")[2]
        kind = home.partition("/")[0].upper()
        self.make_document(home, kind, rows, row, {"agency": agency} if kind == "RENSTRA" else {})
        fields = {
            "id": f"{key}/{number}",
            "document": home,
            "title": rows.line(row, f"uraian_{key}", f"nm_{key}"),
            "parent": f"{above}/{parent}" if parent else None,
            "agency": agency if table in {"programs", "activities"} else None,
            **rows.own(row, rows.matching(_OWN)),
        }
        if not rows.add(table, fields, row):
            return
        self.made.add(f"{key}/{number}")
        self.homes[f"{key}/{number}"] = home
        self.up(key, home, rows, row)
        self.money(f"{key}/{number}", home, rows, row)

    def up(self, key: str, home: str, rows: Rows, row: int) -> None:
        """Link a row of a Renstra to the row of the RPJMD that it adopts."""
        level = key.rpartition("_")[0]
        target = rows.key(row, f"id_{level}_rpjmd") if key.endswith("renstra") else None
        if target:
            own = f"{key}/{rows.key(row, f'id_{key}')}"
            link = {"kind": "adopts", "source": own, "target": f"{level}_rpjmd/{target}", "document": home}
            rows.add("links", link, row, f"id_{level}_rpjmd")

    def money(self, subject: str, home: str, rows: Rows, row: int) -> None:
        """Keep the money of the years; a total that is not their sum is told."""
        periods = {f"pagu_tahun{at}": year for at, year in self.years.items()}
        amounts = rows.amounts(row, periods)
        if not amounts:
            return
        first = next(key for key in periods if not rows.is_null(row, key))
        rows.add("allocations", {"document": home, "subject": subject, "amounts": amounts}, row, first)
        known = [amount for amount in amounts.values() if amount is not None]
        total = rows.money(row, "total_pagu")
        if total is not None and total != sum(known):
            rows.lose(row, "total_pagu", str(total), f"the years, which add up to {sum(known)}", "guessed")

    def indicator(self, name: str, rows: Rows, row: int) -> None:
        key = _INDICATORS[name]
        number = rows.key(row, f"id_{key}")
        kind = rows.key(row, "kd_indikator", "id_indikator", f"id_indikator_{key}")
        if number is None or f"{key}/{number}" not in self.made:
            rows.drop([row], "its node is not there")
            return
        own = rows.key(row, f"id_indikator_{key}", f"id_{key}_indikator", "kd_indikator", "id_indikator")
        title = rows.line(row, f"uraian_indikator_{key}", *rows.matching(r"^uraian_indikator"))
        word = rows.key(row, "kd_indikator", "id_indikator") or ""
        said = dict(self.words.get(word, {}))
        name = f"{key}/{number}/{own or kind or row}"
        if name in self.made:
            rows.drop([row], "stands twice")
            return
        fields = {**said, "id": name, "owner": f"{key}/{number}", "name": title or said.get("name")}
        if not rows.add("indicators", {**fields, **rows.own(row, rows.matching(_OWN))}, row):
            return
        self.made.add(name)
        source = self.sources.pop(word, None)
        if source and said.get("name") not in {None, fields["name"]}:
            source[0].lose(source[1], "nm_indikator", said["name"], fields["name"])
        home = self.homes[f"{key}/{number}"]
        targets = {f"angka_tahun{at}": year for at, year in self.years.items()} | {"angka_akhir_periode": END}
        for role, periods in (("baseline", {"angka_awal_periode": self.base}), ("target", targets)):
            values = rows.values(row, periods)
            if values:
                rows.add("series", {"indicator": name, "document": home, "role": role, "values": values}, row)

    def workers(self) -> None:
        """Link the OPD that carry a program of the RPJMD to it; the share of each stays beside the link."""
        programs: dict[str, str] = {}
        for rows in self.tables.get(_WORKERS[0], ()):
            for row in list(rows):
                number, program = rows.key(row, "id_urbid_rpjmd"), rows.key(row, "id_program_rpjmd")
                if number and program and f"program_rpjmd/{program}" in self.made:
                    programs[number] = f"program_rpjmd/{program}"
                rows.drop([row], "a bidang urusan of a program")
        done = set[tuple[str, str]]()
        for rows in self.tables.get(_WORKERS[1], ()):
            for row in list(rows):
                agency, program = self.agency(rows, row), programs.get(rows.key(row, "id_urbid_rpjmd") or "")
                if agency is None or program is None or (agency, program) in done:
                    rows.drop([row], "its program or OPD is not there, or it stands twice")
                    continue
                done.add((agency, program))
                own = rows.own(row, rows.matching(r"^pagu_tahun\d$"))
                link = {"kind": "contributes", "source": agency, "target": program, "document": "rpjmd", **own}
                rows.add("links", link, row)

    def renja(self, rows: Rows, row: int) -> None:
        """Read an activity of a Renja: an instance of its own, which adopts the program of the Renstra; a cancelled one is told."""
        number, year = (
            rows.key(row, "id_renja", "id_renja_rancangan", "id_rancangan"),
            str(rows.cell(row, "tahun_renja")),
        )
        if rows.key(row, "status_pelaksanaan_kegiatan") == _CANCELLED:
            rows.drop([row], "cancelled")
            return
        if not re.fullmatch(r"[12]\d{3}", year, re.ASCII):
            self.into.problem("FILE-10", rows.table.where(row), key="tahun_renja", record=ROW, where="")
            rows.drop([row], "no tahun_renja")
            return
        name = f"renja-{year}/{number or rows.table.sheet.numbers[row]}"
        if name in self.made:
            rows.drop([row], "stands twice")
            return
        agency = self.agency(rows, row)
        home = f"renja-{year}/{agency}" if agency else f"renja-{year}"
        if f"document {home}" not in self.made:
            self.made.add(f"document {home}")
            span = {"first_year": int(year), "last_year": int(year)}
            rows.add("documents", {"id": home, "kind": "RENJA", "agency": agency, **span}, row)
        program = rows.key(row, "id_program_renstra")
        fields = {
            "id": name,
            "document": home,
            "title": rows.line(row, "uraian_kegiatan_renja", "uraian_kegiatan", "nm_kegiatan"),
            "parent": f"program_renstra/{program}" if program else None,
            "agency": agency,
            "code": rows.key(row, "kd_kegiatan"),
            "target_group": rows.text(row, "kelompok_sasaran"),
            **rows.own(row, (*rows.matching(_OWN), "id_kegiatan_ref")),
        }
        if not rows.add("activities", fields, row):
            return
        self.made.add(name)
        for key, basis, when in (
            ("pagu_tahun_kegiatan", "ceiling", year),
            ("pagu_tahun_selanjutnya", "forward_estimate", str(int(year) + 1)),
        ):
            if not rows.is_null(row, key):
                amounts = {when: rows.money(row, key)}
                told = {"document": home, "subject": name, "basis": basis, "amounts": amounts}
                rows.add("allocations", told, row, key)
