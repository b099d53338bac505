"""What the law says: dated parameters and the articles behind rules; read from the package's own compiled resource."""

from regplan.law.catalogue import Basis, Law, current
from regplan.law.parameter import Parameter, Value
from regplan.law.scale import Band, Bands, Scale

__all__ = ["Band", "Bands", "Basis", "Law", "Parameter", "Scale", "Value", "current"]
