"""The one way in which an act on towns and people says no."""


class Refused(Exception):
    """The act is not possible; the message is a sentence for the person who tried. ``field``: where it belongs."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field
