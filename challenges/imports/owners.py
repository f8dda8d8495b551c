"""Finding the host or peer that a row is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from challenges.planning.proposal import Period
from councils.imports.posts import RowFault, plain

COUNCIL, PEER = "council", "peer"


@dataclass(frozen=True)
class Taking:
    """A council's part in the round: `key` names its participation, `council` the council."""

    key: str
    council: int
    name: str
    dfe_number: str
    hosting: bool
    lending: bool


@dataclass(frozen=True)
class Somebody:
    """A person who holds or held a post in some councils."""

    key: int
    reference: str
    name: str
    councils: frozenset[int]


@dataclass(frozen=True)
class Known:
    """A host (without `person`) or a peer with what is known of them. `offer` None: a peer not offered yet."""

    taking: Taking
    person: int | None = None
    offer: int | None = None
    name: str = ""
    reference: str = ""
    role: str = ""
    max_days: int | None = None
    trained_on: str = ""
    expertise: str = ""
    topics: tuple[str, ...] = ()
    given: bool = False
    windows: tuple[Period, ...] = ()
    blocked: tuple[Period, ...] = ()

    @property
    def is_host(self) -> bool:
        """Whether this is the council itself."""
        return self.person is None

    @property
    def is_new(self) -> bool:
        """Whether the file would offer this peer."""
        return self.person is not None and self.offer is None

    @property
    def key(self) -> tuple[str, int]:
        """What tells this host or peer from others of the round."""
        return (COUNCIL, self.taking.council) if self.person is None else (self.taking.key, self.person)

    @property
    def words(self) -> str:
        """Who this is, for people."""
        return f"{self.taking.name}, as a host" if self.is_host else f"{self.name}, {self.taking.name}"


class OwnerReader:
    """Finds hosts and peers of a round by council, reference and name."""

    def __init__(
        self,
        taking: Iterable[Taking],
        other_councils: Iterable[str],
        people: Iterable[Somebody],
        known: Iterable[Known],
    ) -> None:
        self.taking = {name: each for each in taking for name in (plain(each.name), each.dfe_number)}
        self.others = {plain(name) for name in other_councils}
        self.people = list(people)
        self.by_reference = {each.reference.upper(): each for each in self.people}
        self.known = {each.key: each for each in known}

    def read(self, cells: Mapping[str, str]) -> Known:
        """The host or peer that the row is about. Raises RowFault."""
        taking = self._council(cells["council"])
        if not (cells.get("reference") or cells.get("name")):
            host = Known(taking, name=taking.name)
            if not taking.hosting:
                raise RowFault(f"{taking.name} has not said that it hosts. Enter its sign-up first.")
            return self.known.get(host.key, host)
        somebody = self._person(cells.get("reference", ""), cells.get("name", ""), taking)
        peer = Known(taking, somebody.key, name=somebody.name, reference=somebody.reference)
        if peer.key not in self.known and not taking.lending:
            raise RowFault(f"{taking.name} has not said that it lends people. Enter its sign-up first.")
        return self.known.get(peer.key, peer)

    def _council(self, name: str) -> Taking:
        if not name:
            raise RowFault("The council is empty.")
        found = self.taking.get(plain(name))
        if found is None and plain(name) in self.others:
            raise RowFault(f"{name} is not in this round.")
        if found is None:
            raise RowFault(f"“{name}” is no council with children's services that we know.")
        return found

    def _person(self, reference: str, name: str, taking: Taking) -> Somebody:
        """By reference, which the name must agree with; without one by name among the council's people."""
        if reference:
            found = self.by_reference.get(reference.upper())
            if found is None:
                raise RowFault(f"Nobody has the reference {reference}.")
            if name and plain(name) != plain(found.name):
                raise RowFault(f"{found.reference} is {found.name}, not {name}.")
            if taking.council not in found.councils:
                raise RowFault(f"{found.name} has no post at {taking.name}.")
            return found
        same = [
            each
            for each in self.people
            if plain(each.name) == plain(name) and taking.council in each.councils
        ]
        if not same:
            raise RowFault(f"Nobody called {name} is known at {taking.name}. Import them under People first.")
        if len(same) > 1:
            references = " and ".join(each.reference for each in same)
            raise RowFault(f"{len(same)} people at {taking.name} are called {name}: write {references}.")
        return same[0]
