"""Is a barrier less or more of a problem than last round? Said only where the numbers can carry it."""

from __future__ import annotations

from math import sqrt

# Under this many people in either round nothing is said, whatever the difference.
COMPARABLE_BASE = 10
# Shares that differ by less than this many percentage points are called about the same.
SAME_WITHIN = 5
Z_95 = 1.959963984540054


def wilson(people: int, base: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a share: (low, high), each 0 to 1. Raises ValueError without a base.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927)."""
    if base < 1 or not 0 <= people <= base:
        raise ValueError(f"{people} of {base} is not a share.")
    share, spread = people / base, z * z / base
    centre = share + spread / 2
    half = z * sqrt(share * (1 - share) / base + spread / (4 * base))
    return (max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread)))


def difference(people: int, base: int, previous_people: int, previous_base: int) -> tuple[float, float]:
    """The 95% interval of this share minus the previous one: (low, high). Raises ValueError without a base.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions" (1998), method 10.
    """
    now, then = people / base if base else 0.0, previous_people / previous_base if previous_base else 0.0
    low, high = wilson(people, base)
    then_low, then_high = wilson(previous_people, previous_base)
    gap = now - then
    return (
        gap - sqrt((now - low) ** 2 + (then_high - then) ** 2),
        gap + sqrt((high - now) ** 2 + (then - then_low) ** 2),
    )


def verdict(people: int, base: int, previous_people: int | None, previous_base: int | None) -> str:
    """less, more, same or too_few_to_say, for the people who raised a barrier of those who answered, now and before.

    less and more need an interval of the difference that leaves out zero; same a gap of under five points; else the
    people are too few to say. Either round under ten people says nothing."""
    if previous_people is None or previous_base is None or min(base, previous_base) < COMPARABLE_BASE:
        return "too_few_to_say"
    low, high = difference(people, base, previous_people, previous_base)
    if low > 0:
        return "more"
    if high < 0:
        return "less"
    gap = abs(people * previous_base - previous_people * base)
    return "same" if 100 * gap < SAME_WITHIN * base * previous_base else "too_few_to_say"
