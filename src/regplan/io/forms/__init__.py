"""Official tables as workbooks that people print: the plan laid out as the regulations lay it out."""

from regplan.io.forms.write import FORM_NAMES, Written, form_named, write_form

__all__ = ["FORM_NAMES", "Written", "form_named", "write_form"]
