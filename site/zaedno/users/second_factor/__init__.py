"""The second step of the staff's login: a code from an app on the phone, or a recovery code."""
