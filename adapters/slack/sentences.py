"""What whoever runs the bot, or installs it in a workspace, gets to read about Slack."""

NOT_OPENED = (
    "What Slack gave us for {tenant} can't be opened because MASTERMIND_SECRET_KEYS has no key for "
    "it; put the key back that it was sealed with, or install Mastermind there once more."
)
REFUSED = "Slack refused SLACK_BOT_TOKEN because of this: {why}; copy the token of the app anew."
UNREACHED = (
    "Slack can't be reached at {url} because it doesn't answer; check the network and "
    "SLACK_API_BASE_URL."
)
