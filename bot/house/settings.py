"""What the environment says, checked."""

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.trouble import Trouble

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """Settings by environment variable, or from a file `.env` in the working directory."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: str = "sqlite:///mastermind.db"
    host: str = "127.0.0.1"
    port: int = Field(8765, ge=0, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    room_key: str = ""
    formats_dir: str = ""

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the pages."""
        return self.host in LOOPBACK


def read_settings() -> Settings:
    """The settings. Raises Trouble, with a sentence for each that can't be used."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        said = (
            f"{str(e['loc'][0]).upper()} can't be used: {e['msg'][:1].lower()}{e['msg'][1:]}"
            for e in error.errors()
        )
        raise Trouble("; ".join(said) + "; correct it in the environment or in .env.") from error
    except (OSError, UnicodeDecodeError) as error:
        why = (getattr(error, "strerror", None) or "").lower() or "it is not UTF-8 text"
        raise Trouble(f"The file .env can't be read because of this: {why}; correct it.") from error
