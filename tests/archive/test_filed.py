from __future__ import annotations

from cluster.growing.made import made, report
from hypothesis import given
from hypothesis import strategies as st

from variorum.archive.filed import Filed, bundled, windows_in

REPORTS = [report(event, 0, f"2024-03-{1 + event:02}") for event in range(4)]

filed = st.tuples(st.integers(-3, 3), st.integers(-5, 5), st.integers(0, 3))


@given(st.lists(st.lists(filed, max_size=5, unique_by=lambda key: key[0]), max_size=4))
def test_each_window_gets_its_records_by_time_and_number_whatever_packet_they_came_in(packets):
    numbered = [
        [
            Filed(window, time, 10 * packet + place, REPORTS[which].to_bytes())
            for place, (window, time, which) in enumerate(rows)
        ]
        for packet, rows in enumerate(packets)
    ]
    sent = [packet for packet in map(bundled, numbered) if packet]
    found = {window: (count, [record.to_bytes() for record in records]) for window, count, records in windows_in(sent)}
    every = sorted((each for rows in numbered for each in rows), key=lambda each: (each.window, each.time, each.number))
    expected: dict[int, list[bytes]] = {}
    for each in every:
        expected.setdefault(each.window, []).append(each.record)
    assert found == {window: (len(records), records) for window, records in expected.items()}


def test_names_and_languages_outside_ascii_come_back():
    there = made("Zeitung – 1", "In Łódź fell snow.", "2024-03-01")
    [(_, _, records)] = windows_in([bundled([Filed(1, 0, 0, there.to_bytes())])])
    [back] = records
    assert (back.article, back.language, back.time) == (there.article, there.language, there.time)


def test_no_packets_hold_no_windows():
    assert list(windows_in([])) == []
