"""What ``convert``, ``form``, ``template`` and the options of tables say, in both languages."""

from __future__ import annotations

from typing import Final

from regplan.values.lang import Bilingual

__all__ = ["TABLE_WORDS"]

TABLE_WORDS: Final = {
    "convert": Bilingual(
        "Baca rencana dalam bentuk apa pun yang dikenal dan tulis dalam bentuk lain; yang hilang disebut.\n\n"
        "Akhiran OUT menentukan bentuknya: .xlsx, .yaml, .json; dengan --as, OUT adalah folder CSV atau Parquet. "
        "Rencana yang tidak terbaca utuh tidak ditulis, kecuali dengan --partial. Contoh:\n\n"
        "  regplan convert renja.csv rencana.xlsx --given year=2026\n\n"
        "  regplan convert examples/situbondo_bapenda_2026 tabel/ --as csv",
        "Read a plan in any form that is known and write it in another; what is lost is told.\n\n"
        "The ending of OUT says the form: .xlsx, .yaml, .json; with --as, OUT is a folder of CSV or Parquet. "
        "A plan that cannot be read whole is not written, unless --partial is given. For example:\n\n"
        "  regplan convert renja.csv plan.xlsx --given year=2026\n\n"
        "  regplan convert examples/situbondo_bapenda_2026 tables/ --as csv",
    ),
    "migrate": Bilingual(
        "Pindahkan rencana ke versi nomenklatur lain: kode mana menjadi apa, seberapa yakin, dan mana yang perlu diputuskan.\n\n"
        "Id, uang, target, dan riwayat tetap; buktinya dihitung ulang dan ditulis. Kode yang dipecah, dihapus, atau tidak ditemukan "
        "tetap memakai kode lama dan disebut satu per satu. Daftar resmi diberikan sebagai VERSI=BERKAS. "
        "Kode keluar: 0 semua kode berpindah, 1 ada yang perlu diputuskan (OUT tetap ditulis), 2 berkas atau perintah keliru. Contoh:\n\n"
        "  regplan migrate renja/ renja_baru.yaml --from 2020_3708 --to 2023_1317 --nomenclature 2020_3708=lama.csv --nomenclature 2023_1317=baru.csv\n\n"
        "  regplan migrate renja.csv renja.xlsx --to 2027 --nomenclature 2025_2850=daftar.csv --nomenclature 2027=ekspor.csv,induk.csv --save langkah.yaml",
        "Bring a plan into another version of the nomenclature: which code becomes which, how sure that is, and what is to be decided.\n\n"
        "Ids, money, targets and history stay; the proof is computed anew and printed. A code that is split, retired or not found "
        "keeps its old code and is told one by one. Official lists are given as VERSION=FILE. "
        "Exit codes: 0 all codes went over, 1 some are to be decided (OUT is written all the same), 2 the files or the call are unusable. For example:\n\n"
        "  regplan migrate renja/ renja_new.yaml --from 2020_3708 --to 2023_1317 --nomenclature 2020_3708=old.csv --nomenclature 2023_1317=new.csv\n\n"
        "  regplan migrate renja.csv renja.xlsx --to 2027 --nomenclature 2025_2850=list.csv --nomenclature 2027=export.csv,above.csv --save steps.yaml",
    ),
    "migrate_from": Bilingual(
        "Versi kode rencana sekarang; boleh dilewati bila hanya ada satu daftar lain.",
        "Version the plan's codes are of; may be left out where there is one other list alone.",
    ),
    "migrate_to": Bilingual("Versi tujuan.", "Version they shall be of."),
    "migrate_documents": Bilingual(
        "Hanya dokumen ini: jenis atau id, dipisah koma; dokumen yang menyebut versi lain dibiarkan.",
        "Only these documents: kinds or ids, parted by commas; one that names another version is left alone.",
    ),
    "sure": Bilingual(
        "Kemiripan nama, 0 sampai 1, sejak itu kode yang ditemukan lewat namanya diambil; di bawahnya hanya ditawarkan.",
        "Likeness of names, 0 to 1, from which a code that is found by its name is taken; below, it is offered.",
    ),
    "migrate_lists": Bilingual(
        "tidak ada daftar untuk {old} dan {new} di antara yang diberikan ({given}): sebut keduanya sekali, --nomenclature VERSI=BERKAS",
        "no lists for {old} and {new} among those given ({given}): give each once, --nomenclature VERSION=FILE",
    ),
    "template": Bilingual(
        "Tulis buku kerja kosong dengan petunjuk, siap diisi.\n\nContoh: regplan template rencana.xlsx --years 2025-2030",
        "Write an empty workbook with instructions, ready to be filled in.\n\n"
        "For example: regplan template plan.xlsx --years 2025-2030",
    ),
    "form": Bilingual(
        "Tulis tabel resmi sebagai buku kerja siap cetak: Lampiran APBD, tabel Renstra dan Renja, formulir evaluasi.\n\n"
        "NAME: IV, VII, VIII (lampiran APBD), T-C.27, T-C.33, E-78, E-79, E-80, E-81. Sel yang tidak disebut rencana tetap kosong dan "
        "dihitung di bawah tabelnya. Contoh:\n\n"
        "  regplan form examples/situbondo_bapenda_2026 T-C.27 tc27.xlsx --year 2026\n\n"
        "  regplan form rencana/ VII lampiran7.xlsx --year 2026 --documents RPJMD,APBD",
        "Write an official table as a workbook to print: annexes of the APBD, tables of Renstra and Renja, evaluation forms.\n\n"
        "NAME: IV, VII, VIII (annexes of the APBD), T-C.27, T-C.33, E-78, E-79, E-80, E-81. Cells the plan does not know stay empty and "
        "are counted below the table. For example:\n\n"
        "  regplan form examples/situbondo_bapenda_2026 T-C.27 tc27.xlsx --year 2026\n\n"
        "  regplan form plan/ VII annex7.xlsx --year 2026 --documents RPJMD,APBD",
    ),
    "form_year": Bilingual(
        "Tahun tabelnya; untuk T-C.27, E-78, dan E-80 tahun mana pun dari rencananya.",
        "Year of the table; of T-C.27, E-78 and E-80 any year of the plan.",
    ),
    "form_documents": Bilingual(
        "Dokumen bahannya menurut urutannya, bila bukan yang biasa: jenis atau id, dipisah koma (RKPD,KUA,APBD).",
        "Documents it is made of in their order, where not the usual ones: kinds or ids, parted by commas (RKPD,KUA,APBD).",
    ),
    "form_ending": Bilingual(
        "tabel resmi ditulis sebagai .xlsx, bukan {got}", "an official table is written as .xlsx, not {got}"
    ),
    "form_written": Bilingual(
        "{path} ditulis: {name}, {rows} baris; sel kosong karena rencana tidak menyebutnya: {empty}",
        "{path} written: {name}; rows: {rows}; cells empty because the plan does not say: {empty}",
    ),
    "years": Bilingual("Tahun pertama dan terakhir yang punya kolom.", "First and last year that have columns."),
    "as": Bilingual("Tulis OUT sebagai folder tabel.", "Write OUT as a folder of tables."),
    "partial": Bilingual(
        "Tulis juga rencana yang tidak terbaca utuh; kode keluarnya 1.",
        "Write a plan too that could not be read whole; the exit code is 1.",
    ),
    "layout": Bilingual(
        "Tata letak tabel, bila tidak perlu dikenali.", "Layout of tables, where it is not to be recognised."
    ),
    "given": Bilingual(
        "Yang tidak disebut tabelnya sendiri (year=2026); boleh berulang.",
        "What tables do not say themselves (year=2026); may be repeated.",
    ),
    "mapping": Bilingual(
        "Peta kolom tabel; tanpa ini, NAMA.peta.yaml di samping tabelnya.",
        "The mapping of the tables' columns; without it, NAME.peta.yaml beside the table.",
    ),
    "skip": Bilingual(
        "Kecualikan berkas atau lembar ini (label.csv, '*_lama.xlsx', Petunjuk); yang dikecualikan disebut; boleh berulang.",
        "Leave out this file or sheet (label.csv, '*_old.xlsx', Notes); what is left out is told; may be repeated.",
    ),
    "scrub": Bilingual("Buang data pribadi dari yang dibaca.", "Take personal data out of what is read."),
    "annotate": Bilingual(
        "Tulis temuan ke salinan buku kerja .xlsx/.xlsm ini: komentar di selnya dan lembar temuan.",
        "Write the findings into a copy of this .xlsx/.xlsm workbook: comments at the cells and a sheet.",
    ),
    "written": Bilingual("{path} ditulis: {what}", "{path} written: {what}"),
    "not_written": Bilingual(
        "{path} tidak ditulis: rencana tidak terbaca utuh; perbaiki masalah di atas, atau --partial",
        "{path} not written: the plan could not be read whole; mend the problems above, or --partial",
    ),
    "unknown_ending": Bilingual(
        "akhiran {got} tidak dapat ditulis; pakai .xlsx, .yaml, .yml, .json, atau folder dengan --as csv|parquet",
        "the ending {got} cannot be written; use .xlsx, .yaml, .yml, .json, or a folder with --as csv|parquet",
    ),
    "same_file": Bilingual("OUT sama dengan IN", "OUT is the same as IN"),
    "inside": Bilingual(
        "OUT dan IN terletak satu di dalam yang lain, sehingga lain kali terbaca bersama; tulis ke folder lain",
        "OUT and IN lie one within the other, so that they would be read together the next time; write to another folder",
    ),
    "save_same": Bilingual("--save {path} akan menimpa {other}", "--save {path} would replace {other}"),
    "write_failed": Bilingual("{path} gagal ditulis: {why}", "{path} could not be written: {why}"),
    "bad_years": Bilingual(
        "--years {got} bukan rentang tahun seperti 2025-2030 (paling banyak 25 tahun)",
        "--years {got} is no range of years as 2025-2030 (at most 25 years)",
    ),
    "template_ending": Bilingual(
        "templat ditulis sebagai .xlsx, bukan {got}", "a template is written as .xlsx, not {got}"
    ),
    "lost": Bilingual(
        "{count} hal hilang, ditebak, atau dirapikan ketika dibaca:",
        "{count} thing(s) lost, guessed or mended in reading:",
    ),
    "more_loss": Bilingual(
        "  dan {count} lagi; semuanya: regplan check IN --format json",
        "  and {count} more; all of them: regplan check IN --format json",
    ),
    "dropped": Bilingual("dibuang", "dropped"),
    "defaulted": Bilingual("diisi bawaan", "defaulted"),
    "guessed": Bilingual("ditebak", "guessed"),
    "mended": Bilingual("dirapikan", "mended"),
    "unpaired": Bilingual("tidak berpasangan", "unpaired"),
    "scrubbed": Bilingual("disamarkan", "scrubbed"),
    "annotated": Bilingual(
        "{path} ditulis: {comments} sel berkomentar, {listed} temuan di lembar {sheet}",
        "{path} written: {comments} cells with a comment, {listed} findings in the sheet {sheet}",
    ),
    "annotate_scrub": Bilingual(
        "--annotate menyalin buku kerja beserta data pribadinya; hilangkan --scrub, atau tulis dulu tanpa data itu: regplan convert IN OUT.xlsx --scrub",
        "--annotate copies the workbook with its personal data; leave --scrub out, or write it without them first: regplan convert IN OUT.xlsx --scrub",
    ),
    "not_annotated": Bilingual(
        "--annotate menulis salinan satu buku kerja .xlsx atau .xlsm, bukan {got}; simpan dulu sebagai .xlsx",
        "--annotate writes a copy of one .xlsx or .xlsm workbook, not of {got}; save it as .xlsx first",
    ),
}
"""By what it is for."""
