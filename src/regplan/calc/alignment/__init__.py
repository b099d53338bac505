"""Calculators on alignment: labels to priorities, and the money of missions beside the weights they declare; nothing judges."""

from regplan.calc.alignment.labels import LabelMatch, label_key, match_labels
from regplan.calc.alignment.missions import MissionWeight, mission_weights

__all__ = ["LabelMatch", "MissionWeight", "label_key", "match_labels", "mission_weights"]
