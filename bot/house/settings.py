"""What the environment says, checked."""

from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.house import checks
from bot.trouble import Trouble

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NONE = SecretStr("")
CORRECT = "correct it in the environment or in .env."


class Settings(BaseSettings):
    """Settings by environment variable, or from a file `.env` in the working directory."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    database_url: str = "sqlite:///mastermind.db"
    host: str = "127.0.0.1"
    port: int = Field(8765, ge=0, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    room_key: str = ""
    formats_dir: str = ""
    public_url: str = ""
    mastermind_secret_keys: SecretStr = NONE
    slack_bot_token: SecretStr = NONE
    slack_signing_secret: SecretStr = NONE
    slack_app_token: SecretStr = NONE
    slack_client_id: str = ""
    slack_client_secret: SecretStr = NONE
    slack_redirect_uri: str = ""
    slack_api_base_url: str = "https://slack.com/api/"
    slack_authorize_url: str = "https://slack.com/oauth/v2/authorize"
    slack_command: str = "mastermind"
    discord_token: SecretStr = NONE
    discord_guild_id: str = ""
    discord_shards: str = ""
    discord_api_base_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = "wss://gateway.discord.gg/"
    discord_cdn_base_url: str = "https://cdn.discordapp.com"
    otel_exporter_otlp_endpoint: str = ""

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The keys of MASTERMIND_SECRET_KEYS, in order."""
        return tuple(filter(None, map(str.strip, _open(self.mastermind_secret_keys).split(","))))

    @property
    def hidden(self) -> tuple[str, ...]:
        """What must never be logged."""
        values = (getattr(self, name) for name in type(self).model_fields)
        secrets = (_open(value) for value in values if isinstance(value, SecretStr))
        return tuple(filter(None, (*secrets, *self.secret_keys, self.room_key)))

    @property
    def faults(self) -> tuple[str, ...]:
        """A sentence, without its full stop, for each setting that can't be used."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return tuple(checks.faults({n: _text(v) for n, v in values.items()}, self.secret_keys))

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the pages."""
        return self.host in LOOPBACK


def read_settings() -> Settings:
    """The settings. Raises Trouble, with a sentence for each that can't be used."""
    try:
        settings = Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        said = (
            f"{str(e['loc'][0]).upper()} can't be used: {e['msg'][:1].lower()}{e['msg'][1:]}"
            for e in error.errors()
        )
        raise Trouble(f"{'; '.join(said)}; {CORRECT}") from error
    except (OSError, UnicodeDecodeError) as error:
        why = (getattr(error, "strerror", None) or "").lower() or "it is not UTF-8 text"
        raise Trouble(f"The file .env can't be read because of this: {why}; correct it.") from error
    if settings.faults:
        raise Trouble(f"{'; '.join(settings.faults)}; {CORRECT}")
    return settings


def _open(secret: SecretStr) -> str:
    return secret.get_secret_value()


def _text(value: object) -> str:
    return _open(value) if isinstance(value, SecretStr) else str(value)
