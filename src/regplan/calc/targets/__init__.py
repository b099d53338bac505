"""
Calculators for targets: pure, exact where numbers are rational, each answer with the variant of its formula.

Nothing here judges and nothing guesses: a missing value is never zero, and where there is no number there is a reason.
Arrays (``achievements``, ``totals``, ``tree_values``, ``rates``, ``ratings``, ``ipms``) give what the scalar forms give.
"""

from regplan.calc.targets.achievement import Achievement, achievement
from regplan.calc.targets.aggregation import Aggregate, achievement_over, explained_by, over_places, over_time
from regplan.calc.targets.arrays import Achievements, achievements, polarity_codes
from regplan.calc.targets.component_targets import IpmTargets, ipm_targets
from regplan.calc.targets.exact import fraction_of
from regplan.calc.targets.form_tables import FORMS, Form
from regplan.calc.targets.forms import Computed, Disagreement, check_form, evaluate_form
from regplan.calc.targets.history import (
    Anticipated,
    Realism,
    anticipated_progress,
    current_status,
    realism,
    trend_value,
)
from regplan.calc.targets.human_development import Components, Ipm, ipm, ipm_sensitivity, ipms
from regplan.calc.targets.indices import (
    Index,
    akip_score,
    spm_function,
    spm_index,
    spm_quality,
    spm_recipients,
    spm_region,
)
from regplan.calc.targets.paths import (
    Path,
    Required,
    back_loading,
    gap_closing_path,
    largest_jump,
    required_change,
    target_path,
)
from regplan.calc.targets.points import FORMULAS
from regplan.calc.targets.policy import CAP_100, CAP_120, CAP_150, FLOOR_0, RAW, Policy
from regplan.calc.targets.progress import EUROSTAT, OPEN_SDG, OnTrack, Thresholds, on_track
from regplan.calc.targets.published import Reproduction, is_misplaced, prints_as, reproductions
from regplan.calc.targets.scales import Rating, rate, ratings
from regplan.calc.targets.totals import Totals, rates, totals, tree_values
from regplan.calc.targets.tree import Part, mean_achievement, over_tree
from regplan.calc.targets.years import YearsEvaluation, evaluate_years
from regplan.values.cell import Cell, CellContext, context_of, read_cell
from regplan.values.measure import Bound, Grade, Interval, Measure, NotAvailable, Number, Ratio, Several, Words

__all__ = [
    "CAP_100",
    "CAP_120",
    "CAP_150",
    "EUROSTAT",
    "FLOOR_0",
    "FORMS",
    "FORMULAS",
    "OPEN_SDG",
    "RAW",
    "Achievement",
    "Achievements",
    "Aggregate",
    "Anticipated",
    "Bound",
    "Cell",
    "CellContext",
    "Components",
    "Computed",
    "Disagreement",
    "Form",
    "Grade",
    "Index",
    "Interval",
    "Ipm",
    "IpmTargets",
    "Measure",
    "NotAvailable",
    "Number",
    "OnTrack",
    "Part",
    "Path",
    "Policy",
    "Rating",
    "Ratio",
    "Realism",
    "Reproduction",
    "Required",
    "Several",
    "Thresholds",
    "Totals",
    "Words",
    "YearsEvaluation",
    "achievement",
    "achievement_over",
    "achievements",
    "akip_score",
    "anticipated_progress",
    "back_loading",
    "check_form",
    "context_of",
    "current_status",
    "evaluate_form",
    "evaluate_years",
    "explained_by",
    "fraction_of",
    "gap_closing_path",
    "ipm",
    "ipm_sensitivity",
    "ipm_targets",
    "ipms",
    "is_misplaced",
    "largest_jump",
    "mean_achievement",
    "on_track",
    "over_places",
    "over_time",
    "over_tree",
    "polarity_codes",
    "prints_as",
    "rate",
    "rates",
    "ratings",
    "read_cell",
    "realism",
    "reproductions",
    "required_change",
    "spm_function",
    "spm_index",
    "spm_quality",
    "spm_recipients",
    "spm_region",
    "target_path",
    "totals",
    "tree_values",
    "trend_value",
]
