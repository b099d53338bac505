"""What the rules on deadlines say: titles, and what to do when a limit was missed."""

from __future__ import annotations

from typing import Final

from regplan.diagnostics.finding import Severity

__all__ = ["HINTS", "LESS", "TITLES", "Pair"]

Pair = tuple[str, str]

TITLES: Final[dict[str, Pair]] = {
    "SCH-01": ("rancangan teknokratik RPJMD tepat waktu", "the technocratic draft of an RPJMD in time"),
    "SCH-02": ("rancangan awal RPJMD ke DPRD tepat waktu", "the initial draft of an RPJMD to the DPRD in time"),
    "SCH-03": ("kesepakatan rancangan awal RPJMD tepat waktu", "the initial draft of an RPJMD agreed in time"),
    "SCH-04": ("konsultasi rancangan awal RPJMD tepat waktu", "the initial draft of an RPJMD consulted in time"),
    "SCH-06": ("rancangan Perda RPJMD ke DPRD tepat waktu", "the draft Perda of an RPJMD to the DPRD in time"),
    "SCH-07": ("rancangan Perda ke pengevaluasi tepat waktu", "a draft Perda to the evaluator in time"),
    "SCH-08": ("hasil evaluasi rencana tepat waktu", "a plan evaluated in time"),
    "SCH-09": ("penyempurnaan setelah evaluasi tepat waktu", "a plan refined in time"),
    "SCH-10": ("RPJMD ditetapkan tepat waktu", "the RPJMD enacted in time"),
    "SCH-11": ("RPJPD ditetapkan tepat waktu", "the RPJPD enacted in time"),
    "SCH-12": ("Renstra ditetapkan setelah RPJMD dan tepat waktu", "a Renstra set after the RPJMD, and in time"),
    "SCH-13": ("penyusunan RKPD dimulai tepat waktu", "the making of an RKPD begun in time"),
    "SCH-14": ("pokir DPRD disampaikan tepat waktu", "the DPRD's main points submitted in time"),
    "SCH-16": ("RKPD ditetapkan tepat waktu", "the RKPD set in time"),
    "SCH-17": ("Renja ditetapkan setelah RKPD dan tepat waktu", "a Renja set after the RKPD, and in time"),
    "SCH-18": ("rancangan KUA dan PPAS ke DPRD tepat waktu", "draft KUA and PPAS to the DPRD in time"),
    "SCH-19": ("KUA dan PPAS disepakati tepat waktu", "KUA and PPAS agreed in time"),
    "SCH-20": ("rancangan APBD ke DPRD tepat waktu", "the draft APBD to the DPRD in time"),
    "SCH-21": ("APBD disetujui bersama tepat waktu", "the APBD jointly approved in time"),
    "SCH-22": ("APBD dibahas paling lama 60 hari", "the APBD approved within 60 days"),
    "SCH-23": ("APBD ditetapkan sebelum tahunnya", "the APBD enacted before its year"),
    "SCH-25": ("rancangan KUA dan PPAS perubahan tepat waktu", "draft changed KUA and PPAS in time"),
    "SCH-26": ("KUA dan PPAS perubahan disepakati tepat waktu", "changed KUA and PPAS agreed in time"),
    "SCH-27": ("pedoman perubahan bagi OPD tepat waktu", "guidance on the change in time"),
    "SCH-28": ("rancangan perubahan APBD ke DPRD tepat waktu", "the draft change of the APBD in time"),
    "SCH-29": (
        "perubahan APBD diputuskan tepat waktu dan setelah pertanggungjawaban",
        "the change of the APBD decided in time, after accountability",
    ),
    "SCH-30": ("batas defisit ditetapkan tepat waktu", "ceilings of deficits set in time"),
    "SCH-31": ("laporan ke Kementerian Keuangan tepat waktu", "reports to the ministry of finance in time"),
    "SCH-32": ("laporan kinerja tepat waktu", "performance reports in time"),
    "SCH-34": ("tahap RPJPD tepat waktu", "the stages of an RPJPD in time"),
    "SCH-35": ("tahap Renstra tepat waktu", "the stages of a Renstra in time"),
    "SCH-38": ("laporan triwulan program pusat tepat waktu", "quarterly reports on central programs in time"),
    "SCH-39": ("LPPD dan LKPJ tepat waktu", "LPPD and LKPJ in time"),
    "BUD-P1": ("KUA dan PPAS disepakati dalam enam minggu", "KUA and PPAS agreed within six weeks"),
    "BUD-P4": ("Perkada APBD tepat waktu", "a Perkada in the place of an APBD in time"),
    "BUD-P6": ("evaluasi APBD tepat waktu", "the APBD evaluated in time"),
}
"""By rule, its title."""

_PLAN: Final[Pair] = (
    "periksa harinya; bila benar, catat sebabnya dan mampatkan tahap berikutnya agar batas penetapan tetap terjaga",
    "check the day; where it is right, write down why and tighten the steps that follow, so that the day of enactment holds",
)
_REPORT: Final[Pair] = (
    "periksa harinya; bila benar, catat sebabnya dan majukan jadwal laporan berikutnya",
    "check the day; where it is right, write down why and bring the next report forward",
)
_YEAR: Final[Pair] = (
    "periksa harinya; bila benar, catat sebabnya dan susun jadwal tahun berikutnya mundur dari batas ini",
    "check the day; where it is right, write down why and plan next year's calendar back from this limit",
)
_ORDER: Final[Pair] = (
    "periksa kedua harinya; bila benar, tetapkan ulang setelah dokumen yang diacunya",
    "check both days; where they are right, set it again after the document it follows",
)

HINTS: Final[dict[str, Pair]] = {
    "SCH-08": (
        "periksa hari terima dan hari hasilnya; keterlambatan ada pada pengevaluasi, minta hasilnya secara tertulis",
        "check the days of receipt and result; the delay is the evaluator's: ask for the result in writing",
    ),
    "SCH-10": (
        "periksa harinya; bila benar, siapkan penjelasan: hak keuangan kepala daerah dan DPRD terancam 3 bulan (UU 23/2014 Pasal 266)",
        "check the day; where it is right, prepare to explain: three months of allowances are at stake (UU 23/2014 Art 266)",
    ),
    "SCH-11": (
        "periksa harinya; bila benar, siapkan penjelasan: hak keuangan kepala daerah dan DPRD terancam 3 bulan (UU 23/2014 Pasal 266)",
        "check the day; where it is right, prepare to explain: three months of allowances are at stake (UU 23/2014 Art 266)",
    ),
    "SCH-12 renstra-after-rpjmd-too-early": _ORDER,
    "SCH-17 renja-after-rkpd-too-early": _ORDER,
    "SCH-20": (
        "periksa hari serahnya dan lengkapi hari libur; bila benar, majukan penyusunan RKA: sanksi ada pada kepala daerah",
        "check the day and complete the holidays; where it is right, bring the RKA forward: the sanction is on the head of region",
    ),
    "SCH-21": (
        "periksa harinya; bila benar, siapkan Perkada APBD sebesar pagu tahun sebelumnya (PP 12/2019 Pasal 107)",
        "check the day; where it is right, prepare a Perkada within last year's total (PP 12/2019 Art 107)",
    ),
    "SCH-22": (
        "periksa kedua harinya; lewat 60 hari kerja berlaku Perkada APBD sebesar pagu tahun sebelumnya (PP 12/2019 Pasal 107)",
        "check both days; after 60 working days a Perkada within last year's total takes its place (PP 12/2019 Art 107)",
    ),
    "SCH-23": (
        "periksa harinya; bila benar, sampai penetapan belanja sebulan paling banyak seperdua belas tahun lalu (PP 12/2019 Pasal 110)",
        "check the day; where it is right, spending of a month is a twelfth of last year's until then (PP 12/2019 Art 110)",
    ),
    "SCH-29 change-apbd-decided-late": (
        "periksa harinya; bila benar, APBD murni tetap dilaksanakan (PP 12/2019 Pasal 179(2))",
        "check the day; where it is right, the original APBD is carried on (PP 12/2019 Art 179(2))",
    ),
    "SCH-29 change-apbd-after-accountability-too-early": (
        "periksa kedua harinya; perubahan diputuskan setelah Perda pertanggungjawaban tahun sebelumnya",
        "check both days; the change is decided after the Perda on accountability for the year before",
    ),
    "SCH-30": (
        "tidak ada yang perlu diperbaiki daerah; hitung defisit dengan batas tahun lalu dan sesuaikan bila batas baru terbit",
        "nothing to mend in the region; reckon with last year's ceilings and adjust when the new ones come",
    ),
    "SCH-31": _REPORT,
    "SCH-32": _REPORT,
    "SCH-38": _REPORT,
    "SCH-39": _REPORT,
    "BUD-P1": (
        "periksa kedua harinya; lewat enam minggu kepala daerah menyampaikan rancangan APBD atas dasar RKPD dan rancangannya sendiri",
        "check both days; after six weeks the head of region submits an APBD built on the RKPD and his own drafts",
    ),
    "BUD-P4 perkada-validated-late": (
        "periksa kedua harinya; lewat 30 hari kerja Perkada dianggap disahkan (PP 12/2019 Pasal 109)",
        "check both days; after 30 working days the Perkada counts as validated (PP 12/2019 Art 109)",
    ),
    "BUD-P6 apbd-evaluated-late": (
        "periksa hari terima dan hari hasilnya; keterlambatan ada pada pengevaluasi, minta hasilnya secara tertulis",
        "check the days of receipt and result; the delay is the evaluator's: ask for the result in writing",
    ),
    "plan": _PLAN,
    "year": _YEAR,
}
"""By rule and clause, else by rule, what to do; other rules on plans of several years and on yearly documents share one each."""

LESS: Final[dict[str, Severity]] = {
    "SCH-08": "warning",
    "SCH-22": "warning",
    "SCH-30": "info",
    "BUD-P1": "warning",
    "BUD-P4 perkada-validated-late": "warning",
    "BUD-P6 apbd-evaluated-late": "warning",
}
"""Clauses that are less severe than their law allows: another authority is late, or the law says what then holds."""
