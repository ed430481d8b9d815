"""Pages that are no chat room: health."""
