"""The lists of changes as towns hand them out: rows and page numbers -> a table -> screen, PDF, xlsx and CSV."""
