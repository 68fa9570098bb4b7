"""The secret by which readers are told apart, and forgotten."""

from django.db import models


class ReaderKey(models.Model):
    """The key of one month. Once it is deleted, nobody can say whose a hash made with it was."""

    month = models.DateField(unique=True, help_text="Its first day.")
    key = models.CharField(max_length=64)

    class Meta:
        verbose_name = "reader key"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
