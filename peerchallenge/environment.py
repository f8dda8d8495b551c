"""Typed readers of the environment: every setting that a machine may change is read here, and nonsense is refused.

`DEPLOYMENT` is `local` (the default: SQLite, a Redis child, mail into files) or `production`,
which starts only when nothing about it is unsafe.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
LOCAL_SECRET = "local-only: this key protects nothing and production refuses it"  # noqa: S105


@dataclass(frozen=True)
class Environment:
    """What this machine says about itself, checked."""

    deployment: str
    data_dir: Path
    secret_key: str
    link_keys: list[str]
    allowed_hosts: list[str]
    site_url: str
    database: dict[str, object]
    redis_url: str
    email: dict[str, object]
    mail_from: str
    mail_per_minute: int
    mail_hours: tuple[int, int] | None
    require_second_factor: bool
    national_body: str
    build_dir: Path
    learning_coder: bool
    outside_model_key: str

    @property
    def production(self) -> bool:
        """Whether this is the real service."""
        return self.deployment == "production"


def read_environment(base_dir: Path, values: dict[str, str]) -> Environment:
    """Read `values` (the process's environment) into an `Environment`.

    Raises ImproperlyConfigured with a sentence that says what to set."""
    env = environ.Env()
    env.ENVIRON = values
    deployment = env.str("DEPLOYMENT", "local")
    if deployment not in ("local", "production"):
        raise ImproperlyConfigured(f"DEPLOYMENT is {deployment!r}: set it to 'local' or 'production'.")
    data_dir = Path(env.str("DATA_DIR", str(base_dir / "var")))
    secret_key = env.str("SECRET_KEY", _local_secret(data_dir))
    site_url = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
    read = Environment(
        deployment=deployment,
        data_dir=data_dir,
        secret_key=secret_key,
        link_keys=env.list("LINK_KEYS", default=[secret_key]),
        allowed_hosts=env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"]),
        site_url=site_url,
        database=_database(env, data_dir),
        redis_url=env.str("REDIS_URL", "redis://127.0.0.1:6379/0"),
        email=_email(env, data_dir),
        mail_from=env.str("MAIL_FROM", "peer-challenge@localhost"),
        mail_per_minute=_pace(env.int("MAIL_PER_MINUTE", 600)),
        mail_hours=_hours(env.str("MAIL_HOURS", "8-18" if deployment == "production" else "always")),
        require_second_factor=env.bool("REQUIRE_SECOND_FACTOR", deployment == "production"),
        national_body=env.str("NATIONAL_BODY", "CIB"),
        build_dir=Path(env.str("BUILD_DIR", str(base_dir / "static"))),
        learning_coder=env.bool("LEARNING_CODER", True),
        outside_model_key=env.str("OUTSIDE_MODEL_KEY", ""),
    )
    if read.production:
        _refuse_unsafe(read, values)
    return read


def _local_secret(data_dir: Path) -> str:
    """The key that ./run made for this data, so that a command run beside it signs the same links."""
    path = data_dir / "secret-key"
    return path.read_text().strip() if path.exists() else LOCAL_SECRET


def _database(env: environ.Env, data_dir: Path) -> dict[str, object]:
    database = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{data_dir / 'db.sqlite3'}"))
    if str(database["ENGINE"]).endswith("sqlite3"):
        database["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 60)
        database["CONN_HEALTH_CHECKS"] = True
    return database


def _email(env: environ.Env, data_dir: Path) -> dict[str, object]:
    default = f"filemail:///{data_dir / 'mail'}"
    return dict(env.email_url("EMAIL_URL", default=default))


def _pace(per_minute: int) -> int:
    if per_minute < 1:
        raise ImproperlyConfigured("MAIL_PER_MINUTE must be 1 or more.")
    return per_minute


def _hours(written: str) -> tuple[int, int] | None:
    """First and last hour of bulk mail, from "8-18"; None for "always"."""
    if written == "always":
        return None
    first, dash, last = written.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and 0 <= int(first) < int(last) <= 24):
        raise ImproperlyConfigured(f"MAIL_HOURS is {written!r}: set it like '8-18', or to 'always'.")
    return int(first), int(last)


def _refuse_unsafe(read: Environment, values: dict[str, str]) -> None:
    """Raise ImproperlyConfigured for the first thing that production must not run with."""
    needed = (
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "MAIL_FROM",
    )
    missing = [name for name in needed if not values.get(name)]
    refusals = [
        (
            bool(missing),
            f"DEPLOYMENT=production needs {', '.join(missing)}: set {'it' if len(missing) == 1 else 'them'}.",
        ),
        (len(read.secret_key) < 50, "SECRET_KEY is too short: set at least 50 random characters."),
        (
            any(len(key) < 50 for key in read.link_keys),
            "LINK_KEYS has a key under 50 characters: set longer ones.",
        ),
        ("*" in read.allowed_hosts, "ALLOWED_HOSTS is '*': set the names this service answers to."),
        (urlsplit(read.site_url).scheme != "https", "SITE_URL is not https: set the address people use."),
        (
            str(read.database["ENGINE"]).endswith("sqlite3"),
            "DATABASE_URL is SQLite: production needs PostgreSQL, e.g. postgres://user:password@host/name.",
        ),
        (not read.require_second_factor, "REQUIRE_SECOND_FACTOR is off: production needs it on."),
    ]
    for refused, sentence in refusals:
        if refused:
            raise ImproperlyConfigured(sentence)
