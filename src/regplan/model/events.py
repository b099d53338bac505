"""The events of a document that count for schedules: their English names and the Indonesian words of files (glossary)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from regplan.values.lang import Bilingual

__all__ = ["EVENTS", "event_label", "read_event"]

EVENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # an RPJPD or RPJMD comes to be
        "previous_period_end": "akhir_periode_sebelumnya",
        "period_end": "akhir_masa_berlaku",
        "pair_determined": "penetapan_pasangan_terpilih",
        "inauguration": "pelantikan",
        "technocratic_draft": "rancangan_teknokratik",
        "initial_draft_to_dprd": "rancangan_awal_ke_dprd",
        "initial_draft_agreed": "kesepakatan_rancangan_awal",
        "initial_draft_consulted": "konsultasi_rancangan_awal",
        "final_draft": "rancangan_akhir",
        # drafts, meetings and decisions of any document
        "preparation_begun": "penyusunan_dimulai",
        "pokir_submitted": "pokir_disampaikan",
        "musrenbang": "musrenbang",
        "draft_to_dprd": "rancangan_ke_dprd",
        "agreed": "kesepakatan",
        "joint_approval": "persetujuan_bersama",
        "approval_failed": "gagal_persetujuan_bersama",
        "sent_for_evaluation": "dikirim_untuk_evaluasi",
        "received_for_evaluation": "diterima_untuk_evaluasi",
        "evaluated": "hasil_evaluasi",
        "refined": "penyempurnaan",
        "leadership_decision": "keputusan_pimpinan_dprd",
        "leadership_decision_sent": "keputusan_pimpinan_dprd_dikirim",
        "enacted": "penetapan",
        "sent_after_enactment": "perda_disampaikan",
        "perkada_submitted": "perkada_disampaikan",
        "perkada_validated": "perkada_disahkan",
        # a Renstra comes to be
        "circular": "surat_edaran",
        "forum": "forum_perangkat_daerah",
        "draft_to_bappeda": "rancangan_ke_bappeda",
        "verified": "verifikasi",
        # what is enacted or set elsewhere and counted from
        "rpjmd_enacted": "penetapan_rpjmd",
        "rkpd_enacted": "penetapan_rkpd",
        "provincial_rkpd_enacted": "penetapan_rkpd_provinsi",
        "accountability_enacted": "penetapan_pertanggungjawaban",
        "deficit_ceilings_set": "penetapan_batas_defisit",
        # a change
        "change_evaluated": "evaluasi_dasar_perubahan",
        "change_proposed": "usul_perubahan",
        "guidance_issued": "pedoman_perubahan",
        "refocusing_ordered": "perintah_refocusing",
        # reports
        "submitted": "disampaikan",
        "reported_to_finance": "laporan_ke_kemenkeu",
        "semester_reported_to_finance": "laporan_semester_ke_kemenkeu",
        "accountability_reported_to_finance": "laporan_pertanggungjawaban_ke_kemenkeu",
        "quarter_1_reported": "laporan_triwulan_1",
        "quarter_2_reported": "laporan_triwulan_2",
        "quarter_3_reported": "laporan_triwulan_3",
        "quarter_4_reported": "laporan_triwulan_4",
    }
)
"""By event, its Indonesian word in files; an event of one's own begins with ``x-``."""

_BY_WORD: Final[Mapping[str, str]] = MappingProxyType({word: event for event, word in EVENTS.items()})


def read_event(text: str) -> str:
    """
    Read the name of an event, in English or Indonesian, whatever its case; one that is not known stays as it is.

    Example:
        >>> read_event("Pelantikan"), read_event("rancangan ke DPRD"), read_event("x-rapat")
        ('inauguration', 'draft_to_dprd', 'x-rapat')
    """
    folded = text.strip().lower().replace("-", "_").replace(" ", "_")
    if folded in EVENTS:
        return folded
    return _BY_WORD.get(folded, text)


def event_label(event: str) -> Bilingual:
    """
    Name an event for a message.

    Example:
        >>> event_label("draft_to_dprd").id
        'rancangan ke DPRD'
    """
    word = EVENTS.get(event, event).replace("_", " ")
    english = event.replace("_", " ")
    for small, written in _NAMES.items():
        word, english = word.replace(small, written), english.replace(small, written)
    return Bilingual(word, english)


_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"dprd": "DPRD", "rpjmd": "RPJMD", "rkpd": "RKPD", "kemenkeu": "Kemenkeu", "bappeda": "Bappeda"}
)
