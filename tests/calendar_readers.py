"""Calendars that somebody loads files into, one after the other: as RFC 5546 wants it, and khal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

CONFIG = """
[calendars]
[[loaded]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Madrid
default_timezone = Europe/Madrid
[default]
default_calendar = loaded
"""


class StrictCalendar:
    """Takes an entry only if it is newer than the one it has: first by its sequence, then by its stamp (2.1.5)."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}

    def load(self, data: bytes) -> None:
        parsed = Calendar.from_ical(data)
        assert parsed["METHOD"] == "PUBLISH"
        for entry in parsed.walk("VEVENT"):
            uid = str(entry["UID"])
            if uid not in self.held or version(entry) > version(self.held[uid]):
                self.held[uid] = entry

    def shown(self) -> dict[str, tuple[datetime, str]]:
        """Start and title of what was not cancelled, by UID."""
        return {
            uid: (entry["DTSTART"].dt.replace(tzinfo=None), str(entry["SUMMARY"]))
            for uid, entry in self.held.items()
            if str(entry.get("STATUS", "")) != "CANCELLED"
        }


def version(entry: Any) -> tuple[int, datetime]:
    return int(entry.get("SEQUENCE", 0)), entry["DTSTAMP"].dt


class KhalCalendar:
    """A collection of khal's in a folder of its own; it takes whatever is loaded last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "calendar").mkdir(parents=True)
        (folder / "config").write_text(CONFIG.format(folder=folder))

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(self.folder / "config"), *arguments]
        environment = {**os.environ, "HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def load(self, data: bytes) -> None:
        file = self.folder / "loaded.ics"
        file.write_bytes(data)
        self._run("import", "--batch", str(file))

    def listed(self, first: str = "2026-01-01", last: str = "2027-12-31") -> list[dict[str, str]]:
        """Every entry between two days, cancelled ones too: khal keeps those and says that they are."""
        fields = ("uid", "cancelled", "start-long", "title")
        wanted = [word for field in fields for word in ("--json", field)]
        return [entry for day in self._run("list", *wanted, first, last).splitlines() for entry in json.loads(day)]

    def shown(self, first: str = "2026-01-01", last: str = "2027-12-31") -> dict[str, tuple[datetime, str]]:
        """Start and title of what was not cancelled, by UID."""
        return {
            entry["uid"]: (datetime.fromisoformat(entry["start-long"]), entry["title"])
            for entry in self.listed(first, last)
            if not entry["cancelled"]
        }
