"""What the commands ``explain``, ``impact`` and ``graph`` say of themselves, in both languages."""

from __future__ import annotations

from typing import Final

from regplan.values.lang import Bilingual

__all__ = ["ALIGNMENT_WORDS"]

ALIGNMENT_WORDS: Final = {
    "explain": Bilingual(
        "Jelaskan dalam kalimat mengapa satu simpul, dan uangnya, ada dalam rencana.\n\n"
        "Contoh: regplan explain dinkes/1.02.02.2.01 examples/deli_serdang_2019",
        "Explain in sentences why a node, and its money, is in the plan.\n\n"
        "For example: regplan explain dinkes/1.02.02.2.01 examples/deli_serdang_2019",
    ),
    "impact": Bilingual(
        "Hitung apa yang bertumpu pada satu simpul, OPD, atau dokumen: simpul, OPD, rupiah, target.\n\n"
        "Contoh: regplan impact S1.2 examples/deli_serdang_2019",
        "Count what rests on a node, an OPD or a document: nodes, OPD, rupiah, targets.\n\n"
        "For example: regplan impact S1.2 examples/deli_serdang_2019",
    ),
    "graph": Bilingual(
        "Tulis graf keselarasan untuk Gephi, Graphviz, Mermaid, atau networkx.\n\n"
        "Contoh: regplan graph examples/deli_serdang_2019 --under M1 --format mermaid",
        "Write the alignment graph for Gephi, Graphviz, Mermaid or networkx.\n\n"
        "For example: regplan graph examples/deli_serdang_2019 --under M1 --format mermaid",
    ),
    "under": Bilingual("Hanya catatan ini dan yang menuju kepadanya.", "Only this record and what leads up to it."),
    "graph_format": Bilingual("Bentuk graf.", "Form of the graph."),
}
"""By what it is for; ``_words.py`` takes them up."""
