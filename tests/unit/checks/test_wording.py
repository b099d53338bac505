"""The wording of indicators: which names are caught by which words, and which look like it and pass."""

from __future__ import annotations

import pytest

from regplan.checks import check
from regplan.checks.targets import _percentages as percentages
from regplan.checks.targets import _words as words
from regplan.model import Activity, Agency, Goal, Indicator, Plan
from regplan.model.words import IndicatorKind
from regplan.values.text import LONGEST_LINE

OUTPUT = "Jumlah dokumen perencanaan"


def codes(plan: Plan) -> list[str]:
    """Return the names of the wording findings of a plan."""
    return [one.name for one in check(plan, select="WORD").findings]


class TestLevel:
    """Outputs are wrong only where results are measured."""

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [(None, True), ("impact", True), ("outcome", True), ("output", False), ("input", False)],
    )
    def test_of_a_goal(self, kind: IndicatorKind | None, expected: bool) -> None:  # noqa: FBT001 - a table
        """Output words of a goal are found, unless the indicator says itself that it is output or input."""
        plan = Plan(goals=[Goal(id="T")], indicators=[Indicator(id="I", owner="T", name=OUTPUT, kind=kind)])
        assert codes(plan) == ["output-words-on-outcome"] * expected

    @pytest.mark.parametrize(("kind", "expected"), [(None, False), ("outcome", True), ("output", False)])
    def test_of_an_activity(self, kind: IndicatorKind | None, expected: bool) -> None:  # noqa: FBT001 - a table
        """Output words of an activity are found only where the indicator says that it is an outcome."""
        plan = Plan(activities=[Activity(id="A")], indicators=[Indicator(id="I", owner="A", name=OUTPUT, kind=kind)])
        assert codes(plan) == ["output-words-on-outcome"] * expected

    def test_of_an_opd(self) -> None:
        """An OPD has no level; its indicator is judged by its kind, and named so in both languages."""
        made = [Indicator(id=kind, owner="D", name=OUTPUT, kind=kind) for kind in ("outcome", "output")]
        (one,) = check(Plan(agencies=[Agency(id="D")], indicators=made), select="WORD").findings
        assert one.subject == "outcome"
        assert one.text("id").endswith("padahal mengukur hasil OPD")
        assert one.text("en").endswith("measures the result of the OPD")

    def test_without_a_name(self) -> None:
        """An indicator without name or unit has no finding: absence is for other rules."""
        assert codes(Plan(goals=[Goal(id="T")], indicators=[Indicator(id="I", owner="T")])) == []

    def test_of_nothing_that_is_known(self) -> None:
        """An owner that is not in the plan has no level, and the other rules still read the name."""
        made = [Indicator(id="I", owner="?", name=f"1. {OUTPUT} 2. Indeks")]
        assert codes(Plan(indicators=made)) == ["two-measures-in-one"]


@pytest.mark.parametrize(
    "name",
    [
        "Jumlah produksi perikanan budidaya (Ton)",
        "Jumlah kendaraan bermotor yang laik jalan",
        "Jumlah hari layanan penerbitan KKPR yang terbit/dilayani",
        "Jumlah laporan masyarakat yang masuk",
        "Jumlah kegiatan usaha",
        "Jumlah paket wisata",
        "Jumlah peserta KB aktif",
        "Jumlah dokumen yang dimanfaatkan",
        "Persentase laporan keuangan tepat waktu",
        "Penyediaan akomodasi dan makan minum terhadap PDRB",
        "Luas lahan kritis yang direhabilitasi",
    ],
)
def test_results_with_words_of_outputs(name: str) -> None:
    """A name that counts what is reached, or an output with a quality, passes."""
    assert words.counted_output(name) is None
    assert words.named_activity(name, ("pelaksanaan", "pelatihan")) is None


@pytest.mark.parametrize(
    ("name", "got"),
    [
        ("Persentase desa mandiri sebesar 90 %", "sebesar 90 %"),
        ("Cakupan imunisasi minimal 80%", "minimal 80%"),
        ("Cakupan imunisasi (95%)", "(95%)"),
        ("Angka stunting menjadi 5", "menjadi 5"),
        ("100% desa memiliki akses internet", "100%"),
        ("Tersusunnya 3 dokumen perencanaan", "Tersusunnya 3 dokumen"),
        ("Jumlah kader terlatih 1.000 orang", "1.000 orang"),
        ("Persentase desa mandiri sampai tahun 2029", "sampai tahun 2029"),
    ],
)
def test_target_in_name(name: str, got: str) -> None:
    """A value, a number of things or a year inside a name is found and cut out as it is written."""
    assert words.target_in_name(name) == got


@pytest.mark.parametrize(
    "name",
    [
        "Angka partisipasi sekolah usia 7-12 tahun",
        "Penduduk yang berusia >15 Tahun melek huruf (tidak buta aksara) (%)",
        "Persentase cakupan kepemilikan akta pada penduduk usia 0 s.d. 17 tahun",
        "Prevalensi anemia balita 0-59 bulan",
        "Pendampingan 1000 HPK",
        "Konsentrasi PM2.5",
        "Proporsi guru dengan kualifikasi S1/D4",
        "Kapabilitas APIP Level 3",
        "Jumlah lulusan D3",
        "Peningkatan satuan PAUD dengan minimal akreditasi B",
        "Persentase luas kawasan kumuh dibawah 10 ha yang ditangani",
        "Persentase desa yang cakupan imunisasinya minimal 80%",
        "Pengeluaran penduduk sebesar 40% terbawah",
        "Rasio tenaga medis per 1000 orang",
        "PDRB atas dasar harga konstan tahun 2010",
        "Urusan menurut UU 23 Tahun 2014",
        "Jumlah dokumen RKPD tahun 2026",
        "Penjabaran RPJMD tahun 2025-2029",
        "Angkutan dalam 1 (satu) daerah kabupaten",
        "Ketepatan Penetapan Perda APBD Tahun N",
    ],
)
def test_numbers_that_belong_to_the_name(name: str) -> None:
    """Ages, grades, codes, limits of who is counted, rates, laws and documents are parts of a name."""
    assert words.target_in_name(name) is None


@pytest.mark.parametrize(
    ("name", "got"),
    [
        ("Persentase desa mandiri dan Persentase desa maju", "dan Persentase"),
        ("Jumlah pasien serta jumlah kunjungan", "serta jumlah"),
        ("Angka kematian ibu, angka kematian bayi", "angka"),
        ("Indeks kualitas air; indeks kualitas udara", "indeks"),
        ("a. Nilai AKIP b. Indeks Kepuasan", "b. Indeks"),
        ("Jumlah dan nilai investasi", "dan nilai"),
        ("Persentase air bersih (%) Persentase sanitasi", "Persentase sanitasi"),
    ],
)
def test_second_measure(name: str, got: str) -> None:
    """A second measure is found from its first word on."""
    assert words.second_measure(name) == got


@pytest.mark.parametrize(
    "name",
    [
        "Persentase sarana dan prasarana dalam kondisi baik",
        "Indeks kepuasan dan kepercayaan masyarakat",
        "Rasio jumlah guru dan jumlah murid",
        "Persentase keseimbangan antara jumlah guru dan jumlah murid",
        "Persentase obat sesuai jenis dan jumlah",
        "Persentase kenaikan Persentase desa mandiri",
        "Jumlah laporan pengukuran Indeks A dan Indeks B",
        "PDRB perdagangan besar dan eceran; reparasi mobil",
        "1.500 hektare dan 2. lainnya",
        "Media yang memenuhi kriteria: 1. terverifikasi, dan 2. terdaftar",
    ],
)
def test_one_measure_with_two_things(name: str) -> None:
    """Things counted together, and two numbers that make one, are one measure."""
    assert words.second_measure(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "Persentase peningkatan penduduk terhadap jumlah penduduk",
        "Persentase penurunan emisi GRK",
        "Persentase pertumbuhan nilai investasi",
        "Persentase pengelolaan sampah",
        "Persentase penyelesaian kasus",
        "Persentase pemanfaatan hasil kelitbangan",
        "Persentase pengawasan jasa konstruksi sesuai dengan peraturan",
        "Persentase pembinaan olahraga yang dilaksanakan",
        "Persentase jumlah anggota yang telah mengikuti diklat",
        "Persentase penduduk miskin",
    ],
)
def test_percentages_with_a_whole(name: str) -> None:
    """A name that says its whole or base, or things that can be counted, passes."""
    assert percentages.change_without_base(name) is None
    assert percentages.process_without_whole(name) is None
    assert percentages.amount_of_percentage(name) is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Jumlah persentase desa", "%"),
        ("Jumlah siswa", "Orang"),
        ("Persentase siswa", "persen"),
        ("Persentase siswa", "Nilai"),
        ("Persentase siswa", None),
        ("Rasio pajak", "%"),
        ("Luas lahan", "ha"),
    ],
)
def test_units_that_agree(name: str, unit: str | None) -> None:
    """A unit that fits, that is not given, or that leaves a doubt has no finding."""
    assert percentages.count_in_percent(name, unit) is None
    assert percentages.percentage_in_count(name, unit) is None


def test_blanks_and_signs_before_a_name() -> None:
    """Quotes, bullets, numbers and runs of blanks before and inside a name do not hide its words."""
    assert words.counted_output('" 1.  Jumlah   Dokumen  RKPD "') == "Jumlah Dokumen"


@pytest.mark.parametrize("part", ["Jumlah, ", "dan jumlah ", "yang di", "5 ", "x", "Persentase pengelolaan dan "])
def test_longest_name(part: str) -> None:
    """The longest line a plan may hold is read without a crash by every rule."""
    name = ("Persentase " + part * LONGEST_LINE)[:LONGEST_LINE].strip()
    plan = Plan(goals=[Goal(id="T")], indicators=[Indicator(id="I", owner="T", name=name, unit="%")])
    assert "rule-crashed" not in [one.name for one in check(plan, select="WORD").findings]
