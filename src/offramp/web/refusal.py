"""A request that is refused, with a sentence and a status."""


class Refusal(Exception):
    """Is answered with its status and its sentence.

    Attributes:
        status: of HTTP.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
