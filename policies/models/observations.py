"""Civic observations: what citizens and organisations see of a measure."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.enums import VERDICT_TONES, ObservationState, Verdict
from policies.models.measures import Measure
from policies.models.progress import staff_field
from policies.querysets import ObservationQuerySet
from zaedno.core.files import private_files
from zaedno.core.languages import Words
from zaedno.core.named import name_here

TEXT_MAX = 3000
LANGUAGES = (("bg", _("Bulgarian")), ("en", _("English")))


class Observation(models.Model):
    """What somebody outside the administration says of a measure, and what the unit answers."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="observations", verbose_name=_("measure")
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    text = models.TextField(_("text"), validators=[MaxLengthValidator(TEXT_MAX)])
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="bg")
    settlement = models.ForeignKey(
        "core.Settlement",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("place"),
    )
    place = models.CharField(_("where exactly"), max_length=160, blank=True)
    photo = models.FileField(
        _("photo"), upload_to="observations/photos/", storage=private_files, blank=True
    )
    photo_description = models.CharField(_("what the photo shows"), max_length=255, blank=True)
    document = models.FileField(
        _("document"), upload_to="observations/documents/", storage=private_files, blank=True
    )
    author = models.CharField(_("name"), max_length=80)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    consent_version = models.CharField(
        _("consent"),
        max_length=32,
        blank=True,
        help_text=_("The version of the notice that the author agreed to."),
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ObservationState,
        default=ObservationState.UNCONFIRMED,
        db_index=True,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = staff_field(verbose_name=_("decided by"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answering_unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("unit that answers"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = staff_field(verbose_name=_("answered by"))

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("civic observation")
        verbose_name_plural = _("civic observations")
        permissions = [
            ("moderate_observation", "Can decide on civic observations"),
            ("answer_observation", "Can answer civic observations"),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.get_verdict_display()}"

    def get_absolute_url(self) -> str:
        """Where it stands on the page of its measure."""
        return f"{reverse('policies:measure', args=[self.measure_id])}#observation-{self.pk}"

    @property
    def tone(self) -> str:
        """Look of the tag that shows the verdict."""
        return VERDICT_TONES[Verdict(self.verdict)]

    @property
    def settlement_here(self) -> Words | None:
        """The settlement in the language of the reader."""
        return name_here(self.settlement)

    @property
    def unit_here(self) -> Words | None:
        """The unit that answered, in the language of the reader."""
        return name_here(self.answering_unit)
