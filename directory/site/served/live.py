"""The release that is served now, and the watcher that puts a new one in its place when the files change."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from starlette.requests import Request

from directory.changes.journal import publish_forms
from directory.errors import DirectoryError
from directory.garbage import without_collecting
from directory.search.opening import Moment, read_moment
from directory.settings import Settings
from directory.site.http.problems import where
from directory.site.served import worker
from directory.site.served.assets import Assets
from directory.site.served.baked import prepare_widget
from directory.site.served.release import Release
from directory.snapshot import FaultyRecordsError, Snapshot, data_files, load_snapshot

log = logging.getLogger("directory")

# A look at a dozen files costs some thirty microseconds.
POLL_SECONDS = 0.05

# (time of change in nanoseconds, size, number of the file) of each data file; None where there is none.
State = tuple[tuple[int, int, int] | None, ...]


def read_clock() -> datetime:
    """This instant."""
    return datetime.now(UTC)


class Live:
    """What handlers serve from. `faults`: why the files as they stand now are not served, empty if they are."""

    def __init__(
        self,
        settings: Settings,
        assets: Assets,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = read_clock,
    ) -> None:
        """Raises DirectoryError if the first release cannot be made."""
        self.settings, self.assets, self.today, self._now = settings, assets, today, now
        self._seen = file_state(settings)
        self.release = self._make_release(None)
        worker.worker(self.release)
        self.faults: tuple[str, ...] = ()
        self._is_over = False

    @property
    def moment(self) -> Moment:
        """What a clock in Montana shows now."""
        return read_moment(self._now())

    @contextmanager
    def watching(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Looks at the files while the block runs; new releases are put in place on `loop`."""
        stop = threading.Event()
        threads = [
            threading.Thread(target=self._watch, args=(loop, stop), name="watcher", daemon=True),
            threading.Thread(target=self._squeeze, args=(stop,), name="squeezer", daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            self._is_over = True
            self.release.snapshot.engine.close()

    @without_collecting()
    def _make_release(self, before: Snapshot | None) -> Release:
        """A release of the files as they stand, its pages and pack made. `before`: the snapshot that is served now."""
        return self._make_of(load_snapshot(self.settings, self.today(), before), before)

    def _make_of(self, snapshot: Snapshot, before: Snapshot | None) -> Release:
        """A release of this snapshot, which is closed again where none can be made."""
        try:
            published = before.written if before else None
            history = publish_forms(
                self.settings.index / "changes", snapshot.written, snapshot.removed, say_now(), published
            )
            release = Release(snapshot, self.assets, history)
            worker.prepare(release, self.settings)
            prepare_widget(release, self.settings)
        except BaseException:
            snapshot.engine.close()
            raise
        return release

    def _watch(self, loop: asyncio.AbstractEventLoop, stop: threading.Event) -> None:
        while not stop.wait(POLL_SECONDS):
            state = file_state(self.settings)
            if state != self._seen:
                self._seen = state
                self._follow(loop)

    def _squeeze(self, stop: threading.Event) -> None:
        """Makes what phones fetch after the pages, then squeezes one body after the other.

        Beside the watcher: a change must not wait for a second's work on old bodies, nor for what nobody searches by.
        """
        while not stop.is_set():
            has_more = self._squeeze_next(self.release, stop)
            stop.wait(0.0 if has_more else POLL_SECONDS)

    def _squeeze_next(self, release: Release, stop: threading.Event) -> bool:
        worker.worker(release)
        return release.squeeze_next(lambda: release is self.release and not stop.is_set())

    def _follow(self, loop: asyncio.AbstractEventLoop) -> None:
        """Serves the files as they stand now, or says what is wrong with them. Never raises."""
        try:
            release = self._make_release(self.release.snapshot)
        except DirectoryError as error:
            log.error("The last good records stay in use; the files have faults:\n%s", error)
            loop.call_soon_threadsafe(self._keep, public_faults(error))
        except Exception as error:
            # A thread that dies here would leave old records in use for good, and nobody would know.
            log.error("The last good records stay in use; %s at %s", type(error).__name__, where(error))
            words = f"The new records could not be made ready ({type(error).__name__}); the server's log says where"
            loop.call_soon_threadsafe(self._keep, (words,))
        else:
            loop.call_soon_threadsafe(self._replace, release)

    def _replace(self, release: Release) -> None:
        """Puts the release in place. Runs on the loop, where no search is under way, so the old index can go."""
        if self._is_over:
            release.snapshot.engine.close()
            return
        old, self.release = self.release, release
        self.faults = ()
        old.snapshot.engine.close()
        log.info("Serving %d records of %s", len(release.snapshot.forms), release.snapshot.records_on)

    def _keep(self, faults: tuple[str, ...]) -> None:
        self.faults = faults


def live_of(request: Request) -> Live:
    """What the application that got this request serves from."""
    live: Live = request.app.state.live
    return live


def file_state(settings: Settings) -> State:
    """What changes when one of the data files does."""
    return tuple(_state_of(path) for path in data_files(settings))


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def say_now() -> str:
    """This moment in UTC, to the second (RFC 3339)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def public_faults(error: DirectoryError) -> tuple[str, ...]:
    """What everybody may read of the faults: place and wish, but not what was found, which may be a secret typed in the wrong line."""
    if not isinstance(error, FaultyRecordsError):
        return tuple(str(error).splitlines())
    return tuple(f"{f.file}:{f.at[0]}:{f.at[1]} {f.record}: want {f.want}" for f in error.faults)
