"""Is the document complete and consistent? Each check answers with sentences, all at once, each at its item."""

from . import completeness
from .problem import Problem, Severity
from .run import errors, problems, progress, submission_problems, warnings

__all__ = ["completeness", "Problem", "Severity", "errors", "problems", "progress", "submission_problems", "warnings"]
