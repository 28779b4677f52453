"""Where an answer comes from: the nearest one wins, and going back finds the one beneath."""

from hypothesis import given
from hypothesis import strategies as st

from protocols import inheriting
from protocols.entry import SiteState
from protocols.inheriting import Given, Origin
from protocols.tests.tables import play

OPEN, CLOSED, SUSPENDED = SiteState
DEFAULT = {OPEN: "d1", CLOSED: "d2", SUSPENDED: "d3"}
FRESH = inheriting.back({}, SiteState, DEFAULT)

states = st.sampled_from(SiteState)
some = st.frozensets(states, min_size=1)
words = st.sampled_from("abc")
moves = st.one_of(
    st.tuples(st.just("give"), some, words),
    st.tuples(st.just("everywhere"), st.frozensets(states), words),
    st.tuples(st.just("back"), some, st.none()),
    st.tuples(st.just("withdraw"), st.none(), st.none()),
    st.tuples(st.just("open"), some, st.none()),
)


class Layers:
    """The slow oracle: three layers on top of each other, looked through from the top."""

    def __init__(self):
        self.every, self.own, self.left_open = None, {}, set()

    def play(self, what, among, says):
        if what == "give":
            self.own |= dict.fromkeys(among, says)
            self.left_open -= among
        elif what == "everywhere":
            for state in among:
                self.own.pop(state, None)
            followers = set(SiteState) - set(self.own)
            self.left_open -= followers
            self.every = says if followers else self.every
        elif what == "back":
            for state in among:
                self.own.pop(state, None)
            self.left_open -= among
        elif what == "withdraw":
            self.every = None
        else:
            for state in among:
                self.own.pop(state, None)
            self.left_open |= among
        if set(self.own) | self.left_open == set(SiteState):
            self.every = None

    def seen(self, state):
        if state in self.left_open:
            return None
        if state in self.own:
            return Given(self.own[state], Origin.STATE)
        if self.every is not None:
            return Given(self.every, Origin.EVERY)
        return Given(DEFAULT[state], Origin.DEFAULT)


@given(st.lists(moves, max_size=10))
def test_the_nearest_answer_wins_whatever_was_done_before(done):
    row, layers = FRESH, Layers()
    for move in done:
        before_layers = layers.every
        row = play(row, DEFAULT, move)
        layers.play(*move)
        assert {state: row.get(state) for state in SiteState} == {
            state: layers.seen(state) for state in SiteState
        }, (move, before_layers)


def test_an_answer_for_all_states_reaches_each_that_has_none_of_its_own():
    row = inheriting.give(FRESH, [CLOSED], "own")
    row = inheriting.give_everywhere(row, "all")

    assert row == {
        OPEN: Given("all", Origin.EVERY),
        CLOSED: Given("own", Origin.STATE),
        SUSPENDED: Given("all", Origin.EVERY),
    }


def test_one_step_back_finds_the_answer_for_all_states_and_then_the_default():
    row = inheriting.give_everywhere(FRESH, "all")
    row = inheriting.give(row, [CLOSED], "own")

    back = inheriting.back(row, [CLOSED], DEFAULT)
    assert back[CLOSED] == Given("all", Origin.EVERY)
    assert inheriting.back(back, [CLOSED], DEFAULT) == back
    assert inheriting.withdraw(back, DEFAULT) == FRESH
