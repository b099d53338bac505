"""The closed vocabularies of the model and their Indonesian words in files (glossary)."""

from __future__ import annotations

from typing import Final, Literal

__all__ = [
    "INDONESIAN_WORDS",
    "LEVELS",
    "Accumulation",
    "AgencyKind",
    "Basis",
    "BudgetStage",
    "DocumentKind",
    "Flag",
    "Framework",
    "Ground",
    "IndicatorKind",
    "Level",
    "LinkKind",
    "MoneyRole",
    "Nomenclature",
    "PlaceKind",
    "Polarity",
    "Regime",
    "RegionLevel",
    "Restates",
    "Role",
    "SeriesRole",
    "Stage",
    "Status",
]

Level = Literal[
    "vision",
    "mission",
    "goal",
    "objective",
    "strategy",
    "policy_direction",
    "program",
    "activity",
    "sub_activity",
]
LEVELS: Final[tuple[Level, ...]] = (
    "vision",
    "mission",
    "goal",
    "objective",
    "strategy",
    "policy_direction",
    "program",
    "activity",
    "sub_activity",
)

DocumentKind = Literal[
    "RPJPN",
    "RPJMN",
    "RPJPD",
    "RPJMD",
    "RPD",
    "RENSTRA",
    "RKPD",
    "RENJA",
    "KUA",
    "PPAS",
    "KUA_PPAS",
    "RKA",
    "APBD",
    "DPA",
    "PK",
    "RKT",
    "REALISATION",
    "LKPJ",
    "LPPD",
    "LKJIP",
]
Stage = Literal["technocratic", "initial", "draft", "final"]
Restates = Literal["full", "partial"]
BudgetStage = Literal["original", "shift", "change", "shift_after_change"]
Ground = Literal[
    "process",
    "substance",
    "fundamental",
    "central_policy",
    "assumptions",
    "surplus",
    "shifts",
    "emergency",
    "extraordinary",
    "activity_changes",
    "target_changes",
    "refocusing",
    "transfers",
]
Regime = Literal["PMDN54_2010", "PMDN86_2017", "INMEN2_2025", "PMDN14_2026"]
Nomenclature = Literal["2019_90", "2020_3708", "2021_5889", "2023_1317", "2024_3406", "2025_2850", "2026_861"]
RegionLevel = Literal["province", "regency", "city"]
AgencyKind = Literal[
    "secretariat",
    "council_secretariat",
    "inspectorate",
    "dinas",
    "badan",
    "kecamatan",
    "kelurahan",
    "uptd",
    "hospital",
    "desa",
]
PlaceKind = Literal["province", "regency", "city", "kecamatan", "kelurahan", "desa", "rw", "rt", "site"]
Framework = Literal[
    "RPJPN",
    "RPJMN",
    "RKP",
    "ASTA_CITA",
    "RPJPD",
    "PROVINCIAL_RPJMD",
    "MINISTRY_RENSTRA",
    "NSPK",
    "SPM",
    "SDG",
    "KLHS",
    "RTRW",
    "YEARLY_THEME",
    "YEARLY_PRIORITY",
    "TAG",
]
IndicatorKind = Literal["impact", "outcome", "intermediate_outcome", "output", "input"]
Polarity = Literal["up", "down", "range", "stable", "binary"]
Accumulation = Literal["sum", "last", "mean", "max", "min", "increment"]
Flag = Literal["IKU", "IKD", "IKK", "SPM", "IUP"]
SeriesRole = Literal["baseline", "target", "result"]
Basis = Literal["ceiling", "forward_estimate", "realised"]
MoneyRole = Literal["entry", "stated_total"]
LinkKind = Literal["supports", "adopts", "aligned_with", "contributes", "needs", "replaces"]
Status = Literal["proposed", "accepted", "refused"]
Role = Literal["lead", "member"]

INDONESIAN_WORDS: Final[dict[str, str]] = {
    # levels
    "vision": "visi",
    "mission": "misi",
    "goal": "tujuan",
    "objective": "sasaran",
    "strategy": "strategi",
    "policy_direction": "arah_kebijakan",
    "program": "program",
    "activity": "kegiatan",
    "sub_activity": "sub_kegiatan",
    # documents
    "REALISATION": "REALISASI",
    "technocratic": "teknokratik",
    "initial": "rancangan_awal",
    "draft": "rancangan",
    "final": "akhir",
    "original": "murni",
    "shift": "pergeseran",
    "change": "perubahan",
    "shift_after_change": "pergeseran_setelah_perubahan",
    "process": "proses",
    "substance": "substansi",
    "fundamental": "perubahan_mendasar",
    "central_policy": "kebijakan_pusat",
    "assumptions": "asumsi",
    "surplus": "silpa",
    "shifts": "pergeseran_anggaran",
    "emergency": "keadaan_darurat",
    "extraordinary": "keadaan_luar_biasa",
    "activity_changes": "perubahan_kegiatan",
    "target_changes": "perubahan_target",
    "transfers": "penyesuaian_transfer",
    "full": "penuh",
    "partial": "sebagian",
    # regions, places and OPD
    "province": "provinsi",
    "regency": "kabupaten",
    "city": "kota",
    "secretariat": "sekretariat_daerah",
    "council_secretariat": "sekretariat_dprd",
    "inspectorate": "inspektorat",
    "hospital": "rumah_sakit",
    "site": "lokasi",
    # references
    "PROVINCIAL_RPJMD": "RPJMD_PROVINSI",
    "MINISTRY_RENSTRA": "RENSTRA_KL",
    "SDG": "TPB",
    "YEARLY_THEME": "TEMA_TAHUNAN",
    "YEARLY_PRIORITY": "PRIORITAS_TAHUNAN",
    "TAG": "TAGGING",
    # indicators
    "impact": "dampak",
    "outcome": "hasil",
    "intermediate_outcome": "hasil_antara",
    "output": "keluaran",
    "input": "masukan",
    "up": "naik",
    "down": "turun",
    "range": "rentang",
    "stable": "tetap",
    "binary": "ya_tidak",
    "sum": "jumlah",
    "last": "terakhir",
    "mean": "rata_rata",
    "max": "tertinggi",
    "min": "terendah",
    "increment": "penambahan",
    "baseline": "kondisi_awal",
    "target": "target",
    "result": "realisasi",
    # money
    "ceiling": "pagu",
    "forward_estimate": "prakiraan_maju",
    "realised": "realisasi",
    "entry": "rincian",
    "stated_total": "jumlah_tercantum",
    # links
    "supports": "mendukung",
    "adopts": "mengadopsi",
    "aligned_with": "selaras_dengan",
    "contributes": "berkontribusi",
    "needs": "membutuhkan",
    "replaces": "menggantikan",
    "proposed": "diusulkan",
    "accepted": "disetujui",
    "refused": "ditolak",
    "lead": "ketua",
    "member": "anggota",
}
"""The Indonesian word of a vocabulary word, where it is another one; files may use either."""
