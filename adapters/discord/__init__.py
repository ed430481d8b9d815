"""Discord: payloads in, cards out; every decision is the core's."""
