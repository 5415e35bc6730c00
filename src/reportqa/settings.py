"""Settings: from the environment (REPORTQA_*), else ``reportqa.toml`` in the working folder, else defaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from reportqa.errors import BadSetting
from reportqa.web.settings import WebSettings


class Settings(BaseSettings):
    """All settings of the program; every one is documented in ``docs/settings.md``."""

    model_config = SettingsConfigDict(
        env_prefix="REPORTQA_",
        env_nested_delimiter="__",
        toml_file="reportqa.toml",
        extra="forbid",
        frozen=True,
    )

    corpus: Path = Field(default=Path("corpus"), description="Folder of the published reports.")
    index: Path = Field(default=Path("index"), description="Folder of the index.")
    encoder: str = Field(
        default="bundled",
        description="Encoder of the dense side: bundled, none, a folder, or the name of a hub model (downloaded).",
    )
    host: str = Field(default="127.0.0.1", description="Address that the web app listens on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that the web app listens on.")
    llm_url: str | None = Field(
        default=None,
        description="OpenAI-compatible endpoint of a language model, such as http://127.0.0.1:8000/v1.",
    )
    llm_model: str | None = Field(default=None, description="Name of the model that the endpoint serves.")
    llm_key: SecretStr | None = Field(default=None, description="Key of the endpoint; never shown or logged.")
    llm_timeout_s: float = Field(
        default=8.0, gt=0, le=60, description="Seconds that one call of the language model may take."
    )
    web: WebSettings = Field(
        default_factory=WebSettings, description="How the pages look and how far they go."
    )

    def pages(self) -> WebSettings:
        """Return the settings of the pages; what the server keeps lies beside the index unless told otherwise."""
        api = replace(
            self.web.api,
            secret_file=self.web.api.secret_file or self.index / "secret",
            pause_file=self.web.api.pause_file or self.index / "paused",
        )
        kept = self.web.feedback_file
        if kept is None and self.web.feedback:
            kept = self.index.parent / "feedback.sqlite"
        return replace(self.web, api=api, feedback_file=kept)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let arguments win over the environment, and the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        BadSetting: one has a value that cannot work; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        secret = "key" in name.lower()
        value = "not shown here" if secret else repr(first.get("input"))
        # the cause holds the value, too
        raise BadSetting(f"Setting {name} is {value}: {first['msg']}. See docs/settings.md") from (
            None if secret else error
        )
    except ValueError as error:
        raise BadSetting(f"reportqa.toml cannot be read: {error}. Mend it or remove it") from error
