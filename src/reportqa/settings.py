"""Settings: from the environment (REPORTQA_*), else ``reportqa.toml`` in the working folder, else defaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import Field, ValidationError
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
    web: WebSettings = Field(
        default_factory=WebSettings, description="How the pages look and how far they go."
    )

    def pages(self) -> WebSettings:
        """Return the settings of the pages; readers' verdicts are kept beside the index unless told otherwise."""
        if self.web.feedback_file is not None or not self.web.feedback:
            return self.web
        return replace(self.web, feedback_file=self.index / "feedback.sqlite")

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
        raise BadSetting(
            f"Setting {name} is {first.get('input')!r}: {first['msg']}. See docs/settings.md"
        ) from error
    except ValueError as error:
        raise BadSetting(f"reportqa.toml cannot be read: {error}. Mend it or remove it") from error
