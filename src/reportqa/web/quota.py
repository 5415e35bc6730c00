"""How much may be asked: one token bucket a client and one for all together.

Kept here in a hundred lines rather than taken from a library, since the in-memory stores of those hold
windows, not buckets, and none knows that a household has one IPv6 network rather than one address.
Each server process counts for itself.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_CLIENTS = 20_000
"""Clients remembered; the one not seen for longest is forgotten first."""


class Bucket:
    """``per_minute`` tokens, refilled evenly; not locked, its owner does that."""

    __slots__ = ("at", "left", "per_minute")

    def __init__(self, per_minute: int, now: float) -> None:
        self.per_minute = per_minute
        self.left = float(per_minute)
        self.at = now

    def refill(self, now: float) -> None:
        """Add what came in since the last look."""
        self.left = min(float(self.per_minute), self.left + (now - self.at) * self.per_minute / 60)
        self.at = now

    def wait(self) -> float:
        """Return the seconds until a token is there, 0 if one is."""
        return 0.0 if self.left >= 1 else (1 - self.left) * 60 / self.per_minute


class Quota:
    """Counts what clients take; 0 a minute is no limit."""

    def __init__(self, per_client: int, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_client = per_client
        self._clock = clock
        self._lock = threading.Lock()
        self._clients: OrderedDict[str, Bucket] = OrderedDict()
        self._total = Bucket(total, clock()) if total else None

    def take(self, address: str) -> tuple[float, int | None]:
        """Take one token: the seconds to wait (0: taken), and how many the client has left."""
        with self._lock:
            now = self._clock()
            buckets = []
            own = self._bucket(client_key(address), now) if self.per_client else None
            for bucket in (own, self._total):
                if bucket is None:
                    continue
                bucket.refill(now)
                if bucket.wait() > 0:
                    return bucket.wait(), int(own.left) if own else None
                buckets.append(bucket)
            for bucket in buckets:
                bucket.left -= 1
            return 0.0, int(own.left) if own else None

    def _bucket(self, key: str, now: float) -> Bucket:
        found = self._clients.get(key)
        if found is None:
            found = self._clients[key] = Bucket(self.per_client, now)
            if len(self._clients) > MOST_CLIENTS:
                self._clients.popitem(last=False)
        self._clients.move_to_end(key)
        return found


def client_key(address: str) -> str:
    """Return whose bucket it is: an IPv4 address, or the /64 network that one line has in IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
