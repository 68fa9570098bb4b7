"""Money has a currency; amounts in lev are shown with their value in euro."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

# Fixed on 1 January 2026, when the euro replaced the lev (Закон за въвеждане на еврото).
BGN_PER_EUR = Decimal("1.95583")
CENT = Decimal("0.01")


class Currency(models.TextChoices):
    """The currencies in which the municipality has kept its accounts."""

    EUR = "EUR", _("euro")
    BGN = "BGN", _("lev")


@dataclass(frozen=True)
class Money:
    """An amount in a currency."""

    amount: Decimal
    currency: str

    @property
    def in_euro(self) -> Decimal:
        """The same value in euro, rounded to the cent as the law on the euro asks."""
        if self.currency == Currency.EUR:
            return self.amount.quantize(CENT, ROUND_HALF_UP)
        return (self.amount / BGN_PER_EUR).quantize(CENT, ROUND_HALF_UP)

    @property
    def is_in_lev(self) -> bool:
        """Whether a reader needs the value in euro beside it."""
        return self.currency == Currency.BGN
