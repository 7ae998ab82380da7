"""What a build says of what looks lost."""

from compare.build.building import Built


def test_the_worst_plans_come_first_and_annexes_are_named() -> None:
    built = Built()
    built.lost["a"] = {"sentences": 40, "unread": 1, "annexes": 0}
    built.lost["b"] = {"sentences": 60, "unread": 9, "annexes": 2}
    assert built.looks_lost == [
        "10 of 100 sentences with a number, a date or a closing bracket gave no row (most in b 9, a 1)",
        "2 annexes were left out, in b",
    ]


def test_where_nothing_looks_lost_nothing_is_said() -> None:
    built = Built()
    built.lost["a"] = {"sentences": 40, "unread": 0, "annexes": 0}
    assert built.looks_lost == []
