"""The feed of changes: whoever follows it from any past revision holds every byte of what is served."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.changes.journal import History, JournalError, publish_forms
from directory.changes.revision import Written, apply, read_change
from directory.records.removed import Removed

NOW = "2026-11-21T20:00:00Z"

FORMS = st.dictionaries(
    st.sampled_from(["aid", "bus", "clinic", "school"]),
    st.fixed_dictionaries(
        {"title": st.sampled_from(["Aid", "Ayuda ñ", "Clínica"])},
        optional={
            "city": st.text(max_size=3),
            "services": st.lists(st.sampled_from(["hotline", "housing"]), max_size=2),
        },
    ),
)


def publish(folder: Path, forms: Mapping[str, Any], reasons: Mapping[str, Removed], now: str) -> History:
    """The history after some forms are published by a server that has just started."""
    return publish_forms(folder, Written(forms), reasons, now)


def name(forms: Mapping[str, Any]) -> dict[str, Any]:
    return {key: {"id": key, **form} for key, form in forms.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(states=st.lists(FORMS.map(name), min_size=1, max_size=7))
def test_feed_applied_from_any_revision_equals_the_snapshot(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    for state in states:
        history = publish(folder, state, {}, NOW)

    for mirror in states:
        changes = history.since(Written(mirror).revision)
        assert changes is not None
        forms: Mapping[str, Any] = mirror
        for change in changes:
            forms = apply(forms, read_change(json.loads(json.dumps(change.as_json()))))
        assert Written(forms).bytes == Written(states[-1]).bytes
        assert Written(forms).revision == history.revision


def test_change_names_added_changed_fields_and_reason(tmp_path: Path) -> None:
    before = name({"aid": {"title": "Aid", "city": "Havre"}, "bus": {"title": "Bus"}})
    after = name(
        {"aid": {"title": "Aid", "city": "Malta", "url": "https://example.org"}, "clinic": {"title": "Clinic"}}
    )
    publish(tmp_path, before, {}, NOW)

    change = publish(tmp_path, after, {"bus": Removed("bus", "Bus", "closed", "In May.", ("clinic",))}, NOW).changes[-1]

    entry = change.as_json()
    assert entry["added"] == [{"id": "clinic", "title": "Clinic"}]
    assert entry["changed"] == [{"id": "aid", "title": "Aid", "fields": ["city", "url"]}]
    assert entry["removed"] == [
        {"id": "bus", "title": "Bus", "reason": "closed", "note": "In May.", "instead": ["clinic"]}
    ]


def test_same_records_again_add_nothing(tmp_path: Path) -> None:
    forms = name({"aid": {"title": "Aid"}})

    histories = [publish(tmp_path, forms, {}, NOW) for _ in range(3)]

    assert {history.changes for history in histories} == {()}


def test_unknown_revision_has_no_way_from_it(tmp_path: Path) -> None:
    history = publish(tmp_path, name({"aid": {"title": "Aid"}}), {}, NOW)

    assert history.since("0" * 64) is None


def test_torn_state_starts_the_journal_anew(tmp_path: Path) -> None:
    publish(tmp_path, name({"aid": {"title": "Aid"}}), {}, NOW)
    history = publish(tmp_path, name({"bus": {"title": "Bus"}}), {}, NOW)
    state = tmp_path / f"state-{history.revision}.json"
    state.write_bytes(state.read_bytes()[:-9])

    history = publish(tmp_path, name({"clinic": {"title": "Clinic"}}), {}, NOW)

    assert history.changes == ()


def test_crash_before_the_state_was_written_breaks_no_chain(tmp_path: Path) -> None:
    first, second, third = (name({key: {"title": key}}) for key in ("aid", "bus", "clinic"))
    publish(tmp_path, first, {}, NOW)
    publish(tmp_path, second, {}, NOW)
    kept = {path.name: path.read_bytes() for path in tmp_path.glob("state-*")}
    publish(tmp_path, third, {}, NOW)
    for path in tmp_path.glob("state-*"):
        path.unlink()
    for file_name, content in kept.items():
        (tmp_path / file_name).write_bytes(content)

    history = publish(tmp_path, third, {}, NOW)

    assert [change.revision for change in history.since(Written(first).revision) or ()] == [
        Written(second).revision,
        Written(third).revision,
    ]


def test_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "changes").write_text("a file in the way")

    with pytest.raises(JournalError, match="Cannot write to"):
        publish(tmp_path / "changes", {}, {}, NOW)
