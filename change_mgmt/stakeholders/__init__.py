"""The register of stakeholders: its columns, edits in the row, rows brought in, pictures, what to check."""
