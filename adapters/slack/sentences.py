"""What whoever runs the bot, or installs it in a workspace, gets to read about Slack."""

NOT_OPENED = (
    "What Slack gave us for {tenant} can't be opened because MASTERMIND_SECRET_KEYS has no key for "
    "it; put the key back that it was sealed with, or install Mastermind there once more."
)
REFUSED = "Slack refused SLACK_BOT_TOKEN because of this: {why}; copy the token of the app anew."
UNREACHED = (
    "Slack can't be reached at {url} because of this: {why}; check the network and "
    "SLACK_API_BASE_URL."
)
NO_ANSWER = "it doesn't answer"
INSTALLED = "Mastermind is in {name} now"
NEXT = (
    "Go back to Slack, invite @Mastermind to the channel of your group, and type /{command} there."
)
NOT_INSTALLED = "Mastermind is not installed"
AGAIN = "Try again"
DENIED = "Somebody said no on Slack's page, so nothing was installed and nothing is kept."
OTHER_BROWSER = (
    "This installation didn't begin in this browser, or its cookies are switched off. Begin here "
    "and go through Slack's page in the same browser."
)
OLD_STATE = "This link was used already, or is older than ten minutes. Begin once more."
LACKING = (
    "Slack didn't let the app do all that it needs. Missing: {scopes}. Whoever looks after the app "
    "adds them at Slack, as `mastermind slack manifest` has them; then install it once more."
)
FAILED = "Slack refused because of this: {why}. If it happens again, tell whoever runs this bot."
UNKNOWN = "it didn't say why"
SILENT = "Slack doesn't answer at the moment. Try again in a few minutes."
NOT_KEPT = "The database can't be written to at the moment, so nothing was kept. Try again later."
CROWDED = "Too many begin at once. Try again in a minute."
