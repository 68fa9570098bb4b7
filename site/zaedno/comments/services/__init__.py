"""The way of a comment: sent, confirmed by mail, decided on by a moderator, changed, answered."""
