"""What the command line says, in both languages."""

from __future__ import annotations

from typing import Final

import click

from regplan.cli._agency_words import AGENCY_WORDS
from regplan.cli._alignment_words import ALIGNMENT_WORDS
from regplan.cli._table_words import TABLE_WORDS
from regplan.values.lang import Bilingual, Lang

__all__ = ["REFUSALS", "WORDS", "make_command", "make_group"]

WORDS: Final = {
    "main": Bilingual(
        "Periksa rencana pembangunan daerah: utuh, selaras, dan sesuai aturan, dengan pasalnya.\n\n"
        "Mulailah dengan: regplan check FOLDER. Kode keluar: 0 bersih, 1 ada temuan, 2 berkas atau perintah keliru.",
        "Check regional development plans: whole, aligned and lawful, with the article beside the answer.\n\n"
        "Begin with: regplan check FOLDER. Exit codes: 0 clean, 1 findings, 2 the file or the call is unusable.",
    ),
    "check": Bilingual(
        "Baca rencana dan tulis apa yang salah: di mana, pasalnya, dan cara memperbaikinya.\n\n"
        "PATH adalah berkas rencana (.yaml, .json), tabel (.csv, .xlsx …), atau folder. Contoh:\n\n"
        "  regplan check examples/deli_serdang_2019\n\n"
        "  regplan check rencana/ --select CARD,CODE --fail-on warning --format json",
        "Read a plan and say what is wrong with it: where, by which article, and how to mend it.\n\n"
        "PATH is a plan file (.yaml, .json), a table (.csv, .xlsx …) or a folder. For example:\n\n"
        "  regplan check examples/deli_serdang_2019\n\n"
        "  regplan check plan/ --select CARD,CODE --fail-on warning --format json",
    ),
    "trace": Bilingual(
        "Ikuti satu simpul ke atas sampai visi, dan ke bawah sampai uangnya.\n\n"
        "Contoh: regplan trace bapenda/5.02.04 examples/situbondo_bapenda_2026",
        "Follow a node up to the vision and down to the money.\n\n"
        "For example: regplan trace bapenda/5.02.04 examples/situbondo_bapenda_2026",
    ),
    "tree": Bilingual(
        "Tulis pohon rencana dari visi sampai sub kegiatan.",
        "Write the tree of a plan from the vision to the sub activities.",
    ),
    "rules": Bilingual(
        "Daftar aturan, atau penjelasan satu aturan: bunyi, tingkat, pasal, cara memperbaiki.\n\n"
        "Contoh: regplan rules CARD-04",
        "List the rules, or explain one: message, severity, article, cure.\n\nFor example: regplan rules CARD-04",
    ),
    "budget": Bilingual(
        "Jumlahkan uang satu dokumen, atau bandingkan dokumen: apa yang hilang, baru, berubah besarnya, berganti nama, berpindah.\n\n"
        "Satu dokumen dijumlah menurut --by; dua atau lebih disandingkan, dan selisihnya dijelaskan sampai sen. Tanpa "
        "--documents: semua dokumen, satu baris per tahun. Jumlah tercantum tidak pernah ikut dijumlah. Contoh:\n\n"
        "  regplan budget examples/situbondo_bapenda_2026\n\n"
        "  regplan budget rencana/ --documents RENSTRA --year 2027 --by node\n\n"
        "  regplan budget rencana/ --documents RKPD,APBD --revision latest --by fund\n\n"
        "  regplan budget rencana/ --documents RKPD,APBD --flow --format csv",
        "Add up the money of one document, or set documents side by side: what was dropped, new, resized, renamed, moved.\n\n"
        "One document is added up by --by; two or more are set side by side, and the gap is explained to the sen. Without "
        "--documents: all documents, a line a year. Stated totals are never added. For example:\n\n"
        "  regplan budget examples/situbondo_bapenda_2026\n\n"
        "  regplan budget plan/ --documents RENSTRA --year 2027 --by node\n\n"
        "  regplan budget plan/ --documents RKPD,APBD --revision latest --by fund\n\n"
        "  regplan budget plan/ --documents RKPD,APBD --flow --format csv",
    ),
    "by": Bilingual(
        "Dijumlah menurut apa; dokumen disandingkan menurut opd, mission, fund, place, account, atau node.",
        "What to add up by; documents are set side by side by opd, mission, fund, place, account or node.",
    ),
    "stages": Bilingual(
        "Dokumen menurut urutannya: jenis, id, atau jenis dan tahun, dipisah koma (RPJMD,RKPD 2026,APBD).",
        "Documents in their order: kinds, ids, or kind and year, parted by commas (RPJMD,RKPD 2026,APBD).",
    ),
    "year": Bilingual(
        "Tahun uangnya; bila semua dokumen untuk satu tahun, tahun itu.",
        "Year of the money; where all documents are for one year, that.",
    ),
    "basis": Bilingual(
        "Pagu, prakiraan maju, atau realisasi; tidak pernah dicampur.",
        "Ceilings, forward estimates or realised money; never mixed.",
    ),
    "revision": Bilingual(
        "Versi setiap dokumen: latest, original, atau nomor; tanpa ini setiap perubahan satu langkah.",
        "Version of each document: latest, original or a number; without it each change is a step.",
    ),
    "framework": Bilingual(
        "Acuan yang dihitung sebagai label (TAG, SDG, SPM …), bila ada beberapa kerangka.",
        "The references that count as tags (TAG, SDG, SPM …), where there are several frameworks.",
    ),
    "flow": Bilingual(
        "Tulis juga butir yang hilang, baru, berubah besarnya, berganti nama, berpindah.",
        "Write the items too that were dropped, new, resized, renamed or moved.",
    ),
    "flow_level": Bilingual(
        "Tingkat butir yang dibandingkan: program, activity, sub_activity …",
        "Level of the items that are compared: program, activity, sub_activity …",
    ),
    "match": Bilingual(
        "Kapan dua butir satu: simpul, kode, atau uraian tanpa kode (any), atau salah satunya.",
        "When two items are one: node, code, or title without a code (any), or one of these.",
    ),
    "diff": Bilingual(
        "Tulis apa yang berubah dari satu rencana ke rencana lain: bunyi, kode, tempat, target, anggaran.\n\n"
        "Kode keluar: 0 sama, 1 berbeda, 2 berkas atau perintah keliru. Contoh:\n\n"
        "  regplan diff rancangan/ akhir/ --save perubahan.yaml",
        "Say what makes one plan of another: wording, code, place, targets, money.\n\n"
        "Exit codes: 0 equal, 1 different, 2 the files or the call are unusable. For example:\n\n"
        "  regplan diff draft/ final/ --save changes.yaml",
    ),
    "compare": Bilingual(
        "Bandingkan rencana dengan hasil skenario: temuan baru dan hilang, uang, target, cakupan.\n\n"
        "Contoh: regplan compare rencana/ potong_dau.yaml --by fund",
        "Put a plan beside what scenarios make of it: findings new and gone, money, targets, coverage.\n\n"
        "For example: regplan compare plan/ dau_cut.yaml --by fund",
    ),
    "save": Bilingual("Simpan perubahan sebagai skenario YAML.", "Save the changes as a scenario in YAML."),
    "compare_by": Bilingual(
        "Jumlahkan uang menurut ini, dipisah koma: fund, agency, mission, level, account, place, tag, node, year.",
        "Add money up by these, parted by commas: fund, agency, mission, level, account, place, tag, node, year.",
    ),
    "money_documents": Bilingual(
        "Uang dokumen ini bersama-sama; bila tidak disebut, tiap dokumen sendiri.",
        "The money of these documents together; each for itself when left out.",
    ),
    "compare_year": Bilingual("Hanya uang tahun ini.", "Only money of this year."),
    "fail_on_new": Bilingual(
        "Keluar dengan 1 bila ada temuan baru setingkat ini atau lebih berat.",
        "Exit with 1 when a new finding is this severe or worse.",
    ),
    "on": Bilingual(
        "Nilai dokumen yang berlaku pada tanggal ini (2026-03-31).",
        "Judge the documents in force on this day (2026-03-31).",
    ),
    "documents": Bilingual(
        "Hanya dokumen ini: jenis atau id, dipisah koma (RPJMD,RENSTRA).",
        "Only these documents: kinds or ids, parted by commas (RPJMD,RENSTRA).",
    ),
    "select": Bilingual(
        "Hanya aturan dengan kode atau awal kode ini, dipisah koma (CARD,CODE-01; CORE).",
        "Only rules with these codes or beginnings of codes, parted by commas (CARD,CODE-01; CORE).",
    ),
    "nomenclature": Bilingual(
        "Daftar nomenklatur resmi sebagai VERSI=BERKAS (2023_1317=daftar.csv); boleh berulang; beberapa berkas dipisah koma.",
        "An official list of codes as VERSION=FILE (2023_1317=list.csv); may be repeated; several files are parted by commas.",
    ),
    "regions": Bilingual(
        "Daftar wilayah Kemendagri: berkas atau folder.", "The Kemendagri list of regions: a file or folder."
    ),
    "ignore": Bilingual(
        "Lewati aturan dengan kode atau awal kode ini.", "Leave out rules with these codes or beginnings of codes."
    ),
    "fail_on": Bilingual(
        "Keluar dengan 1 bila ada temuan setingkat ini atau lebih berat.",
        "Exit with 1 when a finding is this severe or worse.",
    ),
    "format": Bilingual("Bentuk keluaran.", "Form of the output."),
    "lang": Bilingual(
        "Bahasa pesan; bawaan dari lokal sistem, selain itu Indonesia.",
        "Language of messages; by default the locale's, else Indonesian.",
    ),
    "level": Bilingual("Tingkat terbawah yang ditulis.", "Deepest level to write."),
    "version": Bilingual("Tulis versi, lalu keluar.", "Write the version and exit."),
    "help": Bilingual("Tulis bantuan ini, lalu keluar.", "Write this help and exit."),
    "unusable": Bilingual(
        "rencana tidak terbaca utuh, jadi aturan belum dijalankan: perbaiki dulu {count} masalah berkas di atas",
        "the plan could not be read whole, so no rule ran: mend the {count} file problems above first",
    ),
    **ALIGNMENT_WORDS,
    **AGENCY_WORDS,
    **TABLE_WORDS,
}
"""By what it is for."""

REFUSALS: Final = {
    "LevelsDifferError": Bilingual(
        "uang pada tingkat yang berbeda tidak dibandingkan: pilih --level lain",
        "money at unlike levels is not compared: choose another --level",
    ),
    "NoDocumentError": Bilingual(
        "tidak ada dokumen seperti itu: lihat daftarnya tanpa --documents",
        "there is no such document: see which there are without --documents",
    ),
    "NoMoneyError": Bilingual(
        "tidak ada rincian uang untuk dijumlah: jumlah tercantum saja tidak dipakai",
        "there are no entries of money to add: stated totals alone are not used",
    ),
    "BasesDifferError": Bilingual(
        "pagu, prakiraan maju, dan realisasi tidak dibandingkan: pilih --basis lain",
        "ceilings, forward estimates and realised money are not compared: choose another --basis",
    ),
    "DocumentsOverlapError": Bilingual(
        "dokumen ini menyatakan uang yang sama: pilih satu, --revision, atau --by document",
        "these documents speak of the same money: choose one, --revision, or --by document",
    ),
    "PeriodsDifferError": Bilingual(
        "masa uangnya berbeda atau belum jelas: sebutkan --year",
        "the money is for unlike or unclear periods: give --year",
    ),
    "UnknownNameError": Bilingual("tidak dikenal", "not known"),
    "CallError": Bilingual(
        "permintaan ini tidak dapat dihitung: sebutkan --documents dan lihat --help",
        "this cannot be computed: name --documents and see --help",
    ),
}
"""How the command line says why money is not added or compared, by the name of the error."""


_FRAME: Final = (
    ("Usage:", "Pemakaian:"),
    ("[OPTIONS]", "[OPSI]"),
    ("Options:", "Opsi:"),
    ("Commands:", "Perintah:"),
    ("COMMAND [ARGS]", "PERINTAH [ARGUMEN]"),
    ("[default: ", "[bawaan: "),
    ("[required]", "[wajib]"),
)
"""What click itself writes around the help."""


def _framed(text: str, lang: Lang) -> str:
    if lang == "id":
        for english, indonesian in _FRAME:
            text = text.replace(english, indonesian)
    return text


def make_command(lang: Lang) -> type[click.Command]:
    """Make the class of commands whose help speaks one language throughout."""

    class Command(click.Command):
        """A command whose help speaks one language."""

        def get_help(self, ctx: click.Context) -> str:
            return _framed(super().get_help(ctx), lang)

    return Command


def make_group(lang: Lang) -> type[click.Group]:
    """Make the class of the group whose help speaks one language throughout."""

    class Group(click.Group):
        """A group whose help speaks one language."""

        def get_help(self, ctx: click.Context) -> str:
            return _framed(super().get_help(ctx), lang)

    return Group
