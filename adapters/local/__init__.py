"""The local room: a terminal and a web page, no tokens; the default, and the tests' room."""
