"""Words that tell a time of the clock or a place more exactly than the facts are shown."""

import pytest

from liaison.screening import exact


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They came at 10:20 am and left.", ["10:20 am"]),
        ("It was around noon, or 12.15 p.m.", ["noon", "12.15 p.m."]),
        ("A car stood there from 9pm until midnight.", ["9pm", "midnight"]),
        ("They came at ten in the morning.", ["at ten"]),
        ("They rang at 7.", ["at 7"]),
        ("At half past nine, not at ten o'clock.", ["half past nine", "ten o'clock"]),
        ("Two officers arrived at 2215 hrs.", ["at 2215 hrs"]),
        ("Ils sont venus à 10 h 20, puis vers midi.", ["à 10 h 20", "midi"]),
        ("Vers 22h ils sont repartis, à 22h05 au plus tard.", ["Vers 22h", "à 22h05"]),
        ("C’était à dix heures et demie.", ["à dix heures et demie"]),
        ("Jusqu’à 9 heures, personne n’a ouvert.", ["Jusqu’à 9 heures"]),
        ("Il était minuit.", ["minuit"]),
        ("We are open 24/7, and 10 people were inside.", []),
        ("It took ten minutes; at ten metres nobody could hear it.", []),
        ("Section 10.20 of the protocol, version 2.1, ratio 3 to 1.", []),
        ("They came in the afternoon, after two calls.", []),
        ("I am sure that 10 amounts were counted.", []),
        ("Ils sont restés deux heures, soit 24 h/24 cette semaine.", []),
        ("C’était dans l’après-midi, après deux appels.", []),
        ("Ouvert pendant 12 heures.", []),
    ],
)
def test_times_of_the_clock_are_found(text, words):
    assert [one.words for one in exact.clock_times(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They stood by the blue door.", ["blue door"]),
        (
            "At the front door, 2 doors down from the main entrance.",
            [
                "front door",
                "doors",
                "main entrance",
            ],
        ),
        ("Inside the consumption room and the waiting area.", ["consumption room", "waiting area"]),
        ("A car parked in front of us on the sidewalk.", ["in front of", "sidewalk"]),
        ("Ils attendaient près de la porte bleue.", ["la porte bleue"]),
        (
            "Devant la salle de consommation, à l’entrée principale.",
            [
                "Devant",
                "salle de consommation",
                "à l’entrée principale",
            ],
        ),
        ("They were indoors, on the first floor of the matter.", []),
        ("There is no room for doubt; entry was refused.", []),
        ("Il porte une veste, elle porte plainte.", []),
        ("Leur entrée en fonction, une salle de réunion.", []),
    ],
)
def test_doors_and_rooms_are_found(text, words):
    assert [one.words for one in exact.doors_and_rooms(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("About 20 metres away, a few steps from us.", ["20 metres", "a few steps"]),
        ("À 15 m d’ici, ou à dix pas.", ["15 m", "dix pas"]),
        ("They came with 3 people in 2 cars; one step at a time.", []),
        ("Ce n’est pas loin.", []),
    ],
)
def test_distances_are_found(text, words):
    assert [one.words for one in exact.distances(text)] == words


@pytest.mark.parametrize("find", [exact.clock_times, exact.doors_and_rooms, exact.distances])
def test_what_is_found_stands_where_it_says(find):
    text = "Ils\u00a0sont venus à\u00a010\u00a0h\u00a020 devant la porte, à 5\u00a0m."
    found = find(text)
    assert found
    assert all(text[one.start : one.end] == one.words for one in found)
