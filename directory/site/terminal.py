"""A search from a terminal: the API's parameters in, the API's answer out, without a server."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from directory.errors import UsageError
from directory.search.opening import read_moment
from directory.settings import Settings
from directory.site.http.asked import Known, read_search
from directory.site.http.fields import Fields
from directory.site.http.problems import ProblemError
from directory.site.served.answers import Answers
from directory.site.served.assets import list_langs
from directory.site.served.live import read_clock
from directory.snapshot import load_snapshot


def search(settings: Settings, fields: Fields) -> dict[str, Any]:
    """The answer to a search. Raises UsageError for what is not known, DataError for faults of the data."""
    snapshot = load_snapshot(settings, date.today())
    try:
        query = read_search(
            fields, Known(snapshot.vocabulary, snapshot.engine.places, list_langs()), read_moment(read_clock())
        )
        return {"query": query.text, **json.loads(Answers(snapshot).make(query))}
    except ProblemError as problem:
        known = f" Known: {', '.join(problem.known)}." if problem.known else ""
        raise UsageError(f"{problem.detail}. {problem.mend}{known}") from problem
    finally:
        snapshot.engine.close()
