"""What apps tell each other."""

from django.dispatch import Signal

# Words of a public thing were taken back: a file was replaced, a person erased. Sent with
# ``instance`` in the transaction of the change: nobody may find them from then on.
words_taken_back = Signal()
