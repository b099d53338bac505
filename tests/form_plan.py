"""A plan in which each official table has something to print."""

from __future__ import annotations

from regplan.model import Activity, Allocation, Document, Indicator, Objective, Plan, Program, Series, SubActivity

__all__ = ["YEAR", "plan", "rpjmd"]

YEAR = 2026


def plan() -> Plan:
    """Make a plan with five documents, a program with an activity and two sub activities, and one that is new in the APBD."""
    yearly = [
        Document(id=kind.lower(), kind=kind, first_year=YEAR, last_year=YEAR)
        for kind in ("RKPD", "PPAS", "APBD", "RENJA")
    ]
    long = [Document(id=kind.lower(), kind=kind, first_year=2025, last_year=2026) for kind in ("RPJMD", "RENSTRA")]
    code = "1.02.02.2.02"
    sums = (("rkpd", 100, 50), ("ppas", 100, 40), ("apbd", 90, 40), ("renja", 100, 50), ("renstra", 100, 50))
    money = [
        Allocation(
            document=home,
            subject=name,
            fund="DAU",
            account="5.1.02" if home == "apbd" else None,
            amounts={str(YEAR): amount},
        )
        for home, one, two in sums
        for name, amount in (("s1", one), ("s2", two))
    ]
    money += [
        Allocation(document="apbd", subject="s3", account="5.2.01", amounts={str(YEAR): 7}),
        Allocation(document="rpjmd", subject="p", amounts={str(YEAR): 160}),
        Allocation(document="rkpd", subject="s1", basis="forward_estimate", amounts={"2027": 110}),
        *(Allocation(document="renja", subject="s1", basis="realised", amounts={f"{YEAR}-Q{n}": 20}) for n in (1, 2)),
    ]
    return Plan(
        title="Kabupaten Contoh",
        documents=[*long, *yearly],
        programs=[
            Program(id="p", code="1.02.02", title="Kesehatan", document="rkpd"),
            Program(id="q", code="1.02.03", title="=Baru", document="apbd"),
        ],
        activities=[
            Activity(id="k", code=code, title="Layanan", parent="p", document="rkpd"),
            Activity(id="l", code="1.02.03.2.01", title="L", parent="q", document="apbd"),
        ],
        sub_activities=[
            SubActivity(id="s1", code=f"{code}.0001", title="Ibu hamil", parent="k", document="renja"),
            SubActivity(id="s2", code=f"{code}.0002", title="Bersalin", parent="k", document="rkpd"),
            SubActivity(id="s3", code="1.02.03.2.01.0001", title="B", parent="l", document="apbd"),
        ],
        indicators=[
            Indicator(id="i", owner="s1", name="Ibu dilayani", unit="orang", accumulation="sum", polarity="up"),
            Indicator(id="j", owner="s1", name="Cakupan", unit="%"),
        ],
        series=[
            Series(
                indicator="i", document="renstra", role="target", values={"2025": "100", "2026": "100", "end": "200"}
            ),
            *(
                Series(indicator="i", document=home, role="target", values={str(YEAR): "100"})
                for home in ("renja", "rkpd")
            ),
            Series(
                indicator="i",
                document="renja",
                role="result",
                values={"2025": "80", **{f"{YEAR}-Q{n}": "25" for n in (1, 2, 3, 4)}},
            ),
            Series(indicator="j", document="renja", role="target", values={str(YEAR): "80-90"}),
        ],
        allocations=money,
    )


def rpjmd() -> Plan:
    """Make an RPJMD of two years with results, money of both years, and a program without an indicator."""
    return Plan(
        documents=[Document(id="d", kind="RPJMD", first_year=2025, last_year=2026)],
        objectives=[Objective(id="s", title="Sehat", document="d")],
        programs=[
            Program(id="p", code="1.02.02", title="Layanan", parent="s", document="d"),
            Program(id="q", code="1.02.03", title="Tanpa indikator", parent="s", document="d"),
        ],
        indicators=[
            Indicator(id="a", owner="s", name="AKI", polarity="down"),
            Indicator(id="c", owner="p", name="Cakupan", unit="%", polarity="up", accumulation="last"),
            Indicator(id="m", owner="p", name="Mutu", polarity="up", accumulation="sum"),
        ],
        series=[
            Series(indicator="a", document="d", role="target", values={"2025": "90", "2026": "80"}),
            Series(indicator="c", document="d", role="baseline", values={"2024": "70"}),
            Series(indicator="c", document="d", role="target", values={"2025": "80", "2026": "90"}),
            Series(indicator="c", document="d", role="result", values={"2025": "76", "2026": "99"}),
            Series(indicator="m", document="d", role="target", values={"2025": "10", "2026": "20", "end": "30"}),
            Series(indicator="m", document="d", role="result", values={"2025": "12", "2026": "15"}),
        ],
        allocations=[
            Allocation(document="d", subject="p", amounts={"2025": 200, "2026": 300}),
            Allocation(document="d", subject="p", basis="realised", amounts={"2025": 150, "2026": 330}),
            Allocation(document="d", subject="q", amounts={"2025": 40}),
        ],
    )
