"""One snapshot made ready to serve: what requests may name, the forms by language, and every body made so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cached_property

from directory.changes.journal import History
from directory.hsds.catalog import Catalog
from directory.hsds.context import Context
from directory.search.cache import Cache
from directory.search.results import Query, Results
from directory.site.http.addresses import address
from directory.site.http.asked import Known
from directory.site.http.stored import Stored
from directory.site.served.answers import Answers
from directory.site.served.assets import Assets
from directory.site.views.lines import list_lines
from directory.site.views.related import Related
from directory.site.views.texts import Words, in_language, name_state
from directory.snapshot import Snapshot

MAX_RECENT_BYTES = 32_000_000


class Release:
    """Lives as long as its snapshot; then it is dropped whole, caches and all."""

    def __init__(self, snapshot: Snapshot, assets: Assets, history: History) -> None:
        """Raises DataError if site.yaml pins a line that is not there."""
        self.snapshot, self.assets, self.history = snapshot, assets, history
        self.known = Known(snapshot.vocabulary, snapshot.engine.places, assets.langs)
        self.texts = {lang: name_state(strings, snapshot.state) for lang, strings in assets.texts.items()}
        self.words = {lang: self._words(lang) for lang in assets.langs}
        self.sites = {lang: in_language(snapshot.site, lang) for lang in assets.langs}
        self.lines = {lang: list_lines(snapshot.site, snapshot.forms, lang) for lang in assets.langs}
        self.answers = Answers(snapshot)
        # Without a slash at its end, as addresses begin with one.
        self.base_url = str(snapshot.site.get("base_url") or "").rstrip("/")
        self.related = Related(snapshot.forms, {row["id"] for row in snapshot.site.get("hold_back", ())})
        self._bodies: dict[str, Stored] = {}
        self._loose: deque[str] = deque()
        self._recent: Cache[str, Stored] = Cache(MAX_RECENT_BYTES, size=lambda body: body.size_bytes)

    def recent(self, name: str, make: Callable[[], Stored]) -> Stored:
        """The body of that name, kept until others take its room: for records and lists, of which there may be any number."""
        return self._recent.get(name, make)

    def body(self, name: str, make: Callable[[], Stored]) -> Stored:
        """The body of that name, made the first time it is asked for and kept: for pages and the pack, of which there are few."""
        found = self._bodies.get(name)
        if found is None:
            found = self._bodies[name] = make()
            self._loose.append(name)
        return found

    def squeeze_next(self, is_wanted: Callable[[], bool]) -> bool:
        """Puts a smaller body in the place of the next one not yet squeezed; False if none is left.

        Of a large one only the first steps where it `is_wanted` no more. One thread beside the loop may call it.
        """
        if not self._loose:
            return False
        name = self._loose.popleft()
        self._bodies[name] = self._bodies[name].squeezed(is_wanted)
        return True

    @cached_property
    def everything(self) -> Results:
        """All records with their counts, as an empty search finds them."""
        return self.snapshot.engine.search(Query("", {}, limit=1))

    @cached_property
    def catalog(self) -> Catalog:
        """The records as HSDS entities."""
        changed_on = self.history.when_changed()
        forms = self.snapshot.forms

        def modified(name: str) -> str:
            """When the record last changed; before the feed began, when it was last found true."""
            return changed_on.get(name) or f"{forms[name]['verified']['on']}T00:00:00Z"

        return Catalog(forms.values(), Context(self.snapshot.vocabulary, self.snapshot.state, modified))

    def _words(self, lang: str) -> Words:
        label = self.snapshot.vocabulary.label
        return Words(
            lang,
            self.texts[lang],
            lambda name, tag: label(name, tag, lang),
            lambda name: address(lang, "resource", id=name),
        )
