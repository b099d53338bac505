"""Official tables that set targets beside results, and two documents side by side, as people type them."""

from __future__ import annotations

__all__ = ["BOOKS", "C19", "C23", "C24", "C29", "C30", "C31", "C32", "C33", "E60", "Rows"]

Rows = tuple[tuple[object, ...], ...]
N = None
C19: Rows = (
    ("Tabel T-C.19",),
    ("Evaluasi Hasil Pelaksanaan Perencanaan Daerah sampai dengan Tahun 2025 (tahun berjalan)",),
    ("Kabupaten Contoh, RPJMD 2021-2026",),
    (N,) * 19,
    ("No", "Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program (outcome)/Kegiatan (output)", "Target RPJMD Kabupaten/Kota pada Tahun 2026 (akhir periode RPJMD)", N, "Realisasi Capaian Kinerja RPJMD Kabupaten/Kota sampai dengan RKPD Kabupaten/Kota Tahun Lalu (n-2)", N, "Target Kinerja dan Anggaran RKPD Kabupaten/Kota Tahun Berjalan (Tahun n-1) yang Dievaluasi", N, "Realisasi Capaian Kinerja dan Anggaran RKPD Kabupaten/Kota Tahun Berjalan (n-1) yang Dievaluasi", N, "Tingkat Capaian Kinerja dan Realisasi Anggaran RKPD Tahun n-1 (%)", N, "Realisasi Kinerja dan Anggaran RPJMD s/d Tahun n-1", N, "Tingkat Capaian Kinerja dan Realisasi Anggaran RPJMD s/d Tahun n-1 (%)", N, "Perangkat Daerah Penanggung Jawab", "Keterangan"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", N, "(6)", N, "(7)", N, "(8)", N, "(9)=(8)/(7)x100", N, "(10)=(6)+(8)", N, "(11)=(10)/(5)x100", N, "(12)", "(13)"),
    (N, N, N, N, "K", "Rp", "K", "Rp", "K", "Rp", "K", "Rp", "K", "Rp", "K", "Rp", "K", "Rp", N, N),
    (N, "1", "URUSAN WAJIB PELAYANAN DASAR", *[N] * 17),
    (N, "1.02", "KESEHATAN", *[N] * 17),
    (1, "1.02.02", "Program Pemenuhan Upaya Kesehatan", "Cakupan layanan", "100%", "9.000.000.000,00", "70,5%", 5_500_000_000, "80%", "2.000.000.000", "78,25%", "1.900.000.000,50", "97,8%", 95, "85%", 7_400_000_000.5, "85%", 82.2, "Dinas Kesehatan", "lanjut"),
    (N, N, N, "Puskesmas terakreditasi", "27", N, 21, N, "24", N, "23", N, "95,8", N, 23, N, "85,2", N, N, N),
    (2, "1.02.02.2.02", "Penyediaan Layanan Kesehatan", "Layanan", 12, "900.000.000", 8, "500.000.000", 2, 200_000_000, 2, "190.000.000", 100, 95, 10, 690_000_000, 83, 77, "Dinas Kesehatan", N),
    (N,) * 19,
    ("JUMLAH", N, N, N, N, "9.000.000.000", N, N, N, 2_000_000_000, N, "1.900.000.000,50", *[N] * 8),
    ("Rata-rata capaian kinerja (%)", *[N] * 11, "97", *[N] * 7),
    ("Predikat kinerja", *[N] * 11, "Sangat tinggi", *[N] * 7),
    ("Faktor pendorong keberhasilan kinerja: tenaga cukup", *[N] * 19),
)  # fmt: skip
C19_MERGED = ("E5:F5", "G5:H5", "I5:J5", "K5:L5", "M5:N5", "O5:P5", "Q5:R5", "A14:D14")
YEARS: tuple[object, ...] = ("1", "2", "3", "4", "5")
C23: Rows = (
    ("Tabel T-C.23",),
    ("Pencapaian Kinerja Pelayanan Perangkat Daerah Dinas Kesehatan",),
    ("Renstra Tahun 2021-2025",),
    ("Perangkat Daerah : Dinas Kesehatan",),
    ("NO", "Indikator Kinerja sesuai Tugas dan Fungsi Perangkat Daerah", "Target NSPK", "Target IKK", "Target Indikator Lainnya", "Target Renstra Perangkat Daerah Tahun ke-", N, N, N, N, "Realisasi Capaian Tahun ke-", N, N, N, N, "Rasio Capaian pada Tahun ke-", N, N, N, N),
    (N, N, N, N, N, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5),
    tuple(f"({at})" for at in range(1, 21)),
    (1, "Angka kematian ibu", N, "ya", N, "95", 90, "85,5", 80, 75, 96, "91", "88,25", 79, 74, "0,99", 0.98, 0.97, 1.01, 1.01),
    (2, "Cakupan imunisasi", "100%", N, N, "80%", "85%", "90%", "95%", "100%", "81%", "83%", "92%", "94%", "99%", 1, 0.97, 1.02, 0.98, 0.99),
)  # fmt: skip
C23_MERGED = ("A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:J5", "K5:O5", "P5:T5")
C24: Rows = (
    ("Tabel T-C.24",),
    ("Anggaran dan Realisasi Pendanaan Pelayanan Perangkat Daerah, Renstra Tahun 2023-2025",),
    ("Perangkat Daerah : Dinas Kesehatan",),
    ("No", "Program/Kegiatan", "Anggaran pada Tahun ke-", N, N, "Realisasi Anggaran pada Tahun ke-", N, N, "Rasio antara Realisasi dan Anggaran Tahun ke-", N, N, "Rata-rata Pertumbuhan", N),
    (N, N, 1, 2, 3, 1, 2, 3, 1, 2, 3, "Anggaran", "Realisasi"),
    tuple(f"({at})" for at in range(1, 14)),
    (1, "Program Pemenuhan Upaya Kesehatan", "1.500,00", "2.500.000.000", 2_750_000_000, "1.400,75", "2.400.000.000", 2_700_000_000, "0,93", 0.96, 0.98, "12%", "13%"),
    (N, "Kegiatan Penyediaan Layanan", 700, 800, 900, 600, 700, 800, 0.86, 0.88, 0.89, 0.13, 0.15),
    (N,) * 13,
    ("Total", N, 1500, 2_500_000_000, 2_750_000_000, "1.400,75", 2_400_000_000, 2_700_000_000, *[N] * 5),
)  # fmt: skip
C24_MERGED = ("A4:A5", "B4:B5", "C4:E4", "F4:H4", "I4:K4", "L4:M4", "A10:B10")
C29: Rows = (
    ("Tabel T-C.29",),
    ("Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah dan Pencapaian Renstra Perangkat Daerah s/d Tahun 2025 (tahun berjalan)",),
    ("Nama Perangkat Daerah : Dinas Kesehatan",),
    ("Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program (outcomes)/Kegiatan (output)", "Target Kinerja Capaian Program (Renstra Perangkat Daerah) Tahun 2026", "Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d dengan Tahun (n-3)", "Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu (tahun n-2)", N, N, "Target Program dan Kegiatan (Renja Perangkat Daerah Tahun n-1)", "Perkiraan Realisasi Capaian Target Renstra Perangkat Daerah s/d Tahun Berjalan", N),
    (N, N, N, N, N, "Target Renja Perangkat Daerah Tahun (n-2)", "Realisasi Renja Perangkat Daerah Tahun (n-2)", "Tingkat Realisasi (%)", N, "Realisasi Capaian Program dan Kegiatan s/d Tahun Berjalan (Tahun n-1)", "Tingkat Capaian Realisasi Target Renstra (%)"),
    ("1", "2", "3", "4", "5", "6", "7", "8=(7/6)", "9", "10=(5+7+9)", "11=(10/4)"),
    ("1.02", "KESEHATAN", *[N] * 9),
    ("1.02.02", "Program Pemenuhan Upaya Kesehatan", "Cakupan layanan", "100%", "60,5%", "70%", "68,5%", "97,86%", "80%", "85%", "85%"),
    (N, N, "Puskesmas terakreditasi", "27", 15, "20", "19", 95, "24", 24, 88.9),
    ("1.02.02.2.02", "Penyediaan Layanan Kesehatan", "Layanan", 12, 4, 3, 3, 100, 2, 9, 75),
    (N,) * 11,
)  # fmt: skip
C29_MERGED = ("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:H4", "I4:I5", "J4:K4")
C30: Rows = (
    ("Tabel T-C.30",),
    ("Pencapaian Kinerja Pelayanan Perangkat Daerah",),
    ("Perangkat Daerah : Dinas Kesehatan",),
    ("No", "Indikator", "SPM/Standar Nasional", "IKK (PP 6/2008)", "Target Renstra Perangkat Daerah", N, N, N, "Realisasi Capaian", N, "Proyeksi", N, "Catatan Analisis"),
    (N, N, N, N, "Tahun 2024 (thn n-2)", "Tahun 2025 (thn n-1)", "Tahun 2026 (thn n)", "Tahun 2027 (thn n+1)", "Tahun 2024 (thn n-2)", "Tahun 2025 (thn n-1)", "Tahun 2026 (thn n)", "Tahun 2027 (thn n+1)", N),
    tuple(f"({at})" for at in range(1, 14)),
    (1, "Angka kematian ibu", N, "√", 95, "90,5", 85, "80", "96", 91, "86", 81, "perlu bidan"),
    (2, "Cakupan imunisasi", "100%", N, "80%", "85%", "90%", "95%", "81%", "83%", "91%", "96%", N),
)  # fmt: skip
C30_MERGED = ("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:H4", "I4:J4", "K4:L4", "M4:M5")
C31: Rows = (
    ("Tabel T-C.31",),
    ("Review terhadap Rancangan Awal RKPD Tahun 2026",),
    ("Nama Perangkat Daerah : Dinas Kesehatan",),
    ("No", "Rancangan Awal RKPD", N, N, N, N, "Hasil Analisis Kebutuhan", N, N, N, N, "Catatan Penting"),
    (N, "Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Target Capaian", "Pagu Indikatif (Rp. 000)", "Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Target Capaian", "Kebutuhan Dana (Rp. 000)", N),
    tuple(f"({at})" for at in range(1, 13)),
    (1, "Program Pemenuhan Upaya Kesehatan", "Kec. Batu", "Cakupan layanan", "80%", "2.000.000", "Program Pemenuhan Upaya Kesehatan", "Kec. Bumi", "Cakupan layanan", "85%", "2.500.000,50", "pagu kurang"),
    (N, N, N, "Puskesmas terakreditasi", 24, N, N, N, "Puskesmas paripurna", 5, N, N),
    (2, "Kegiatan Layanan Dasar", "Kec. Batu", "Layanan", "2", 200_000, "Kegiatan Layanan Dasar dan Rujukan", "Kec. Batu", "Layanan", "3", 300_000, N),
    (3, N, N, N, N, N, "Kegiatan Ambulans Laut", "Kec. Pulau", "Kapal", "1", 750_000, "usulan baru"),
    ("Jumlah", N, N, N, N, 2_000_000, N, N, N, N, 2_500_000.5, N),
)  # fmt: skip
C31_MERGED = ("A4:A5", "B4:F4", "G4:K4", "L4:L5", "A11:E11")
C32: Rows = (
    ("Tabel T-C.32",),
    ("Usulan Program dan Kegiatan dari Para Pemangku Kepentingan Tahun 2026",),
    ("Nama Perangkat Daerah : Dinas Kesehatan",),
    ("No", "Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Besaran/Volume", "Catatan"),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    (1, "Program Pemenuhan Upaya Kesehatan", "Desa Maju", "Posyandu dibangun", "3 unit", "usulan musrenbang"),
    (2, "Kegiatan Layanan", "Desa Jaya", "Ambulans", 1, N),
)  # fmt: skip
C33: Rows = (
    ("Rencana Kerja Dinas Kesehatan Tahun 2026 (Tabel T-C.33)",),
    ("Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi", "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Prakiraan Maju Target Capaian Kinerja", "Prakiraan Maju Kebutuhan Dana/Pagu Indikatif"),
    ("1.02.02", "Program Pemenuhan Upaya Kesehatan", "Cakupan layanan", N, "80%", "2.000.000.000", N, N, "85%", 2_200_000_000),
    ("1.02.02.2.02", "Penyediaan Layanan Kesehatan", "Layanan", "Kec. Batu", 2, 2_000_000_000, "DAU", "lanjut", 3, "2.200.000.000"),
)  # fmt: skip
E60: Rows = (
    ("Formulir E.60",),
    ("Evaluasi Terhadap Hasil RKPD Kabupaten Contoh Tahun 2025",),
    ("Periode Pelaksanaan RPJMD : 2021-2026",),
    ("No", "Sasaran", "Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program (outcome)/Kegiatan (output)", "Target RPJMD Kabupaten/Kota pada Tahun 2026 (Akhir Periode RPJMD)", N, "Realisasi Capaian Kinerja RPJMD Kabupaten/Kota sampai dengan RKPD Kabupaten/Kota Tahun Lalu (n-2)", N, "Target Kinerja dan Anggaran RKPD Kabupaten/Kota Tahun Berjalan (Tahun n-1) yang Dievaluasi", N, "Realisasi Kinerja Pada Triwulan", N, N, N, N, N, N, N, "Realisasi Capaian Kinerja dan Anggaran RKPD Kabupaten/Kota yang Dievaluasi", N, "Realisasi Kinerja dan Anggaran RPJMD s/d Tahun 2025", N, "Tingkat Capaian Kinerja dan Realisasi Anggaran RPJMD s/d Tahun 2025 (%)", N, "Perangkat Daerah Penanggung Jawab", "Ket"),
    (*[N] * 11, "I", N, "II", N, "III", N, "IV", N, *[N] * 8),
    ("1", "2", "3", "4", "5", "6", N, "7", N, "8", N, "9", N, "10", N, "11", N, "12", N, "13=9+10+11+12", N, "14=7+13", N, "15=14/6x100", N, "16", "17"),
    (*[N] * 5, *("K", "Rp") * 10, N, N),
    (1, "Turunnya kematian ibu", "1.02.02", "Program Pemenuhan Upaya Kesehatan", "Cakupan layanan", "100%", "9.000.000.000", "70%", 5_000_000_000, "80%", "2.000.000.000", "20%", "400.000.000", "40%", 500_000_000, "60%", "500.000.000,25", "78%", 500_000_000, "78%", "1.900.000.000,25", "78%", 6_900_000_000, 78, 76.7, "Dinas Kesehatan", N),
    (N, N, N, N, "Puskesmas terakreditasi", 27, N, 21, N, 24, N, N, N, N, N, N, N, N, N, "23", N, 23, N, 85, N, N, N),
    ("Jumlah", *[N] * 5, "9.000.000.000", N, N, N, 2_000_000_000, *[N] * 16),
    ("Rata-rata capaian kinerja (%)", *[N] * 22, 81.5, *[N] * 3),
    ("Predikat kinerja", *[N] * 22, "Tinggi", *[N] * 3),
    ("Faktor pendorong keberhasilan kinerja:", *[N] * 26),
    ("Tindak lanjut yang diperlukan dalam RKPD berikutnya:", *[N] * 26),
)  # fmt: skip
E60_MERGED = (
    "A4:A5",
    "B4:B5",
    "C4:C5",
    "D4:D5",
    "E4:E5",
    "F4:G5",
    "H4:I5",
    "J4:K5",
    "L4:S4",
    "L5:M5",
    "N5:O5",
    "P5:Q5",
    "R5:S5",
    "T4:U5",
    "V4:W5",
    "X4:Y5",
    "Z4:Z5",
    "AA4:AA5",
    "F6:G6",
    "H6:I6",
    "J6:K6",
)
BOOKS: dict[str, tuple[Rows, tuple[str, ...]]] = {
    "T-C.19": (C19, C19_MERGED),
    "T-C.23": (C23, C23_MERGED),
    "T-C.24": (C24, C24_MERGED),
    "T-C.29": (C29, C29_MERGED),
    "T-C.30": (C30, C30_MERGED),
    "T-C.31": (C31, C31_MERGED),
    "T-C.32": (C32, ()),
    "T-C.33": (C33, ()),
    "E.60": (E60, E60_MERGED),
}
"""Each table by its number: rows and merged cells."""
