"""The language model: a protocol with one method, and a client of OpenAI-compatible endpoints."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from pydantic import SecretStr

from reportqa.errors import BadSetting, MissingPart, ReportQAError

LARGEST_REPLY = 256 * 1024
"""Bytes of a reply that are read; a longer one is dropped unread."""
LONGEST_TEXT_TOKENS = 256
_MOST_WAITING = 8
"""Calls under way at once; a hanging endpoint must not gather threads without end."""
_FAILURES_IN_A_ROW = 3
_REST_S = 30.0
"""How long an endpoint is left alone after that many failures, so that answers do not wait for it."""
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class ModelFailed(ReportQAError):
    """The language model gave no usable text: no connection, too late, an error, or rubbish.

    The text names the kind of failure and never holds the key or what was sent.
    """


class LanguageModel(Protocol):
    """Whatever completes a text; a fake in tests is a class with this one method."""

    def complete(self, instructions: str, text: str) -> str:
        """Return the model's text for ``text`` under ``instructions``.

        Raises:
            ModelFailed: there is none.
        """
        ...


class ChatModel:
    """A model behind ``{url}/chat/completions``; safe to use from several threads.

    ``timeout_s`` bounds the whole call, name lookup and a reply that trickles in included. ``stop`` holds texts
    at which a model that knows no end of turn is stopped.

    Raises:
        BadSetting: an argument cannot work.
        MissingPart: httpx is not installed.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: SecretStr | None = None,
        timeout_s: float = 8.0,
        stop: tuple[str, ...] = (),
    ) -> None:
        _check_address(url)
        if not model:
            raise BadSetting("llm_model is empty; name the model that llm_url serves")
        if not timeout_s > 0:
            raise BadSetting(f"llm_timeout_s must be above 0; found {timeout_s}")
        secret = key.get_secret_value() if key else ""
        if secret and not re.fullmatch(r"[!-~]+", secret):
            raise BadSetting(
                "llm_key must be printable ASCII without spaces; it is not (it is not shown here)"
            )
        try:
            import httpx
        except ImportError as error:
            raise MissingPart("httpx, which the language model needs,", "llm") from error
        base = url.rstrip("/")
        self._address = base if base.endswith("/chat/completions") else f"{base}/chat/completions"
        self._model, self._timeout_s, self._stop = model, timeout_s, stop
        # no compression: a small reply must not unfold into a large one
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        self._headers = headers | ({"Authorization": f"Bearer {secret}"} if secret else {})
        self._errors = (
            httpx.HTTPError,
            httpx.InvalidURL,
            httpx.StreamError,
            OSError,
            ValueError,
            RecursionError,
        )
        self._client = httpx.Client(timeout=timeout_s, follow_redirects=False)
        self._slots = threading.BoundedSemaphore(_MOST_WAITING)
        self._lock = threading.Lock()
        self._failures, self._rest_until = 0, 0.0

    def __repr__(self) -> str:
        """Name the model and its host; the key stays out."""
        return f"ChatModel({self._model!r} at {urlsplit(self._address).netloc})"

    def complete(self, instructions: str, text: str) -> str:
        """Return the model's text; see ``LanguageModel``."""
        with self._lock:
            if time.monotonic() < self._rest_until:
                raise ModelFailed("left alone for a while after several failures")
        try:
            said = self._in_time(lambda deadline: self._post(instructions, text, deadline))
        except ModelFailed:
            with self._lock:
                self._failures += 1
                if self._failures >= _FAILURES_IN_A_ROW:
                    self._failures, self._rest_until = 0, time.monotonic() + _REST_S
            raise
        with self._lock:
            self._failures = 0
        return said

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _in_time(self, work: Callable[[float], str]) -> str:
        """Run ``work`` beside this thread and wait no longer than the time limit, whatever it hangs on."""
        if not self._slots.acquire(blocking=False):
            raise ModelFailed(f"{_MOST_WAITING} calls are waiting for it already")
        said: list[str] = []
        failed: list[ModelFailed] = []
        deadline = time.monotonic() + self._timeout_s

        def run() -> None:
            try:
                said.append(work(deadline))
            except ModelFailed as error:
                failed.append(error)
            except self._errors as error:
                failed.append(ModelFailed(f"no usable reply ({type(error).__name__})"))
            finally:
                self._slots.release()

        thread = threading.Thread(target=run, name="language-model", daemon=True)
        thread.start()
        thread.join(self._timeout_s)
        if said:
            return said[0]
        raise failed[0] if failed else ModelFailed(f"no reply within {self._timeout_s:g} s")

    def _post(self, instructions: str, text: str, deadline: float) -> str:
        body: dict[str, Any] = {
            "model": self._model,
            # one message: the templates of some models drop the system's
            "messages": [{"role": "user", "content": f"{instructions}\n\n{text}"}],
            "temperature": 0,
            "max_tokens": LONGEST_TEXT_TOKENS,
            "stream": False,
        } | ({"stop": list(self._stop)} if self._stop else {})
        raw = bytearray()
        with self._client.stream("POST", self._address, json=body, headers=self._headers) as response:
            if response.status_code != 200:
                raise ModelFailed(f"HTTP status {response.status_code}, expected 200")
            for piece in response.iter_raw():
                raw += piece
                if len(raw) > LARGEST_REPLY:
                    raise ModelFailed(f"the reply is longer than {LARGEST_REPLY} bytes")
                if time.monotonic() > deadline:
                    raise ModelFailed(f"no whole reply within {self._timeout_s:g} s")
        return text_of(bytes(raw))


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host:
        raise BadSetting("llm_url must look like http://127.0.0.1:8000/v1; it does not. See docs/settings.md")
    if parts.username or parts.password or parts.query:
        raise BadSetting("llm_url must hold no user, password or query; put the key into llm_key")


def text_of(reply: bytes) -> str:
    """Return the text of a chat completion.

    Raises:
        ModelFailed: it is no JSON of that form, holds no text, or the text was cut short.
    """
    try:
        data: Any = json.loads(reply)
        choice = data["choices"][0]
        said = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise ModelFailed(f"the reply is no chat completion ({type(error).__name__})") from None
    if not isinstance(said, str):
        raise ModelFailed(f"the text is {type(said).__name__}, expected a string")
    if choice.get("finish_reason") == "length":
        raise ModelFailed(f"the text was cut at {LONGEST_TEXT_TOKENS} tokens")
    said = _THOUGHT.sub("", said).strip()
    if not said:
        raise ModelFailed("the text is empty")
    return said


class ModelSettings(Protocol):
    """What a model needs of the settings (``reportqa.settings.Settings`` has it)."""

    @property
    def llm_url(self) -> str | None:
        """Address of the endpoint, up to ``/v1``; None for no model."""
        ...

    @property
    def llm_model(self) -> str | None:
        """Name of the model."""
        ...

    @property
    def llm_key(self) -> SecretStr | None:
        """Key of the endpoint."""
        ...

    @property
    def llm_timeout_s(self) -> float:
        """Seconds that one call may take."""
        ...


def language_model(settings: ModelSettings) -> LanguageModel | None:
    """Return the model of the settings, None where ``llm_url`` is not set.

    Raises:
        BadSetting: a setting of it cannot work.
        MissingPart: httpx is not installed.
    """
    if not settings.llm_url:
        return None
    return ChatModel(
        settings.llm_url, settings.llm_model or "", key=settings.llm_key, timeout_s=settings.llm_timeout_s
    )
