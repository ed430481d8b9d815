"""What the bot promises, tried at length; a gate ends with 1 where a promise was not kept."""
