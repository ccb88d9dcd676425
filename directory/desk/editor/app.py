"""create_desk(desk, keys): one table of routes behind the door."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.desk.editor import actions, pages
from directory.desk.editor.desk import Desk
from directory.desk.editor.guard import Door, Keys
from directory.desk.editor.render import Look
from directory.site.http.problems import ProblemError
from directory.site.served.assets import content_type_of
from directory.snapshot import read_places, state_of


def create_desk(desk: Desk, keys: Keys) -> Starlette:
    """The application. Raises AssetsMissingError if the bundle is not there."""
    look = Look(desk.settings.static, state_of(read_places(desk.settings.data)))
    app = Starlette(
        routes=[
            Route("/", pages.list_records),
            Route("/new", pages.show_new),
            Route("/records/{id}", pages.show_record),
            Route("/records/{id}/history", pages.show_history),
            Route("/records/{id}/verify", actions.note_check, methods=["POST"]),
            Route("/records/{id}/remove", actions.remove_record, methods=["POST"]),
            Route("/preview/{id:path}", pages.show_preview),
            Route("/saves", pages.show_saves),
            Route("/corrections", pages.show_corrections),
            Route("/corrections/{number:int}", actions.settle_correction, methods=["POST"]),
            Route("/saves/{number:int}/undo", actions.undo_save, methods=["POST"]),
            Route("/api/draft", actions.judge_draft, methods=["POST"]),
            Route("/api/save", actions.save_draft, methods=["POST"]),
            Route("/static/{name}", send_static),
        ],
        exception_handlers={ProblemError: refuse},
        middleware=[Middleware(Door, keys=keys, policy=look.policy)],
    )
    app.state.desk, app.state.look = desk, look
    # Id -> public form of the last sound draft; one person's screenful.
    app.state.drafts = {}
    return app


async def refuse(request: Request, error: Exception) -> Response:
    """A body that is no form."""
    words = f"{error.detail}. {error.mend}\n" if isinstance(error, ProblemError) else "Try again.\n"
    return Response(words, 400, media_type="text/plain")


async def send_static(request: Request) -> Response:
    """The desk's script and style."""
    name = request.path_params["name"]
    look: Look = request.app.state.look
    if name not in look.files:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    return Response(look.files[name], media_type=content_type_of(name))
