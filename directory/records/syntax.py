"""PyYAML's error -> a fault in plain words: what an advocate typed, and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from directory.records.blanks import name_odd_blank
from directory.records.fault import Fault, Mark

WANT = "YAML, indented with spaces"
_LINE_UP = "Line it up with the other fields of the record: two spaces."

_MERGE_MARKS = ("<<<<<<< ", ">>>>>>> ")

# What was found, what was wanted, how to mend it.
Words = tuple[str, str, str]

# What the parser says -> what was found, and how to mend it.
_WORDS = (
    ("mapping values are not allowed", "a second ':' on the line", "Put the text in double quotes."),
    ("could not find expected ':'", "a line without 'name: value'", "Give it a name and a colon, or indent it under the line it belongs to."),
    ("did not find expected key", "a line that does not fit the ones above it", _LINE_UP),
    ("did not find expected '-' indicator", "a line that does not fit the list above it", "Start it with '- ', lined up with the others."),
    ("cannot start any token", "a character that must stand in quotes", "Put the text in double quotes."),
    ("did not find expected ',' or ']'", "a list in brackets that is not closed", "Close it with ]."),
    ("did not find expected ',' or '}'", "a mapping in braces that is not closed", "Close it with }."),
    ("found unexpected end of stream", "the end of the file inside quotes", "Close the quotes."),
    ("control characters are not allowed", "a character that cannot be seen", "Delete the line and type it again."),
    ("special characters are not allowed", "a character that cannot be seen", "Delete the line and type it again."),
    ("escape character", "a backslash inside double quotes", "Put the text in single quotes."),
    ("hexdecimal number", "a backslash inside double quotes", "Put the text in single quotes."),
)  # fmt: skip

_FIELD = re.compile(r"\s*(?:- )?[\w-]+:")
_LONG_DASHES = ("–", "—", "−", "•", "·", "*")
_AFTER_QUOTES: dict[str, Words] = {
    '"': ("text after the closing quote", "nothing after it", "For a quote inside the text put the whole text in single quotes."),
    "'": ("text after the closing quote", "nothing after it", "For an apostrophe inside the text put the whole text in double quotes."),
}  # fmt: skip


def explain_syntax(error: yaml.YAMLError, text: str, name: str, long_quote: Mark | None) -> Fault:
    """The fault for one parser error. `long_quote`: where a quoted text began that ran over its line, if one did."""
    lines = text.splitlines()
    merge_mark = next(
        (n for n, line in enumerate(lines, 1) if line.startswith(_MERGE_MARKS) or line == "======="), None
    )
    if merge_mark:
        mend = "Keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>."
        return Fault(name, (merge_mark, 1), (), "a merge mark: two versions of the same lines", "one version", mend)
    at = _place(error, lines)
    typed = _line(lines, at[0])
    if "\t" in typed[: at[1]]:
        return Fault(name, at, (), "a tab", WANT, "Replace the tab with two spaces.")
    for number in (at[0], at[0] - 1):
        if blank := name_odd_blank(_line(lines, number)):
            return Fault(name, (number, 1), (), blank, WANT, "Delete the blanks of this line and type them again.")
    if long_quote and at[0] - long_quote[0] < 40:
        return Fault(name, long_quote, (), "a quote that is not closed on its line", 'one more "', "Close the quotes.")
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "text that is not YAML")
    stray = _stray_line(problem, lines, at)
    if stray:
        return Fault(name, (stray, 1), (), *_explain_stray(_line(lines, stray)))
    return Fault(name, at, (), *(_explain_line(problem, typed, at) or _explain_problem(problem)))


def _explain_problem(problem: str) -> Words:
    for says, found, mend in _WORDS:
        if says in problem:
            return found, WANT, mend
    return problem, WANT, "Look at the indent, the quotes and the colons of this line and the one above."


def _explain_line(problem: str, typed: str, at: Mark) -> Words | None:
    """What the line itself tells better than the parser."""
    before = typed[: at[1] - 1].rstrip()
    if "did not find expected" in problem and before[-1:] in _AFTER_QUOTES:
        return _AFTER_QUOTES[before[-1]]
    if "mapping values" in problem and _FIELD.match(typed) and len(re.findall(r":(?=\s|$)", typed)) == 1:
        return "a line that is indented further than the one above it", WANT, _LINE_UP
    if re.match(r"\s+- id:", typed):
        return "a record that does not begin at the left edge", "'- id:' there", "Delete the blanks before '- id:'."
    if "'-' indicator" in problem and re.match(r"\s+[\w-]+:", typed):
        return "a line that is not lined up with the ones above it", WANT, _LINE_UP
    if "could not find expected ':'" in problem and re.match(r"\s*(?:- )?[\w-]+:\S", typed):
        return "a colon with no space after it", "'name: value'", "Put a space after the colon."
    return None


def _stray_line(problem: str, lines: Sequence[str], at: Mark) -> int | None:
    """The line at the left edge, in a file that is a list, that begins no record: the one of the error, or text above all records."""
    if not any(line.startswith("- ") for line in lines):
        return None
    if _is_stray(_line(lines, at[0])):
        return at[0]
    first = next((number for number, line in enumerate(lines, 1) if line and line[0] not in " #"), 0)
    return first if "<document start>" in problem or (first < at[0] and _is_stray(_line(lines, first))) else None


def _is_stray(line: str) -> bool:
    return bool(line) and line[0] not in " #" and not line.startswith(("- ", "---", "...", "%", "="))


def _explain_stray(line: str) -> Words:
    if line.startswith(_LONG_DASHES):
        return f"'{line[0]}' where a record begins", "'- '", "Type a short dash and a space."
    if line.startswith("-"):
        return "a dash with no space after it", "'- '", "Put a space after the dash."
    if _FIELD.match(line):
        return (
            "a line at the left edge",
            WANT,
            "Start it with '- ' if a record begins here; else indent it by two spaces.",
        )
    return (
        "text that belongs to no record",
        "a record, or a note",
        "Delete it, or write '# ' before it to keep it as a note.",
    )


def _line(lines: Sequence[str], number: int) -> str:
    """The line of that number, from 1; "" where there is none."""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _place(error: yaml.YAMLError, lines: Sequence[str]) -> Mark:
    problem = str(getattr(error, "problem", ""))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begun = getattr(error, "context_mark", None)
    if begun and "could not find expected ':'" in problem:
        # The parser notices on the next line; the name without a colon is where it began to read.
        mark = begun
    if begun and mark and "did not find expected ','" in problem:
        # It notices at the field after the one whose bracket is open, or at the end of the file.
        next_line = _line(lines, mark.line + 1)
        if not next_line.strip() or (mark.line > begun.line and _FIELD.match(next_line)):
            mark = begun
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
