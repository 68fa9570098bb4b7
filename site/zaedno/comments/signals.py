"""What others can listen to."""

from django.dispatch import Signal

# A comment became public for the first time. Sent with ``comment`` and ``at``, in the transaction
# that publishes it: what a listener writes stands or falls with it.
comment_published = Signal()
