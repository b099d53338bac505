"""
What the name of an indicator says, read by its words alone: outputs, work, a target, a second measure.

The lists are house words, not law; each was held against real indicators (docs/indicator-wording.md). A reader answers
with the offending words as they are written, or None: where the words leave a doubt, None.
"""

from __future__ import annotations

import functools
import re
from typing import Final

__all__ = ["COUNT", "PERCENTAGE", "counted_output", "named_activity", "plain", "second_measure", "target_in_name"]

COUNT: Final = r"(?:jumlah|jumalh|jumah|jumla|jumblah|banyaknya)"
PERCENTAGE: Final = r"(?:persentase|presentase|prosentase|pesentase|peresentase|persentasi|prosentasi|persentae)"


def counted_output(name: str) -> str | None:
    """
    Return the words that count a product of work: documents, meetings, people who attended, things that were built.

    A product with a quality ("tepat waktu", "ditindaklanjuti") is not only counted and passes.

    Example:
        >>> counted_output("Jumlah Dokumen Perencanaan"), counted_output("Jumlah jembatan yang telah dibangun")
        ('Jumlah Dokumen', 'Jumlah jembatan yang telah dibangun')
        >>> counted_output("Jumlah kunjungan wisata"), counted_output("Jumlah laporan yang ditindaklanjuti")
        (None, None)
    """
    name = plain(name)
    found = _OUTPUT.match(name) or _MADE.match(name)
    return found[0] if found and not _QUALITY.search(name) else None


_PRODUCTS: Final = (
    "dokumen|naskah|laporan(?! (?:masyarakat|warga|pengaduan|kasus|kekerasan|kejadian))|berita acara|data|pemutakhiran|"
    "surat keputusan|rapat|pertemuan|sosialisasi|penyuluhan|pelatihan|bimbingan teknis|bimtek|diklat|workshop|lokakarya|"
    "seminar|festival|pameran|kegiatan(?! (?:usaha|ekonomi))|paket(?! wisata)"
)
_TRAINING: Final = (
    r"(?:pelatihan|bimtek|bimbingan|sosialisasi|penyuluhan|diklat|workshop|seminar|rapat|rembuk|kegiatan)"
)
_MADE_WORDS: Final = (
    "bangun|sediakan|susun|pelihara|rehabilitasi|adakan|laksanakan|selenggarakan|lakukan|fasilitasi|bina|latih|"
    "sosialisasikan|berdayakan|tingkatkan|bagikan|salurkan|terbitkan|cetak|dampingi|koordinasikan|kembangkan|dokumentasikan"
)
_OUTPUT: Final = re.compile(
    rf"{COUNT} (?:{_PRODUCTS}|peserta {_TRAINING})\b"
    rf"|tersedianya (?:{_PRODUCTS})\b"
    r"|(?:terlaksananya|tersusunnya|terselenggaranya|terfasilitasinya)\b"
    r"|(?:buku|dokumen|laporan|berita acara)\b",
    re.IGNORECASE,
)
_MADE: Final = re.compile(
    rf"(?:{COUNT}|panjang|kapasitas)(?: (?!yang\b)\S+)+ yang (?:telah |sudah )?"
    rf"(?:di ?(?:{_MADE_WORDS})|mengikuti {_TRAINING})\b",
    re.IGNORECASE,
)
_QUALITY: Final = re.compile(r"tepat waktu|berkualitas|ditindak ?lanjuti|dimanfaatkan|digunakan|opini", re.IGNORECASE)


def named_activity(name: str, activity: tuple[str, ...]) -> str | None:
    """
    Return the word of work a name begins with, where the name is the work itself and no measure of it.

    Args:
        name: Name of an indicator.
        activity: Words of work; ``law.wording["activity"]``, to which those of indicators are added here.

    Example:
        >>> named_activity("Penyelenggaraan festival seni", ("penyelenggaraan",))
        'Penyelenggaraan'
        >>> named_activity("Persentase penyelenggaraan festival", ("penyelenggaraan",))
    """
    found = _activities(activity).match(plain(name))
    return found[1] if found else None


_MORE_ACTIVITIES: Final = (
    "kegiatan(?! (?:usaha|ekonomi))",
    "pemasangan",
    "pembinaan",
    "pemeliharaan",
    "penyediaan(?! akomodasi)",
    "bimbingan teknis",
)


@functools.cache
def _activities(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"({'|'.join((*words, *_MORE_ACTIVITIES))})\\b", re.IGNORECASE)


def target_in_name(name: str) -> str | None:
    """
    Return the words that say how much, or by which year, inside a name.

    Limits that say who is counted (ages, grades, "di bawah 10 ha", "yang … minimal 80 %"), numbers of regulations
    and rates ("per 1000") are parts of a name.

    Example:
        >>> target_in_name("Cakupan imunisasi minimal 95 %"), target_in_name("Jumlah bimtek (BOK) 50 Orang")
        ('minimal 95 %', '50 Orang')
        >>> target_in_name("Angka kelahiran umur 15-19 tahun"), target_in_name("Kunjungan per 1000 orang")
        (None, None)
    """
    if not _DIGIT.search(name):
        return None
    words = plain(name, numbered=False)
    lowered = f"{words.lower()} "
    if (found := _LEADING.match(words)) or (_has(lowered, "sebesar", "target") and (found := _STATED.search(words))):
        return found[1]
    if (found := _TRAILING.match(" ".join(words.rsplit(" ", 3)[-3:]))) and not _NO_TARGET.fullmatch(found[1]):
        return found[2]
    if _has(lowered, "%", "persen ", "menjadi ") and (found := _LIMIT.search(words)):
        return None if _SELECTS.search(words[: found.start()]) else found[1]
    if "tahun 20" in lowered and (found := _YEAR.search(words)) and not _DATED.search(words[: found.start()]):
        return found[1]
    return None


def _has(text: str, *parts: str) -> bool:
    """Tell whether a text has one of some parts; far quicker than a pattern, which then says where."""
    return any(part in text for part in parts)


_DIGIT: Final = re.compile(r"[0-9]")
_NUMBER: Final = r"[0-9][0-9.,]*"
_THINGS: Final = (
    r"(?:dokumen|laporan|kegiatan|paket|unit|orang|peserta|kali|buah|kelompok|desa|kampung|lokasi|ekor|eksemplar|tim)"
)
_STATED: Final = re.compile(
    rf"\b((?:sebesar|ditargetkan|target(?:nya)?) \(?(?:Rp\.? ?)?(?>{_NUMBER}(?: ?(?:%|persen\b))?))"
    r"(?! ?(?:terbawah|termiskin|teratas|ha|tahun|bulan)\b)",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(rf"((?:ter\w+nya )?{_NUMBER} ?(?:%|(?:persen|{_THINGS})\b))(?= )", re.IGNORECASE)
_TRAILING: Final = re.compile(rf"(\S+) ({_NUMBER} {_THINGS})\.?$", re.IGNORECASE)
_NO_TARGET: Final = re.compile(
    "per|tiap|setiap|dari|antara|lebih|kurang|minimal|maksimal|level|kelas|tipe|type|kategori|tahap|nomor|no|usia",
    re.IGNORECASE,
)
_LIMIT: Final = re.compile(
    r"((?:minimal|maksimal|mencapai|hingga|paling (?:sedikit|rendah|tinggi|banyak)|sekurang-kurangnya|"
    rf"di ?atas|di ?bawah|>=|<=|≥|≤|>|<) ?{_NUMBER} ?(?:%|persen\b)|\bmenjadi {_NUMBER}(?: ?(?:%|persen))?$"
    rf"|(?<= ){_NUMBER} ?(?:%|persen)$|\({_NUMBER} ?(?:%|persen)\)$)",
    re.IGNORECASE,
)
_SELECTS: Final = re.compile(r"\b(?:yang|dengan|usia|umur|berusia|dari|selisih)\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b((?:(?:pada|di|sampai|hingga|akhir) )*tahun 20\d\d)\b(?! ?[-–/]? ?20\d\d)", re.IGNORECASE)
_DATED: Final = re.compile(
    r"\b(?:nomor|no|uu|undang|pp|perpres|permen\w*|peraturan|perda|dokumen|laporan|apbn|apbd|rkpd|renja|renstra|rpjmd|"
    r"rka|dpa|kua|ppas|lkpj|lppd|lkjip|dak|sensus|konstan|dasar|anggaran)\b",
    re.IGNORECASE,
)


def second_measure(name: str) -> str | None:
    """
    Return the words with which a second measure begins in the name of one indicator.

    A second measure is one that repeats the first word ("Indeks … dan indeks …"), a count or percentage that is
    added, a second point of a numbered list, or a second "Persentase" that nothing joins. Two numbers that make one
    ("rasio antara jumlah … dan jumlah …", "sesuai jenis dan jumlah") pass, and so does "dan" between things that are
    counted together.

    Example:
        >>> second_measure("Luas kebun dan jumlah petani"), second_measure("Jenis, kelas dan jumlah hotel")
        ('dan jumlah', 'dan jumlah')
        >>> second_measure("1. Nilai AKIP 2. Indeks kepuasan"), second_measure("Jumlah dan macam pajak")
        ('2. Indeks', 'dan macam')
        >>> second_measure("Persentase layanan umum Persentase layanan khusus")
        'Persentase layanan'
        >>> second_measure("Persentase sarana dan prasarana yang baik")
    """
    words = plain(name, numbered=False)
    if numbered := _NUMBERED.match(words):
        return numbered[1].strip()
    if paired := _PAIRED.match(words):
        return paired[1] or paired[2]
    first = _MEASURE.match(words)
    if not first or first[0].lower() in {"rasio", "perbandingan", "selisih", "proporsi"}:
        return None
    if "Persentase " in words[1:] and first[0].lower() == "persentase" and (again := _AGAIN.search(words, first.end())):
        return again[1]
    if not _has(words.lower(), "dan ", "serta ", ",", ";"):
        return None
    for joined in _JOINED.finditer(words, first.end()):
        second, between = joined[2].lower(), words[first.end() : joined.start()].lower()
        added = joined[1] != "," and second in {"jumlah", "persentase", "presentase", "prosentase"}
        if (added or second == first[0].lower()) and second not in between and not _ONE_OF_TWO.search(between):
            return joined[0].strip(" ,;")
    return None


_MEASURES: Final = (
    "jumlah|persentase|presentase|prosentase|indeks|rasio|rata-rata|cakupan|prevalensi|proporsi|laju|luas|panjang|"
    "nilai|angka|tingkat|kontribusi|perbandingan|selisih"
)
_MEASURE: Final = re.compile(rf"(?:{_MEASURES})\b", re.IGNORECASE)
_JOINED: Final = re.compile(rf"(\bdan|\bserta|[,;]) ?({_MEASURES})\b", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(?:1[.)]|a[.)]) ?\D.*?( (?:2[.)]|b[.)]) \w+)", re.IGNORECASE)
_PAIRED: Final = re.compile(
    r"(?:(?:jenis|kelas|macam|bentuk)(?:, ?\w+)*,? (dan jumlah)|jumlah (dan (?:macam|jenis|nilai|luas|volume)))\b",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"(?<!\S)(?!(?i:peningkatan|penurunan|kenaikan|capaian|target|realisasi|dan|serta|atau) )[\w(%]*[\w%)] (Persentase \w+)"
)
_ONE_OF_TWO: Final = re.compile(
    r"\b(?:antara|perbandingan|selisih|terhadap|dibagi)\b|\b(?:jenis|bentuk|volume|mutu|kualitas|nilai|macam),?\s*$"
)


def plain(name: str, *, numbered: bool = True) -> str:
    """Return the words of a name with single blanks, without signs before them; with *numbered*, also without "1."."""
    if name[:2].isalpha() and "  " not in name and name.isprintable():
        return name
    words = " ".join(name.split())
    return (_OPENING if numbered else _SIGNS).sub("", words)


_SIGNS: Final = re.compile(r"^[^\w(<>]+")
_OPENING: Final = re.compile(r"^[\W_]*(?:(?:[0-9]{1,2}|[a-z])[.)] +)?", re.IGNORECASE)
