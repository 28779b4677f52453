"""Every case of the demonstration, as a story to play."""

from desk.demo import (
    cases_elsewhere,
    cases_good,
    cases_in_french,
    cases_of_harbour_street,
    cases_open,
)
from desk.demo.casework import Case, told
from desk.demo.company import Company
from desk.demo.playing import Story

CASES: tuple[Case, ...] = (
    *cases_of_harbour_street.CASES,
    *cases_elsewhere.CASES,
    *cases_open.CASES,
    *cases_good.CASES,
    *cases_in_french.CASES,
)


def stories(company: Company) -> list[Story]:
    return [told(company, case) for case in CASES]
