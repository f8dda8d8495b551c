"""How unlike and how far apart councils are, in points of 0 to 100."""

from __future__ import annotations

import math
from collections.abc import Sequence

from challenges.models import Participation
from councils.models import Neighbour

KM_A_POINT = 3
NEIGHBOUR_STEP, NO_NEIGHBOUR = 7, 100


def differences(parts: Sequence[Participation]) -> dict[tuple[str, str], int]:
    """How unlike two councils are: by rank among the ten statistical neighbours, everyone else being far."""
    councils = [part.council_id for part in parts]
    found = {(str(a), str(b)): NO_NEIGHBOUR for a in councils for b in councils if a != b}
    near = Neighbour.objects.filter(council__in=councils, neighbour__in=councils)
    for council, neighbour, rank in near.values_list("council", "neighbour", "rank"):
        found[str(council), str(neighbour)] = NEIGHBOUR_STEP * (rank - 1)
    return found


def ways(parts: Sequence[Participation]) -> dict[tuple[str, str], int]:
    """How far two councils are apart: a point for three kilometres in a straight line, 100 at most."""
    places = [(str(p.council_id), p.council.latitude, p.council.longitude) for p in parts]
    known = [(id, lat, lon) for id, lat, lon in places if lat is not None and lon is not None]
    return {
        (a, b): min(100, int(_kilometres(lat, lon, other_lat, other_lon) / KM_A_POINT))
        for a, lat, lon in known
        for b, other_lat, other_lon in known
        if a != b
    }


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Over a flat map, which within England errs by less than one in a hundred."""
    north = 111.2 * (lat - other_lat)
    east = 111.2 * math.cos(math.radians((lat + other_lat) / 2)) * (lon - other_lon)
    return math.hypot(north, east)
