"""Every case of the demonstration, as a story to play."""

from desk.demo import (
    cases_critical,
    cases_elsewhere,
    cases_good,
    cases_in_french,
    cases_led,
    cases_mediated,
    cases_mediated_before,
    cases_of_harbour_street,
    cases_open,
    cases_with_care,
)
from desk.demo.casework import Case, told
from desk.demo.company import Company
from desk.demo.playing import Story

CASES: tuple[Case, ...] = (
    *cases_of_harbour_street.CASES,
    *cases_elsewhere.CASES,
    *cases_open.CASES,
    *cases_with_care.CASES,
    *cases_mediated.CASES,
    *cases_mediated_before.CASES,
    *cases_critical.CASES,
    *cases_led.CASES,
    *cases_good.CASES,
    *cases_in_french.CASES,
)


def stories(company: Company) -> list[Story]:
    return [told(company, case) for case in CASES]
