"""What the records of a contract share."""

from core.models import Record


class OfContract(Record):
    """What belongs to one contract; its page is the contract's, at the place that ``anchor`` names."""

    belongs_to = "contract"
    anchor = ""

    class Meta:
        abstract = True

    def get_absolute_url(self):
        address = self.contract.get_absolute_url()
        return f"{address}#{self.anchor}" if self.anchor else address

    @property
    def programme(self):
        return self.contract.programme

    @property
    def currency(self) -> str:
        return self.contract.currency
