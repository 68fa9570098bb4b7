"""Invented content says that it is invented."""

import pytest

from home.demo.content.rules import RULES_PAGES
from home.demo.words import DemoPage, Said


@pytest.mark.parametrize("act", RULES_PAGES, ids=lambda act: act.slug)
def test_an_invented_act_says_that_nobody_adopted_it(act: DemoPage) -> None:
    lead = act.lead
    assert isinstance(lead, Said)
    assert "Тази страница е примерна" in lead
    assert "This page is an example" in lead.english
    assert len(lead) <= 500
