"""The version of the content, by which each process knows what it may still use."""

from django.db import models


class ContentVersion(models.Model):
    """One row: a random name that is new after each change of pages, sites or settings."""

    version = models.UUIDField()

    class Meta:
        verbose_name = "content version"

    def __str__(self) -> str:
        return str(self.version)
