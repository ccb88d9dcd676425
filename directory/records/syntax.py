"""PyYAML's error -> a fault in plain words: what an advocate typed, and what to type instead."""

from __future__ import annotations

import yaml

from directory.records.fault import Fault, Mark

WANT = "YAML, indented with spaces"

# What the parser says -> what was found, and how to mend it.
_WORDS = (
    ("mapping values are not allowed", "a second ':' on the line", "Put the text in double quotes."),
    ("could not find expected ':'", "a line without 'name: value'", "Give it a name and a colon, or indent it under the line it belongs to."),
    ("did not find expected key", "a line that does not fit the ones above it", "Line it up with the other fields of the record: two spaces."),
    ("did not find expected '-' indicator", "a line that does not fit the list above it", "Start it with '- ', lined up with the others."),
    ("cannot start any token", "a character that must stand in quotes", "Put the text in double quotes."),
    ("did not find expected ',' or ']'", "a list in brackets that is not closed", "Close it with ]."),
    ("did not find expected ',' or '}'", "a mapping in braces that is not closed", "Close it with }."),
    ("found unexpected end of stream", "the end of the file inside quotes", "Close the quotes."),
    ("control characters are not allowed", "a character that cannot be seen", "Delete the line and type it again."),
    ("special characters are not allowed", "a character that cannot be seen", "Delete the line and type it again."),
)  # fmt: skip


def explain_syntax(error: yaml.YAMLError, text: str, name: str, long_quote: Mark | None) -> Fault:
    """The fault for one parser error. `long_quote`: where a quoted text began that ran over its line, if one did."""
    lines = text.splitlines()
    merge_mark = next((n for n, line in enumerate(lines, 1) if line.startswith(("<<<<<<< ", ">>>>>>> "))), None)
    if merge_mark:
        mend = "Keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>."
        return Fault(name, (merge_mark, 1), (), "a merge mark: two versions of the same lines", "one version", mend)
    at = _place(error)
    typed = lines[at[0] - 1] if at[0] <= len(lines) else ""
    if "\t" in typed[: at[1]]:
        return Fault(name, at, (), "a tab", WANT, "Replace the tab with two spaces.")
    if long_quote and at[0] - long_quote[0] < 40:
        return Fault(name, long_quote, (), "a quote that is not closed on its line", 'one more "', "Close the quotes.")
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "text that is not YAML")
    for says, found, mend in _WORDS:
        if says in problem:
            return Fault(name, at, (), found, WANT, mend)
    return Fault(
        name, at, (), problem, WANT, "Look at the indent, the quotes and the colons of this line and the one above."
    )


def _place(error: yaml.YAMLError) -> Mark:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "could not find expected ':'" in str(getattr(error, "problem", "")):
        # The parser notices on the next line; the name without a colon is where it began to read.
        mark = getattr(error, "context_mark", None) or mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
