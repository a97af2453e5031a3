"""How a watch hears that it is to end."""

from unittest.mock import Mock

from variorum.desk.watch import _End


def test_a_signal_ends_the_watch_that_is_on():
    end, watching = _End(), Mock()
    end.stops(watching)
    watching.stop.assert_not_called()
    end.ask()
    watching.stop.assert_called_once()


def test_a_signal_while_the_store_is_opened_ends_the_watch_that_comes():
    end, watching = _End(), Mock()
    end.ask()
    end.stops(watching)
    watching.stop.assert_called_once()
    assert end.rest(60.0), "and it does not wait"
