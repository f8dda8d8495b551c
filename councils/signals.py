"""News that travels up to the apps that build on this one, sent inside the transaction it tells of."""

from django.dispatch import Signal

# Sent by `merge_people` with keep, drop (Person) and actor. Receivers move what points at `drop` to `keep`;
# one that cannot raises DomainError, which undoes the whole merge.
person_merged = Signal()

# Sent when a person has sent off a batch of mail, with batch (MailBatch): its messages are on their way.
mail_released = Signal()
