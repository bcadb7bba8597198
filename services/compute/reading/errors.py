"""The one exception that readers raise."""


class UnreadableFiling(Exception):
    """The bytes cannot be read as a filing.

    `problem` is the slug of a problem type of `shared.problems`; `params` fill its message.
    """

    def __init__(self, problem: str, **params: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.params = params
