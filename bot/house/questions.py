"""Asks a form field by field on a terminal."""

import asyncio

from bot.forms import Field, Form


class Asker:
    """A person at the terminal fills in forms; an empty answer keeps what stands there."""

    async def __call__(self, form: Form) -> dict[str, str] | None:
        """The values, or None if they gave up with Ctrl-D."""
        try:
            return {field.name: await asyncio.to_thread(self._one, field) for field in form.fields}
        except EOFError:
            return None

    def _one(self, field: Field) -> str:
        choices = ", ".join(value for value, _ in field.choices)
        hint = choices or field.hint
        shown = f" ({hint})" if hint else ""
        kept = f" [{field.value}]" if field.value else ""
        return input(f"  {field.label}{shown}{kept}: ").strip() or field.value
