"""Many people in many groups at once, while meetings begin: how soon and how late the bot is."""
