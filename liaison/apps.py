from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "liaison"

    def ready(self) -> None:
        from liaison import encoding, guards, stock_words  # noqa: F401

        stock_words.put_in_place()
        encoding.listen()
