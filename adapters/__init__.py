"""The outside of the bot: each part translates for one library, and knows no sibling."""
