"""A filing handed back with its anomalies marked: run as a process of its own, on untrusted bytes, under limits.

    python -m services.api.annotating MEDIA_TYPE LANGUAGE ANOMALIES < filing

writes the annotated filing; ANOMALIES is a file of JSON, the anomalies as reports have them. Exit status 1 where the
filing cannot be opened.
"""

import sys
from pathlib import Path

from pydantic import TypeAdapter

from shared.confinement import confine
from shared.exports.annotated import annotated
from shared.report import AnomalyPart

MEMORY_BYTES = 3 * 1024**3
CPU_SECONDS = 60


def main() -> None:
    """Limit this process, read what is handed in, mark it, write."""
    confine(MEMORY_BYTES, CPU_SECONDS)
    media_type, language, told = sys.argv[1:4]
    anomalies = TypeAdapter(list[AnomalyPart]).validate_json(Path(told).read_bytes())
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(annotated(content, media_type, anomalies, "en" if language == "en" else "es"))


if __name__ == "__main__":
    main()
