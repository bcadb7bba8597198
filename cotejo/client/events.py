"""Server-sent events of a job, put together line by line."""

import json

from shared.job_part import JobPart


class Events:
    """Takes the lines of a stream; `last_id` is where a new one is to go on from."""

    def __init__(self) -> None:
        self.last_id = ""
        self.over = False
        self._lines: list[str] = []

    def take(self, line: str) -> JobPart | None:
        """The job that an event carries, at the blank line that ends it."""
        if line:
            self._lines.append(line)
            return None
        fields = [tuple(part.strip() for part in kept.partition(":")[::2]) for kept in self._lines]
        self._lines.clear()
        text = "\n".join(value for name, value in fields if name == "data")
        if not text:
            return None
        self.last_id = next((value for name, value in fields if name == "id"), self.last_id)
        job = JobPart.model_validate(json.loads(text))
        self.over = job.status.is_end
        return job

    def headers(self) -> dict[str, str]:
        """What a stream is asked for with."""
        self._lines.clear()
        return {"last-event-id": self.last_id} if self.last_id else {}
