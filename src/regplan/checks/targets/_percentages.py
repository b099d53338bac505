"""
What the name and unit of an indicator say of a percentage: of what whole, against what base, in which unit.

House words, as in ``_words``: a reader answers with the offending words, or None where the words leave a doubt.
"""

from __future__ import annotations

import re
from typing import Final

from regplan.checks.targets._words import COUNT, PERCENTAGE, plain

__all__ = [
    "amount_of_percentage",
    "change_without_base",
    "count_in_percent",
    "percent_unit",
    "percentage_in_count",
    "process_without_whole",
]


def percent_unit(unit: str | None) -> bool:
    """
    Tell whether a unit is per cent, as it is written: "%", "(%)", "Persen", "Persentase", "% PDRB".

    Example:
        >>> [percent_unit(unit) for unit in ("(%)", "Persentase", "Orang", None)]
        [True, True, False, False]
    """
    return unit is not None and _PER_CENT.search(unit) is not None


_PER_CENT: Final = re.compile(r"%|\b(?:per|pro|pre|pe)sen", re.IGNORECASE)


def change_without_base(name: str) -> str | None:
    """
    Return "Persentase" and the change it is of, where the name does not say against what: last year, the baseline.

    *Pertumbuhan* and *laju* are left alone: by convention they are against the year before; so is "Peningkatan
    produksi" with a unit in per cent. So are emissions, of which the base is set nationally.

    Example:
        >>> change_without_base("Persentase peningkatan investasi"), change_without_base("Peningkatan produksi padi")
        ('Persentase peningkatan', None)
        >>> change_without_base("Persentase penurunan sengketa per tahun")
    """
    words = plain(name)
    found = _CHANGE.match(words)
    return found[0] if found and not _BASE.search(words, found.end()) else None


_CHANGE: Final = re.compile(
    rf"{PERCENTAGE} (?:tingkat )?(?:peningkatan|penurunan|kenaikan|penambahan|pengurangan|meningkatnya|menurunnya)\b",
    re.IGNORECASE,
)
_BASE: Final = re.compile(
    r"\b(?:terhadap|dari(?:pada)?|(?:di)?banding\w*|per|setiap|tahunan|baseline|kondisi awal|emisi|poin|"
    r"tahun (?:sebelumnya|lalu|dasar|n))\b",
    re.IGNORECASE,
)


def process_without_whole(name: str) -> str | None:
    """
    Return "Persentase" and the work it is said to be of, where nothing is named that could be counted as the whole.

    "Persentase pengelolaan koperasi" can be counted in cooperatives and passes; so does every name with *yang*,
    *terhadap*, *dari*, *sesuai* and the like.

    Example:
        >>> process_without_whole("Persentase pengelolaan dan pengembangan kekayaan budaya daerah")
        'Persentase pengelolaan dan pengembangan'
        >>> process_without_whole("Persentase pengawasan dan pemeriksaan koperasi")
    """
    words = plain(name)
    found = _PROCESS.match(words)
    if not found or _WHOLE.search(words, found.end()):
        return None
    return None if _THINGS_COUNTED.match(words, found.end()) else found[0]


_WORK: Final = (
    "(?:pelaksanaan|penyelengg?a?raa?n|pengelolaan|pengembangan|pembinaan|pemberdayaan|penguatan|penyediaan|pengadaan|"
    "penyusunan|perumusan|penataan|pengawasan|pendampingan|asistensi|fasilitasi|koordinasi|sosialisasi|publikasi|"
    "pembangunan|pemeliharaan|rehabilitasi|perlindungan|administrasi|pemeriksa+n|penegakan|perencanaan|pengendalian|"
    "pemanfaatan)"
)
_PROCESS: Final = re.compile(
    rf"{PERCENTAGE} (?:tingkat )?(?!pemanfaatan){_WORK}\b(?:(?:,? dan|,)? {_WORK}\b)*", re.IGNORECASE
)
_WHOLE: Final = re.compile(
    r"\b(?:yang|terhadap|dari|per|sesuai|tepat|antara|dengan|bagi|pada|oleh|secara|berbasis|target|standar|kebutuhan|"
    r"setiap|seluruh)\b",
    re.IGNORECASE,
)
_THINGS_COUNTED: Final = re.compile(
    r" (?:dan |tertib )?(?:anak|apotek|arsip|aset|atlet|bangunan|bumdes|daerah|dokumen|desa|fasilitas|gedung|guru|hutan|infrastruktur|irigasi|izin|jalan|jembatan|"
    "kampung|kasus|kawasan|kecamatan|kegiatan|keluarga|kelompok|kelurahan|koperasi|laporan|lembaga|masyarakat|nelayan|"
    "opd|organisasi|orang|pasar|pelaku|pelanggaran|pemuda|penduduk|pengaduan|pengguna|perangkat|peraturan|perda|petani|"
    "perempuan|perkada|perusahaan|pengg?unaan|pns|potensi|asn|program|puskesmas|ranperda|rekomendasi|rumah|sampah|sarana|prasarana|sekolah|"
    r"sengketa|siswa|taman|tanah|tenaga|ternak|umkm|usaha|warga|wisata)\b",
    re.IGNORECASE,
)


def amount_of_percentage(name: str) -> str | None:
    """
    Return "Persentase jumlah", where a percentage is said to be of an amount and no whole is named.

    Example:
        >>> amount_of_percentage("Persentase Jumlah Cadangan Pangan")
        'Persentase Jumlah'
        >>> amount_of_percentage("Persentase jumlah siswa yang lulus")
    """
    words = plain(name)
    found = _AMOUNT.match(words)
    return found[0] if found and not _WHOLE.search(words, found.end()) else None


_AMOUNT: Final = re.compile(rf"{PERCENTAGE} (?:jumlah|besaran|total)\b", re.IGNORECASE)


def count_in_percent(name: str, unit: str | None) -> str | None:
    """
    Return the count a name begins with, where the unit is per cent.

    Example:
        >>> count_in_percent("Jumlah siswa", "%"), count_in_percent("Jumlah siswa", "Orang")
        ('Jumlah', None)
    """
    found = _COUNTED.match(plain(name)) if percent_unit(unit) else None
    return found[0] if found else None


_COUNTED: Final = re.compile(
    rf"(?:rata-rata )?{COUNT}\b(?! (?:persen|proporsi|rasio))|(?:luas|panjang)\b", re.IGNORECASE
)


def percentage_in_count(name: str, unit: str | None) -> str | None:
    """
    Return "Persentase", where the unit counts things.

    Example:
        >>> percentage_in_count("Persentase siswa", "Orang"), percentage_in_count("Persentase siswa", "%")
        ('Persentase', None)
    """
    if unit is None or not _UNITS_OF_COUNT.match(unit):
        return None
    found = _PERCENTED.match(plain(name))
    return found[0] if found else None


_PERCENTED: Final = re.compile(rf"{PERCENTAGE}\b", re.IGNORECASE)
_UNITS_OF_COUNT: Final = re.compile(
    r"(?:angka|buah|desa|dokumen|jiwa|kali|kampung|kasus|kegiatan|kelompok|keluarga|laporan|lembaga|lokasi|orang|paket|rp|"
    r"rupiah|sekolah|unit)\b",
    re.IGNORECASE,
)
