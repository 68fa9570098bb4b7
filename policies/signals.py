"""What others may wait for."""

from django.dispatch import Signal

# Sent after the transaction that made progress public. `entries`: the entries, of any kinds.
# Here a subscription to a measure or a policy begins its way to the outbox.
progress_published = Signal()
