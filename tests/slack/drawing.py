"""Draws messages, modals and home tabs as HTML, near enough to how Slack shows them to look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

Json = Mapping[str, Any]
STYLE = """
* { box-sizing: border-box; margin: 0 }
body { font: 15px/1.47 Lato, Cantarell, 'Noto Sans', 'DejaVu Sans', sans-serif; color: #1d1c1d;
  width: 640px; padding: 16px; background: #fff }
article { display: flex; gap: 10px; margin: 0 0 14px }
article > i { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #3b5b4f;
  color: #fff; font: 700 17px/36px sans-serif; text-align: center }
article > div, form, main { min-width: 0; flex: 1 }
h4 { font-size: 15px } h4 small { font-weight: 400; font-size: 12px; color: #616061 }
h4 small.app { background: #e8e8e8; border-radius: 3px; padding: 0 4px; font-size: 10px }
h3 { font-size: 18px; margin: 4px 0 6px } p, ul, ol, blockquote { margin: 0 0 6px }
ul, ol { padding-left: 22px } blockquote { border-left: 4px solid #ddd; padding-left: 12px }
a { color: #1264a3; background: #e8f5fa; border-radius: 3px; padding: 0 2px; text-decoration: none }
b.button { display: inline-block; border: 1px solid #bbb; border-radius: 8px; padding: 4px 12px;
  margin: 4px 8px 4px 0; font-size: 13px } b.primary { background: #007a5a; color: #fff }
hr { border: 0; border-top: 1px solid #ddd; margin: 12px 0 }
form { border: 1px solid #bbb; border-radius: 10px; padding: 18px 20px } form p.label {
  font-weight: 700; margin: 12px 0 4px } form p.label small { font-weight: 400; color: #616061 }
form div { border: 1px solid #868686; border-radius: 5px; padding: 7px 11px; min-height: 38px }
form div.tall { min-height: 84px } form div.input.hint { color: #868686 }
form footer { text-align: right; margin-top: 16px } header h2 { font-size: 20px }
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws for people of these names, by their ids."""

    names: Mapping[str, str]

    def page(self, parts: Sequence[str]) -> str:
        """A whole page."""
        head = f"<!doctype html><meta charset=utf-8><title>Slack</title><style>{STYLE}</style>"
        return head + "".join(parts)

    def message(self, blocks: Sequence[Json], at: str) -> str:
        """A message of the bot's."""
        who = f"<h4>Mastermind <small class=app>APP</small> <small>{escape(at)}</small></h4>"
        drawn = "".join(map(self._block, blocks))
        return f"<article><i>M</i><div>{who}{drawn}</div></article>"

    def modal(self, view: Json) -> str:
        """A modal."""
        title, sent = view["title"]["text"], view["submit"]["text"]
        drawn = "".join(map(self._block, view["blocks"]))
        ends = f"<b class=button>{view['close']['text']}</b><b class='button primary'>{sent}</b>"
        head = f"<header><h2>{escape(title)}</h2></header>"
        return f"<form>{head}{drawn}<footer>{ends}</footer></form>"

    def home(self, view: Json) -> str:
        """A home tab."""
        return f"<main>{''.join(map(self._block, view['blocks']))}</main>"

    def _block(self, block: Json) -> str:
        match block:
            case {"type": "header", "text": {"text": said}}:
                return f"<h3>{escape(said)}</h3>"
            case {"type": "rich_text", "elements": elements}:
                return "".join(map(self._rich, elements))
            case {"type": "actions", "elements": elements}:
                return f"<p>{''.join(map(self._button, elements))}</p>"
            case {"type": "section", "text": {"text": said}}:
                return f"<p>{escape(said)}</p>"
            case {"type": "divider"}:
                return "<hr>"
            case {"type": "input"}:
                return "".join(self._input(block))
        raise NotImplementedError(block["type"])

    def _rich(self, element: Json) -> str:
        said = "".join(map(self._leaf, element["elements"]))
        match element["type"]:
            case "rich_text_section":
                return f"<p>{said}</p>"
            case "rich_text_quote":
                return f"<blockquote>{said}</blockquote>"
            case "rich_text_list":
                items = "".join(f"<li>{self._rich(item)}</li>" for item in element["elements"])
                return f"<ol>{items}</ol>" if element["style"] == "ordered" else f"<ul>{items}</ul>"
        raise NotImplementedError(element["type"])

    def _leaf(self, leaf: Json) -> str:
        match leaf:
            case {"type": "text", "text": said, **more}:
                style = more.get("style") or {}
                said = escape(said).replace("\n", "<br>")
                said = f"<b>{said}</b>" if style.get("bold") else said
                return f"<i>{said}</i>" if style.get("italic") else said
            case {"type": "user", "user_id": who}:
                return f"<a>@{escape(self.names.get(who, who).title())}</a>"
            case {"type": "date", "timestamp": stamp, "format": format}:
                return when(stamp, format)
            case {"type": "link", "url": url}:
                return f"<a>{escape(url)}</a>"
            case {"type": "rich_text_section"}:
                return ""
        raise NotImplementedError(leaf["type"])

    def _button(self, button: Json) -> str:
        kind = "button primary" if button.get("style") == "primary" else "button"
        return f"<b class='{kind}'>{escape(button['text']['text'])}</b>"

    def _input(self, block: Json) -> Iterator[str]:
        element, optional = block["element"], " <small>(optional)</small>" * block["optional"]
        yield f"<p class=label>{escape(block['label']['text'])}{optional}</p>"
        chosen = element.get("initial_option") or {}
        value = element.get("initial_value") or (chosen.get("text") or {}).get("text", "")
        hint = (element.get("placeholder") or {}).get("text", "")
        kind = " tall" * bool(element.get("multiline")) + " hint" * (not value)
        yield f"<div class='input{kind}'>{escape(value or hint)}</div>"


def when(stamp: int, format: str) -> str:
    """An instant as a reader in UTC sees it."""
    at = datetime.fromtimestamp(stamp, UTC)
    for token, drawn in (
        ("{day_divider_pretty}", f"{at:%A, %B} {at.day}"),
        ("{time}", f"{at:%H:%M}"),
    ):
        format = format.replace(token, drawn)
    return escape(format)
