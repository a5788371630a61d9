"""Every family of rules, for those who ask for rules that nothing here has broken yet."""

from __future__ import annotations

from generator.ingest import (  # noqa: F401  (importing a family enters its rules into the book)
    rules_of_annual_report,
    rules_of_approval,
    rules_of_attachments,
    rules_of_catalog,
    rules_of_chain,
    rules_of_changes,
    rules_of_duties,
    rules_of_editions,
    rules_of_fields,
    rules_of_files,
    rules_of_interaction,
    rules_of_privacy,
    rules_of_register,
    rules_of_settings,
)
from generator.model.problems import RULES

__all__ = ["RULES"]
