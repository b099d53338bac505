"""What the law says: dated parameters and the articles behind rules; read from the package's own compiled resource."""

from regplan.law.catalogue import Basis, Law, current
from regplan.law.parameter import Parameter, Value

__all__ = ["Basis", "Law", "Parameter", "Value", "current"]
