"""News of challenges that travels up, sent inside the transaction it tells of."""

from django.dispatch import Signal

# Sent with challenge and change (DateChange) when a visit is moved, postponed or cancelled.
challenge_moved = Signal()
# Sent with challenge when its letter has gone.
letter_sent = Signal()
