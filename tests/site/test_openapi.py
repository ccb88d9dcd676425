"""The API's description: it is valid, the API keeps to it whatever is asked, and every example in it works."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.openapi import from_url

from directory.site.programs.samples import BASE
from tests.site.conftest import SHELTER, TRIBAL, VIDEO, Client, Folder, make_record
from tests.site.server import Server

HOTLINE = make_record("national-human-trafficking-hotline", reach={"scope": "national"})


def describe(client: Client) -> Any:
    return client.get("/openapi.json").json()


def test_description_is_valid(client: Client) -> None:
    validate(describe(client))


def test_every_parameter_is_bounded_and_told(client: Client) -> None:
    operations = [operation for methods in describe(client)["paths"].values() for operation in methods.values()]
    bounds = {"enum", "maximum", "maxLength", "pattern", "format", "items", "anyOf"}

    loose = [
        (operation["operationId"], parameter["name"])
        for operation in operations
        for parameter in operation["parameters"]
        if not parameter["description"] or not bounds & parameter["schema"].keys()
    ]
    assert loose == []


def test_every_address_for_programs_is_described(client: Client) -> None:
    routes = {route.path for route in client.app.routes if hasattr(route, "path")}
    described = set(describe(client)["paths"])

    wanted = {path for path in routes if path.startswith(("/api/", "/hsds", "/changes"))}
    assert wanted - described - {"/hsds/"} == set()


def test_docs_page_shows_every_operation_and_loads_nothing_else(client: Client) -> None:
    page = client.get("/docs").text

    for methods in describe(client)["paths"].values():
        assert all(f'id="{operation["operationId"]}"' in page for operation in methods.values())
    assert "/es/docs" not in page
    assert not re.search(r'(?:src="|<link[^>]+href=")(?:https?:)?//', page)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server over five records; this machine may ask it as often as it likes."""
    folder = Folder(tmp_path_factory.mktemp("described") / "directory")
    folder.write_records(HOTLINE, {**SHELTER, "city": "Great Falls", "county": "Cascade"}, TRIBAL, VIDEO)
    with Server(folder) as running:
        yield running


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: str(mode.value))
def test_api_keeps_to_its_description(server: Server, mode: GenerationMode) -> None:
    """What fits the description is answered as it says; what does not is refused as it says."""
    operations = [found.ok() for found in from_url(f"{server.url}/openapi.json").get_all_operations()]

    for operation in operations:
        try_operation(operation, mode)
    assert len(operations) > 15


def try_operation(operation: Any, mode: GenerationMode) -> None:
    cases = operation.as_strategy(generation_mode=mode)

    @settings(max_examples=12, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=cases)
    def ask(case: Any) -> None:
        case.call_and_validate()

    # An operation without parameters cannot be asked wrongly.
    with contextlib.suppress(Unsatisfiable):
        ask()


def test_every_example_runs(server: Server, tmp_path: Path) -> None:
    operations = [
        operation for methods in server.get("/openapi.json").json()["paths"].values() for operation in methods.values()
    ]

    failed = [
        (operation["operationId"], sample["lang"], error)
        for operation in operations
        for sample in operation["x-codeSamples"]
        if (error := run(sample["lang"], sample["source"].replace(BASE, server.url), tmp_path))
    ]
    assert failed == []


def run(lang: str, source: str, folder: Path) -> str:
    """What is wrong with an example; empty if it ran and gave something."""
    command = [sys.executable, "-c", source] if lang == "Python" else ["sh", "-c", source]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=240, check=False)
    if ran.returncode:
        return ran.stderr[-300:] or f"exit code {ran.returncode}"
    return "" if ran.stdout or "-o " in source else "nothing was printed"
