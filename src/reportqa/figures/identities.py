"""The sums that the statutory tables state, as pure arithmetic over cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportqa.figures.forms import APPLICANTS, CARRIED_OUT, CLOSED, INFLOW, forms, results
from reportqa.model import Applicant

Key = tuple[str, Applicant | None]
"""A cell of a form: its indicator and, for table 3, its column."""
Number = int | float


@dataclass(frozen=True, slots=True)
class Identity:
    """``left`` cells add up to the same as ``right`` cells."""

    rule: str
    left: tuple[Key, ...]
    right: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """All cells on both sides."""
        return self.left + self.right

    def holds(self, values: Mapping[Key, Number]) -> bool | None:
        """Whether both sides are equal; None where a cell is missing."""
        if any(key not in values for key in self.keys):
            return None
        return total(values[key] for key in self.left) == total(values[key] for key in self.right)


def total(numbers: Iterable[Number]) -> Decimal:
    """Add decimals as written: 0.1 + 0.2 is 0.3 here."""
    return sum((Decimal(str(number)) for number in numbers), Decimal(0))


def request_identities(keys: Iterable[Key]) -> tuple[Identity, ...]:
    """Return the identities of table 3 for the form, of 2019 or 2021, that ``keys`` belong to."""
    ids = {name for name, _ in keys}
    old_form = "requests.other" in ids and not any(name.startswith("requests.other.") for name in ids)
    rows = results(old_form)
    found = []
    for who in APPLICANTS:
        inflow = tuple((name, who) for name in INFLOW)
        outflow: tuple[Key, ...] = ((CLOSED, who), (CARRIED_OUT, who))
        found.append(Identity("requests.balance", inflow, outflow))
        found.append(Identity("requests.rows", tuple((name, who) for name in rows), ((CLOSED, who),)))
    for name in (*INFLOW, *rows, CLOSED, CARRIED_OUT):
        parts = tuple((name, who) for who in APPLICANTS[:-1])
        found.append(Identity("requests.columns", parts, ((name, Applicant.TOTAL),)))
    return tuple(found)


def sum_identities(form: str) -> tuple[Identity, ...]:
    """Return the sums of table 4 (``disputes``) or of the appendix (``statistics``)."""
    return tuple(
        Identity(s.rule, tuple((part, None) for part in s.parts), ((s.total, None),))
        for s in forms().sums
        if s.form == form
    )


def identities_of(form: str, keys: Iterable[Key]) -> tuple[Identity, ...]:
    """Return the identities of ``form`` (as in ``Table.form``); none for table 2."""
    return request_identities(keys) if form.startswith("requests") else sum_identities(form)


def forced_zeros(
    identities: Iterable[Identity], values: Mapping[Key, Number], blanks: Iterable[Key]
) -> set[Key]:
    """Return the blank cells that must be zero for the identities to hold.

    Cells are never negative, so a sum that holds without a blank cell leaves nothing for it. Every
    identity of the cell has to hold or lack cells, and one that leads back to a printed number must hold.
    """
    empty = set(blanks)
    with_zeros = {**dict.fromkeys(empty, 0), **values}
    judged = [(identity, identity.holds(with_zeros)) for identity in identities]
    broken = {key for identity, holds in judged if holds is False for key in identity.keys}
    known = set(values)
    while True:
        vouched = {
            key
            for identity, holds in judged
            if holds and any(key in known for key in identity.keys)
            for key in identity.keys
        } - broken
        if vouched <= known:
            return empty & known
        known |= vouched
