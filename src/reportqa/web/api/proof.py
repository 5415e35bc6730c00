"""Proof of work against bots, by ALTCHA's protocol; challenges come from this host and are good once."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution

from reportqa.web.api.errors import ApiError

_SECONDS = 600
_MOST_USED = 100_000


class Proof:
    """Makes challenges and takes each solution once; each server process remembers those it took."""

    def __init__(self, secret: str, numbers: int) -> None:
        self._key = f"reportqa.altcha.{secret}"
        self._numbers = numbers
        self._lock = threading.Lock()
        self._used: OrderedDict[str, float] = OrderedDict()

    def challenge(self) -> dict[str, Any]:
        """Return a new challenge."""
        made = create_challenge(
            ChallengeOptions(
                algorithm="SHA-256",
                max_number=self._numbers,
                hmac_key=self._key,
                expires=datetime.now(UTC) + timedelta(seconds=_SECONDS),
            )
        )
        return {
            "algorithm": made.algorithm,
            "challenge": made.challenge,
            "maxnumber": made.max_number,
            "salt": made.salt,
            "signature": made.signature,
        }

    def take(self, payload: str | None) -> None:
        """Accept a solution.

        Raises:
            ApiError: there is none, or it is wrong, expired or was used before.

        """
        if not payload:
            raise ApiError("proof_required")
        try:
            good, _ = verify_solution(payload, self._key, check_expires=True)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            good = False  # what was sent decodes to something that is no solution at all
        if not good or not self._first(payload):
            raise ApiError("proof_invalid")

    def _first(self, payload: str) -> bool:
        """Return whether a solution is used for the first time."""
        signature = _signature(payload)
        now = time.monotonic()
        with self._lock:
            while self._used and (
                next(iter(self._used.values())) < now - _SECONDS or len(self._used) >= _MOST_USED
            ):
                self._used.popitem(last=False)
            if signature in self._used:
                return False
            self._used[signature] = now
            return True


def _signature(payload: str) -> str:
    """Return the challenge's signature: base64 has many spellings of one solution."""
    return str(json.loads(base64.b64decode(payload))["signature"])
