"""Two tables with private text, for the tests of the vault."""

from vault.models import SealedText


class Letter(SealedText):
    def __str__(self) -> str:
        return str(self.pk)


class Postcard(SealedText):
    def __str__(self) -> str:
        return str(self.pk)
