"""The plain pages that whoever installs the app gets to see."""

from html import escape
from string import Template

from starlette.responses import HTMLResponse

from adapters.slack.sentences import AGAIN

PAGE = Template(
    """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<h1>$title</h1>
<p>$text</p>
$again
</html>
"""
)


def page(title: str, text: str, status: int = 200) -> HTMLResponse:
    """A page of a title and a sentence or two; where something went wrong, with the way back."""
    again = f'<p><a href="/slack/install">{escape(AGAIN)}</a></p>' if status != 200 else ""
    said = PAGE.substitute(title=escape(title), text=escape(text), again=again)
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HTMLResponse(said, status, headers)
