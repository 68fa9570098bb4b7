"""Policies, what they promised, how far they are, and what citizens see of it."""

from policies.models.imports import ImportKind, ImportRun, ImportState
from policies.models.indicators import Indicator, Target
from policies.models.measures import BudgetLine, Measure, Milestone, Objective
from policies.models.observations import Observation
from policies.models.policies import PolicyIndexPage, PolicyPage
from policies.models.progress import (
    Entry,
    Measurement,
    MeasureStanding,
    MilestoneReached,
    Spending,
    StatusEntry,
)
from policies.models.reports import MonitoringReportPage, ReportLine

__all__ = [
    "BudgetLine",
    "Entry",
    "ImportKind",
    "ImportRun",
    "ImportState",
    "Indicator",
    "Measure",
    "MeasureStanding",
    "Measurement",
    "Milestone",
    "MilestoneReached",
    "MonitoringReportPage",
    "Objective",
    "Observation",
    "PolicyIndexPage",
    "PolicyPage",
    "ReportLine",
    "Spending",
    "StatusEntry",
    "Target",
]
