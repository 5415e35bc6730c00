"""The conversation as clients hold it: signed and compact, so that the server keeps nothing of it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from reportqa.errors import ReportQAError
from reportqa.model import Answer
from reportqa.web import context
from reportqa.web.api.errors import ApiError

MOST_AFTER = 8000
"""Characters of a signed context."""


def load_secret(given: str, path: Path | None) -> str:
    """Return the secret that is set, else the one kept in ``path``, made there on first use.

    Raises:
        ReportQAError: the file cannot be read or written, or holds no secret.

    """
    if given:
        return given
    if path is None:
        return secrets.token_urlsafe(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # written whole under another name first: another process never sees half a secret
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        if not path.exists():
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
            with suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        secret = path.read_text("ascii").strip()
    except (OSError, ValueError) as error:
        raise ReportQAError(
            f"The secret that signs conversations should be in {path}; {error}. "
            "Make the folder writable or set a secret in the settings"
        ) from error
    if len(secret) < 16:
        raise ReportQAError(
            f"{path} should hold a secret of 16 characters or more; found {len(secret)}. Remove the file"
        )
    return secret


class Signer:
    """Turns the answer before into a token, and a token back into what a follow-up needs."""

    def __init__(self, secret: str, hours: float) -> None:
        self._seconds = hours * 3600
        self._serializer = URLSafeTimedSerializer(secret, salt="reportqa.after.v1")

    def after(self, answer: Answer) -> str | None:
        """Return the token of an answer; None where its context is too long to carry."""
        packed = context.pack(answer)
        if not packed:
            return None
        token = self._serializer.dumps(packed)
        made = token if isinstance(token, str) else token.decode("ascii")
        return made if len(made) <= MOST_AFTER else None

    def answer(self, token: str | None) -> Answer | None:
        """Return the answer before.

        Raises:
            ApiError: the token was made elsewhere, changed, or is too old.

        """
        if not token:
            return None
        try:
            packed = self._serializer.loads(token, max_age=int(self._seconds))
        except SignatureExpired:
            raise ApiError("after_expired") from None
        except (BadData, ValueError):
            raise ApiError("after_invalid") from None
        answer = context.unpack(packed)
        if answer is None:
            raise ApiError("after_invalid")
        return answer
