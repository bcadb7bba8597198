"""Every setting of every service, read from the environment as ``COTEJO_<NAME>``."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings, each with its unit in its name. `cotejo settings` prints them."""

    model_config = SettingsConfigDict(env_prefix="COTEJO_", frozen=True)

    data_dir: Path = Field(
        Path(".cotejo"), description="folder that holds the filings' bytes and what is being uploaded"
    )
    database_url: str = Field(
        "sqlite:///.cotejo/cotejo.db", description="SQLite, or postgresql://user:password@host/name"
    )
    broker_url: str = Field("redis://127.0.0.1:6379/0", description="Redis or Valkey, for the queue and live progress")
    policy_path: Path | None = Field(None, description="TOML file with a policy of your own, over the default one")

    max_upload_bytes: int = Field(600 * 1024**2, description="larger uploads are refused")
    drain_seconds: float = Field(30, description="how long a refused upload is read on, so that its sender hears why")
    fetch_seconds: float = Field(60, description="how long fetching a filing from a URL may take")
    fetch_private_hosts: bool = Field(False, description="whether a URL may lead to this machine or a private network")
    large_filing_bytes: int = Field(2 * 1024**2, description="larger filings go to the queue for long jobs")

    job_attempts: int = Field(3, description="how often a job is begun before it is given up")
    job_wall_seconds: float = Field(600, description="how long one attempt may take")
    job_cpu_seconds: int = Field(600, description="how much processor time one attempt may take")
    job_memory_bytes: int = Field(4 * 1024**3, description="how much address space one attempt may take")
    large_jobs_at_once: int = Field(
        1,
        description="how many long jobs or page ranges a worker runs at a time, so that short ones find a child",
    )
    scans_a_range: int = Field(
        4, ge=1, description="scanned pages in a range of a long file: as long as others wait for the worker"
    )
    drawn_pages_a_range: int = Field(100, ge=1, description="pages of drawn text in a range of a long file")
    lease_seconds: float = Field(45, description="how long a worker may be silent before its job is given to another")
    sweep_seconds: float = Field(1, description="how often the relay looks for jobs that need a message")
    knock_again_seconds: float = Field(20, description="how long a queued job waits before its message is sent again")
    visibility_timeout_seconds: int = Field(1800, description="the broker's own redelivery; above job_wall_seconds")
    broker_timeout_seconds: float = Field(2, description="how long the broker may take to answer")
    retention_days: float = Field(0, description="filings older than this are deleted with their results; 0 keeps all")

    log_format: Literal["json", "console"] = Field("json", description="how log lines are written")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least level that is logged")


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
