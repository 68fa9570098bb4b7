"""What is kept of recovery codes; the key of the app is a device of django-otp."""

from django.conf import settings
from django.db import models


class RecoveryCode(models.Model):
    """One of the codes that a member of staff keeps for the day without the phone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "recovery code"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
