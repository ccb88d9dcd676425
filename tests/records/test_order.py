"""What site.yaml says of the order of results: a slip there is named, and never takes a rule away unseen."""

from __future__ import annotations

import pytest

from directory.records.load import load_bytes
from directory.records.order import check_order
from directory.records.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hold_back: [{id: a}]", "hold_back[0].when: found nothing, want a line 'when: ...'"),
        ("hold_back: [a]", "hold_back[0]: found 'a', want fields below it, indented by two spaces"),
        (
            "hold_back: [{id: a, when: {topic: [immigration]}}]",
            "hold_back[0].when.topic: found the unknown key 'topic', want one of audiences, topics, services, languages. "
            "Did you mean 'topics'?",
        ),
        (
            "hold_back: [{id: a, when: {topics: [imigration]}}]",
            "hold_back[0].when.topics[0]: found 'imigration', want a word from the list topics. Did you mean 'immigration'?",
        ),
        (
            "native_first: {lines: [a], kinds: [danger], when: {languages: [es]}}",
            "native_first.when.languages: found the unknown key 'languages', want one of audiences, topics, services",
        ),
        (
            "never_urgent: [{ids: a, id: b}]",
            "never_urgent[0].ids: found the unknown key 'ids', want one of id, reason. Did you mean 'id'?",
        ),
        ("never_urgent: {id: a}", "never_urgent: found a mapping, want a list, such as [first, second]"),
        (
            "native_first: {lines: [a], kinds: [danger], when: {}, of: b}",
            "native_first.of: found the unknown key 'of', want one of lines, kinds, when",
        ),
        (
            "native_first: {lines: [a], kinds: [dangr], when: {}}",
            "native_first.kinds[0]: found 'dangr', want a word from the list urgent_kinds. Did you mean 'danger'?",
        ),
        (
            "urgent: {dangr: [a]}",
            "urgent.dangr: found 'dangr', want a word from the list urgent_kinds. Did you mean 'danger'?",
        ),
        ("urgent: {danger: a}", "urgent.danger: found 'a', want a list, such as [first, second]"),
        (
            "urgent_channel: {text: text}",
            "urgent_channel.text: found 'text', want a word from the list urgent_kinds",
        ),
        ("pinned: [a]", "pinned: found a list, want fields below it, indented by two spaces"),
        ("first_help: {hotline: much}", "first_help.hotline: found 'much', want a number such as 0.5"),
        ("first_help: {hotline: [1]}", "first_help.hotline: found a list, want a number such as 0.5"),
        ("first_help: {hotline: nan}", "first_help.hotline: found 'nan', want a number such as 0.5"),
        (
            "first_help: {hot-line: 1}",
            "first_help.hot-line: found 'hot-line', want a word from the list services. Did you mean 'hotline'?",
        ),
    ],
)
def test_slip_is_named_with_what_is_wanted(vocabulary: Vocabulary, text: str, sentence: str) -> None:
    faults = [str(fault) for fault in check_order(load_bytes(text.encode(), "data/site.yaml"), vocabulary)]

    assert [fault.split(" ", 1)[1] for fault in faults] == [sentence]


@pytest.mark.parametrize("text", ["", "name: {en: A}", "hold_back:\n", "[]"])
def test_site_that_says_nothing_of_the_order_has_no_fault(vocabulary: Vocabulary, text: str) -> None:
    assert list(check_order(load_bytes(text.encode(), "data/site.yaml"), vocabulary)) == []
