"""The yearly lines of SIPD, of wp-sipd and SIPD-RI alike: a sub activity a row, its funds, places, tags and outputs in tables of their own."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import attrs

from regplan.io.intake import Intake
from regplan.io.layouts._rows import Rows, is_nothing
from regplan.io.sheets import column_key
from regplan.model._said import ROW
from regplan.values.code import cleaned, opd_of

__all__ = ["Yearly"]

_NAMES: Final = ("tolak_ukur", "tolok_ukur", "tolak_ukur_sub", "tolok_ukur_sub")
_MEASURES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = {
    "output": (
        ("outputteks", *_NAMES),
        ("targetoutputteks", "target_teks", "target_sub_teks"),
        ("targetoutput", "target", "target_sub"),
        ("satuanoutput", "satuan", "satuan_sub"),
    ),
    "result": (
        ("hasilteks", *_NAMES),
        ("targethasilteks", "target_teks"),
        ("targethasil", "target"),
        ("satuanhasil", "satuan"),
    ),
    "activity_output": (
        ("outputteks", *_NAMES),
        ("targetoutputteks", "target_teks"),
        ("targetoutput", "target"),
        ("satuanoutput", "satuan"),
    ),
    "achievement": (
        ("capaianteks", *_NAMES),
        ("targetcapaianteks", "target_teks"),
        ("targetcapaian", "target"),
        ("satuancapaian", "satuan"),
    ),
}
"""By kind of measure: columns of its wording, of its target as text, as a number (which may have lost its decimals), of its unit."""
_OWNER: Final = {"output": 2, "result": 1, "activity_output": 1, "achievement": 0}
_KIND: Final = {"output": "output", "result": "outcome", "activity_output": "output", "achievement": "outcome"}
_LABELS: Final = (("label_pusat", "RKP"), ("label_prov", "PROVINCIAL_RPJMD"), ("label_kokab", "YEARLY_PRIORITY"))
_PLACES: Final = (
    (("lurahteks", "nama_lurah"), ("idlurah", "id_lurah")),
    (("camatteks", "nama_camat"), ("idcamat", "id_camat")),
    (("daerahteks", "nama_kab_kota"), ("idkabkota", "id_kab_kota")),
)
_OWN: Final = r"^pagu(?!_n_depan$|_indikatif$)\w+$|^rincian$|_murni$|^target_[1-5]$|^sasaran$|^indikator$|^bobot_kinerja$|^kode_sbl$|^nama_lokasi$|^lokasi_bl$|^kode_rpjm$|^kode_renstra$"


@attrs.frozen
class _Line:
    """One sub activity as it was read: its document, the ids of program, activity and sub activity, and its row."""

    home: str
    ids: tuple[str, str, str]
    rows: Rows
    row: int


@attrs.define
class Yearly:
    """
    Reads the lines of one year and the tables below them.

    Attributes:
        into: Takes what is read.
        year: The year.
        lines: By every key by which a table below may name a line, the line.
        made: Records that were made already.
        funded: Lines of which the funds say the money.
        names: By record, the name that the first row has for it.
        places: By line, its places.
        at: By line, the position of its record.
    """

    into: Intake
    year: int
    lines: dict[tuple[str, str], _Line] = attrs.field(factory=dict)
    made: set[tuple[str, str]] = attrs.field(factory=set)
    funded: set[str] = attrs.field(factory=set)
    names: dict[str, str | None] = attrs.field(factory=dict)
    places: dict[str, list[str]] = attrs.field(factory=dict)
    at: dict[str, int] = attrs.field(factory=dict)

    def is_new(self, table: str, name: str) -> bool:
        """Remember a record; True where it was not there."""
        if (table, name) in self.made:
            return False
        self.made.add((table, name))
        return True

    def read(self, tables: Iterable[Rows], children: Iterable[tuple[str, Rows]]) -> None:
        """Read the lines, then what belongs to them, then their money, whose split the funds have told by then."""
        tables = list(tables)
        for rows in tables:
            for row in list(rows):
                self.line(rows, row)
        self.name_agencies()
        for kind, rows in children:
            for row in list(rows):
                self.child(kind, rows, row)
            rows.finish()
        for line in {id(line): line for line in self.lines.values()}.values():
            self.money(line)
        records = self.into.records["sub_activities"]
        for name, places in self.places.items():
            records[self.at[name]] = attrs.evolve(records[self.at[name]], places=places)  # type: ignore[call-arg] # a sub activity
        for rows in tables:
            rows.finish()

    def line(self, rows: Rows, row: int) -> None:
        """Read one sub activity; one without the codes that place it is dropped and told."""
        unit = rows.key(row, "kode_sub_skpd", "kode_skpd")
        codes = [rows.key(row, key) for key in ("kode_program", "kode_giat", "kode_sub_giat")]
        wanted = ("kode_skpd", "kode_program", "kode_giat", "kode_sub_giat")
        missing = [key for key, value in zip(wanted, (unit, *codes), strict=True) if value is None]
        if missing or unit is None:
            self.into.problem("FILE-10", rows.table.where(row), key=missing[0], record=ROW, where="")
            rows.drop([row], f"no {missing[0]}")
            return
        for key, code in zip(wanted[1:], codes, strict=True):
            if str(code).casefold() != cleaned(str(code)).casefold():
                rows.lose(row, key, code, cleaned(str(code)), "mended")
        program, activity, sub = (cleaned(str(code)) for code in codes)
        opd = rows.key(row, "kode_skpd") or unit
        head = opd_of(unit) if opd == unit else opd
        home = f"renja-{self.year}/{head}"
        ids = (f"{unit}/{program}", f"{unit}/{activity}", f"{unit}/{sub}")
        line = _Line(home, ids, rows, row)
        if not self.is_new("sub_activities", ids[2]):
            rows.drop([row], "stands twice")
            return
        self.agencies(rows, row, unit, head)
        self.document(rows, row, home, head)
        above: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
            ("programs", ids[0], program, "nama_program", {"agency": unit}),
            ("activities", ids[1], activity, "nama_giat", {"parent": ids[0]}),
        )
        for table, name, code, title, more in above:
            told = rows.same(row, (title,), self.names, name)
            if self.is_new(table, name):
                rows.add(table, {"id": name, "document": home, "code": code, "title": told, **more}, row, title)
        if not rows.add("sub_activities", self.fields(line, sub), row, "kode_sub_giat"):
            return
        self.at[ids[2]] = len(self.into.records["sub_activities"]) - 1
        self.labels(line)
        for key, value in self.keys(rows, row):
            self.lines.setdefault((key, value), line)

    def document(self, rows: Rows, row: int, home: str, head: str) -> None:
        """Make the Renja of an OPD once."""
        if self.is_new("documents", home):
            document = {"id": home, "kind": "RENJA", "agency": head, "first_year": self.year, "last_year": self.year}
            rows.add("documents", document, row)

    def home(self, rows: Rows, row: int, unit: str) -> str:
        """Make an OPD and its Renja out of a row that is no line; return the Renja."""
        head = opd_of(unit)
        rows.same(row, ("nama_skpd",), self.names, unit)
        for code, parent in ((head, None), (unit, head)):
            if self.is_new("agencies", code):
                told = {"id": code, "code": code, "name": self.names.get(code), "parent": parent}
                rows.add("agencies", told, row, "kode_skpd")
        self.document(rows, row, f"renja-{self.year}/{head}", head)
        return f"renja-{self.year}/{head}"

    @staticmethod
    def keys(rows: Rows, row: int) -> list[tuple[str, str]]:
        """List the keys by which tables below name a line: its text key, its number, its place in the list."""
        found = [(key, value) for key in ("kode_sbl", "id_sub_bl", "idsubbl") if (value := rows.named(row, key))]
        at = row - rows.table.first + 1
        return [*found, (f"# {rows.table.sheet.part.file} {rows.table.sheet.part.table}", str(at))]

    def fields(self, line: _Line, code: str) -> dict[str, Any]:
        rows, row = line.rows, line.row
        start, finish = self.months(rows, row)
        return {
            "id": line.ids[2],
            "document": line.home,
            "code": code,
            "title": rows.line(row, "nama_sub_giat"),
            "parent": line.ids[1],
            "target_group": rows.text(row, "kelompok_sasaran"),
            "start": start,
            "finish": finish,
            **rows.own(row, rows.matching(_OWN)),
        }

    def months(self, rows: Rows, row: int) -> tuple[str | None, str | None]:
        """Read the first and last month as days."""
        said = [rows.key(row, "waktu_awal"), rows.key(row, "waktu_akhir")]
        found = [int(one) if one and one.isdecimal() and len(one) < 3 and 1 <= int(one) <= 12 else None for one in said]
        for key, one, month in zip(("waktu_awal", "waktu_akhir"), said, found, strict=True):
            if one and month is None:
                rows.lose(row, key, one)
        first, last = found
        end = f"{self.year}-{last:02}-{calendar.monthrange(self.year, last)[1]}" if last else None
        return (f"{self.year}-{first:02}-01" if first else None), end

    def agencies(self, rows: Rows, row: int, unit: str, head: str) -> None:
        """Make the OPD and, where the row is of a sub-unit, that too."""
        named = {rows.key(row, "kode_skpd"): ("nama_skpd",)} | {unit: ("nama_sub_skpd", "nama_skpd")}
        for code, keys in named.items():
            if code is not None:
                rows.same(row, keys, self.names, code)
        for code, parent in ((head, None), (unit, head)):
            if self.is_new("agencies", code):
                told = {"id": code, "code": code, "name": self.names.get(code), "parent": parent}
                rows.add("agencies", told, row, "kode_skpd" if parent is None else "kode_sub_skpd")

    def name_agencies(self) -> None:
        """Give an OPD that was made by a row of its sub-unit the name that a later row has."""
        records = self.into.records["agencies"]
        for at, record in enumerate(records):
            name = self.names.get(record.id)  # type: ignore[attr-defined] # agencies have ids
            if name is not None and record.name is None:  # type: ignore[attr-defined]
                records[at] = attrs.evolve(record, name=name)  # type: ignore[call-arg]

    def labels(self, line: _Line) -> None:
        """Link a sub activity to the priorities that label it."""
        for key, framework in _LABELS:
            code, title = line.rows.key(line.row, f"id_{key}"), line.rows.line(line.row, key, f"nama_{key}")
            title = None if is_nothing(title) else title
            if code or title:
                self.reference(line, line.rows, line.row, key, framework, code, title)

    def reference(
        self, line: _Line, rows: Rows, row: int, key: str, framework: str, code: str | None, title: str | None
    ) -> None:
        name = f"{key}/{code or column_key(title)[:80] or 'x'}"
        if self.is_new("references", name):
            self.names[name] = title
            rows.add("references", {"id": name, "framework": framework, "code": code, "title": title}, row, key)
        elif title not in {None, self.names[name]}:
            rows.lose(row, key, title, self.names[name])
        if self.is_new("links", f"{line.ids[2]} {name}"):
            link = {"kind": "aligned_with", "source": line.ids[2], "target": name, "document": line.home}
            rows.add("links", link, row, key)
        else:
            rows.drop([row], "stands twice")

    def child(self, kind: str, rows: Rows, row: int) -> None:
        """Read a row below a line; one whose line is not there is dropped and told."""
        line = self.find(rows, row)
        if line is None:
            rows.drop([row], "its line is not there")
        elif kind == "fund":
            self.fund(line, rows, row)
        elif kind == "place":
            self.place(line, rows, row)
        elif kind == "tag":
            title = rows.line(row, "namalabel", "nama_label", "nama_tag", "nama_label_giat")
            code = rows.key(row, "idlabelgiat", "id_label_giat", "id_label", "id_tag")
            if code or title:
                self.reference(line, rows, row, "tag", "TAG", code, title)
            else:
                rows.drop([row], "no label")
        else:
            self.measure(kind, line, rows, row)

    def find(self, rows: Rows, row: int) -> _Line | None:
        for key in ("kode_sbl", "id_sub_bl", "idsubbl"):
            value = rows.key(row, key)
            if value and (found := self.lines.get((key, value)) or self.lines.get((_TWIN.get(key, key), value))):
                return found
        part = rows.table.sheet.part
        above = (part.table or "").rpartition(".")[0] or "data"
        return self.lines.get((f"# {part.file} {above}", str(rows.cell(row, "#"))))

    def fund(self, line: _Line, rows: Rows, row: int) -> None:
        """Read the money of one fund: an entry of the line, whose own amount is then a total that is compared."""
        if not self.is_new("fund rows", f"{line.ids[2]} {rows.table.record(row)}"):
            rows.drop([row], "stands twice")
            return
        name = rows.line(row, "namadana", "nama_dana")
        code = rows.key(row, "kodedana", "kode_dana")
        column = next((key for key in ("pagudana", "pagu_dana") if not rows.is_null(row, key)), None)
        if column is None:
            rows.drop([row], "a fund without money")
            return
        fund = name or code
        fields = {
            "document": line.home,
            "subject": line.ids[2],
            "fund": fund,
            "amounts": {str(self.year): rows.money(row, column)},
        }
        if name and code:
            fields["x-kode-dana"] = code
        if rows.add("allocations", fields, row, column):
            self.funded.add(line.ids[2])

    def place(self, line: _Line, rows: Rows, row: int) -> None:
        """Keep where a line is done; the place joins the line's own record at the end."""
        said = [rows.line(row, *names) for names, _ in _PLACES]
        title = ", ".join(name for name in said if name and not is_nothing(name))
        codes = [] if title else [code for _, ids in _PLACES if (code := rows.key(row, *ids))]
        if not title and not codes:
            rows.drop([row], "no place")
            return
        name = f"lokasi/{(column_key(title) or column_key('-'.join(codes)))[:80] or 'x'}"
        if self.is_new("places", name):
            self.names[name] = title
            rows.add("places", {"id": name, "name": title or None, **({} if title else {"x-kode": codes})}, row)
        elif title != self.names[name]:
            rows.lose(row, "lokasi", title, self.names[name])
        found = self.places.setdefault(line.ids[2], [])
        if name in found:
            rows.drop([row], "stands twice")
        else:
            found.append(name)

    def measure(self, kind: str, line: _Line, rows: Rows, row: int) -> None:
        """Read an indicator and its target, whose text is believed: the number beside it may have lost its decimals."""
        names, texts, numbers, units = _MEASURES[kind]
        title, unit = rows.line(row, *names), rows.line(row, *units)
        text, number = rows.cell(row, *texts), rows.cell(row, *numbers)
        owner = line.ids[_OWNER[kind]]
        if title is None and text is None and number is None:
            rows.drop([row], "no indicator")
            return
        target = text if text is not None else number
        name = self.indicator(f"{owner}/{kind}/{column_key(title)[:80] or 'x'}", title)
        told = f"{name} {target} {unit}"
        if not self.is_new("indicators", name):
            is_other = self.is_new("rows of indicators", told)
            rows.drop([row], f"another version of {name}" if is_other else "stands twice")
            return
        self.is_new("rows of indicators", told)
        own = rows.own(row, rows.matching(_OWN))
        fields = {"id": name, "owner": owner, "name": title, "unit": unit, "kind": _KIND[kind], **own}
        if not rows.add("indicators", fields, row) or target is None:
            return
        if text is not None and number is not None and _differ(text, number):
            rows.lose(row, next(key for key in numbers if rows.cell(row, key) is not None), number, str(text)[:80])
        series = {"indicator": name, "document": line.home, "role": "target", "values": {str(self.year): target}}
        rows.add("series", series, row)

    def indicator(self, name: str, title: str | None) -> str:
        """Name an indicator; another wording that makes the same name is another indicator."""
        number, tried = 1, name
        while self.names.setdefault(tried, title) != title:
            number += 1
            tried = f"{name}~{number}"
        return tried

    def money(self, line: _Line) -> None:
        """Keep the money of a line now and next year; a second amount of the line is kept beside it, never in its place."""
        rows, row = line.rows, line.row
        column = "pagu_indikatif" if not rows.is_null(row, "pagu_indikatif") else "pagu"
        fields: dict[str, Any] = {"document": line.home, "subject": line.ids[2]}
        if not rows.is_null(row, column):
            fields["amounts"] = {str(self.year): rows.money(row, column)}
            if column == "pagu_indikatif" and not rows.is_null(row, "pagu"):
                fields["x-pagu"] = rows.text(row, "pagu")
            if line.ids[2] in self.funded:
                fields["role"] = "stated_total"
            elif rows.named(row, "nama_dana"):
                fields["fund"] = rows.line(row, "nama_dana")
            rows.add("allocations", fields, row, column)
        if not rows.is_null(row, "pagu_n_depan"):
            later = {"basis": "forward_estimate", "amounts": {str(self.year + 1): rows.money(row, "pagu_n_depan")}}
            rows.add("allocations", {"document": line.home, "subject": line.ids[2], **later}, row, "pagu_n_depan")


_TWIN: Final = {"idsubbl": "id_sub_bl", "id_sub_bl": "idsubbl"}


def _differ(text: Any, number: Any) -> bool:
    """Tell whether a number is not the one its text begins with."""
    first = str(text).strip().split(" ")[0].replace(",", ".")
    try:
        return Decimal(first) != Decimal(str(number).strip().replace(",", "."))
    except InvalidOperation:
        return str(number).strip() != first
