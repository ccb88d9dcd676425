"""The one layer around all routes: who is answered at once, what every answer carries, what a failure becomes, what is counted.

One layer and not one for each, as the same two messages tell all of it, and every layer has its own look at them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import perf_counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory.site.http.headers import SecurityHeaders
from directory.site.http.limits import RateLimit, too_many
from directory.site.http.problems import ProblemError, broken, log_failure
from directory.site.http.sharing import answer_preflight, is_preflight
from directory.site.metrics import Metrics


class Gate:
    """What every request and its answer pass.

    `recall`: the answer to a request that was answered before, None where it has to go to its route; `explain`: a problem as
    its reader needs it.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        headers: SecurityHeaders,
        limit: RateLimit,
        recall: Callable[[Scope], Response | None],
        explain: Callable[[Request, ProblemError], Response],
    ) -> None:
        self.app, self.preflight = app, answer_preflight(app)
        self.metrics, self.headers, self.limit = metrics, headers, limit
        self.recall, self.explain = recall, explain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = perf_counter(), 0

        def send_on(message: Message) -> Awaitable[None]:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self.headers.complete(scope, message["headers"])
            elif scope["method"] == "HEAD":
                message["body"] = b""
            return send(message)

        try:
            await self._choose(scope)(scope, receive, send_on)
        except Exception as error:
            log_failure(error)
            if not status:
                await self._apologize(Request(scope))(scope, receive, send_on)
        finally:
            self.metrics.count(scope, status or 500, perf_counter() - started)

    def _choose(self, scope: Scope) -> ASGIApp:
        """Who answers this request."""
        if is_preflight(scope):
            return self.preflight
        wait = self.limit.take(scope)
        if wait:
            return too_many(wait).reply()
        return self.recall(scope) or self.app

    def _apologize(self, request: Request) -> Response:
        try:
            return self.explain(request, broken())
        except Exception as error:
            # The page for people may be what is broken.
            log_failure(error)
            return broken().reply()
