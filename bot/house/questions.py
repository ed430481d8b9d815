"""Reads what a person types: lines, and forms field by field on a terminal."""

import asyncio
import contextlib
import os
import sys

from bot.forms import Field, Form


class Typist:
    """Lines of standard input. Waiting for one never keeps the process from ending."""

    def __init__(self) -> None:
        self._typed = b""

    @property
    def at_terminal(self) -> bool:
        """Whether a person sits there."""
        return sys.stdin.isatty()

    async def line(self, prompt: str = "> ") -> str:
        """The next line with its newline; "" at the end. The prompt is for a terminal only."""
        if self.at_terminal:
            print(prompt, end="", flush=True)
        while b"\n" not in self._typed and (more := await self._more()):
            self._typed += more
        line, end, self._typed = self._typed.partition(b"\n")
        return (line + end).decode("utf-8", "replace")

    async def _more(self) -> bytes:
        """What was typed meanwhile; b"" at the end."""
        loop, typed, file = asyncio.get_running_loop(), asyncio.Event(), sys.stdin.fileno()
        with contextlib.suppress(PermissionError):  # a file on disk never lets anybody wait
            # Not in a thread: one that waits for a key would hold up Ctrl-C until one is pressed.
            loop.add_reader(file, typed.set)
            try:
                await typed.wait()
            finally:
                loop.remove_reader(file)
        return os.read(file, 65536)


class Asker:
    """A person at the terminal fills in forms; an empty answer keeps what stands there."""

    def __init__(self, typist: Typist) -> None:
        self._typist = typist

    async def __call__(self, form: Form) -> dict[str, str] | None:
        """The values, or None if they gave up with Ctrl-D."""
        values = {}
        for field in form.fields:
            if not (typed := await self._typist.line(_question(field))):
                return None
            values[field.name] = typed.strip() or field.value
        return values


def _question(field: Field) -> str:
    choices = ", ".join(value for value, _ in field.choices)
    hint = choices or field.hint
    shown = f" ({hint})" if hint else ""
    kept = f" [{field.value}]" if field.value else ""
    return f"  {field.label}{shown}{kept}: "
