"""How what is sent differs from the schemas of a platform, where these are at hand: CONTRACTS names
the folder."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = os.environ.get("CONTRACTS", "")
needed = pytest.mark.skipif(not FOLDER, reason="CONTRACTS names no folder of schemas")
Differences = Callable[[object], list[str]]


@cache
def schema(file: str) -> Differences:
    """What tells how a value differs from the JSON schema of this name."""
    checked = pytest.importorskip("jsonschema").Draft7Validator(_read(f"{file}.schema.json"))
    return _told(checked)


@cache
def component(file: str, name: str) -> Differences:
    """The same for one of the schemas of an OpenAPI document."""
    ref = {"$ref": f"#/components/schemas/{name}", "components": _read(file)["components"]}
    return _told(pytest.importorskip("jsonschema").Draft202012Validator(ref))


@cache
def _read(file: str) -> Any:
    return json.loads((Path(FOLDER) / file).read_text("utf-8"))


def _told(checked: Any) -> Differences:
    """The same value is looked at once."""

    @cache
    def differences(written: str) -> list[str]:
        return [error.message[:300] for error in checked.iter_errors(json.loads(written))]

    return lambda value: differences(json.dumps(value))
