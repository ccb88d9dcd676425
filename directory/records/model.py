"""Resource and its parts, frozen. Each field says its meaning, its unit and what an editor should type.

The model is the one list of fields: `check` types the YAML by it, `schema` writes the JSON Schema for editors from it,
`publish` makes the public form from it. `Field(description=...)` is shown to editors; `want=` is the sentence a fault uses;
`list_of=` names the closed list in vocabulary.yaml that the value must come from.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from directory.records import values


def _field(description: str, *, want: str = "", list_of: str = "", default: Any = ..., example: str = "") -> Any:
    extra: dict[str, Any] = {key: value for key, value in {"want": want, "list_of": list_of}.items() if value}
    return Field(default, description=description, json_schema_extra=extra, examples=[example] if example else None)


def _list(description: str, *, want: str = "", list_of: str = "") -> Any:
    extra: dict[str, Any] = {key: value for key, value in {"want": want, "list_of": list_of}.items() if value}
    return Field(default=(), description=description, json_schema_extra=extra)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Url = Annotated[str, BeforeValidator(values.read_url)]
Day = Annotated[date, BeforeValidator(values.read_day)]
Flag = Annotated[bool, BeforeValidator(values.read_flag)]
Count = Annotated[int, BeforeValidator(values.read_count)]
Hours = Annotated[str, BeforeValidator(values.read_hours)]
Published = Annotated[str, BeforeValidator(values.read_partial_date)]
Tags = tuple[str, ...]

URL_WANT = "an address that starts with https:// or http:// (tel:, sms: and mailto: also work)"
DAY_WANT = 'a day that has been, such as "2026-11-21"'
FILE_WANT = (
    "the name of a file in data/files/ that ends in "
    f"{', '.join(f'.{ending}' for ending in values.FILE_ENDINGS[:-1])} or .{values.FILE_ENDINGS[-1]}"
)
HOURS_WANT = '"24/7" or days and times such as "Mo-Fr 08:00-17:00" or "Mo-Sa 09:00-18:00; PH off"'


class Part(BaseModel):
    """Base of every part: values never change, unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """Where a fact was read."""

    url: Url = _field("The page.", want=URL_WANT)
    published: Published | None = _field(
        "When the page says it was published: a year, a month or a day.",
        default=None,
        want='"2026", "2026-11" or "2026-11-21"',
    )


class Stamp(Part):
    """When something was last found true, how, and where. Verifying is not editing: a change of text never moves a stamp."""

    on: Day = _field("The day it was checked.", want=DAY_WANT)
    how: str = _field("By what means.", list_of="verification_means")
    source: Url | None = _field("The page that confirmed it.", default=None, want=URL_WANT)
    by: Line | None = _field("Initials of who checked.", default=None)


class PhoneStamp(Stamp):
    """The verdict on one number."""

    verdict: Literal["confirmed", "same-source-only", "not-found"] = _field(
        "confirmed: somebody independent prints it, or we called. same-source-only: seen only where we found it first. "
        "not-found: not seen again. Only a confirmed number is shown without a warning.",
        want='"confirmed", "same-source-only" or "not-found" (a number two pages disagree on is not published: '
        "move it to doubts as `withheld` until someone has called)",
    )


class Verified(Stamp):
    """The last check of the whole record; `contact`, `hours` and `services` are newer checks of one group of fields."""

    contact: Stamp | None = _field("Last check of phones, e-mail and links.", default=None)
    hours: Stamp | None = _field("Last check of the hours.", default=None)
    services: Stamp | None = _field("Last check of what they do and for whom.", default=None)


class Phone(Part):
    """A number to call or text. `number` in full, or `short_code` for the three to six digit ones (988, 233733)."""

    kind: str = _field(
        "voice, text, tty or videophone. A line that takes calls and texts is two entries.", list_of="phone_kinds"
    )
    label: Line = _field("What it is, in a visitor's words.", example="24-hour crisis line")
    number: Annotated[str, BeforeValidator(values.read_phone)] | None = _field(
        "With country code, in double quotes.", default=None, want='+ and 8 to 15 digits such as "+18005550100"'
    )
    short_code: Annotated[str, BeforeValidator(values.read_short_code)] | None = _field(
        "For short numbers, in double quotes.", default=None, want='three to six digits such as "988"'
    )
    display: Line | None = _field(
        "As it is printed, letters allowed; its digits must be those of the number.",
        default=None,
        example="1-833-406-STOP (7867)",
    )
    keyword: Line | None = _field("The word to send to a text line.", default=None, example="HELP")
    hours: Hours | None = _field("When it answers.", default=None, want=HOURS_WANT)
    hours_note: Line | None = _field("Hours that do not fit, in plain words.", default=None)
    note: Line | None = _field("What to know before calling.", default=None)
    verified: PhoneStamp = _field(
        "The last check of this number.",
        want='a line such as: verified: {on: "2026-11-21", how: by-phone, verdict: confirmed}',
    )


class Reach(Part):
    """Whom a resource serves."""

    scope: Literal["national", "statewide", "counties", "tribal"] = _field(
        "national, statewide, counties (name them) or tribal (name the nations).",
        want='"national", "statewide", "counties" or "tribal"',
    )
    counties: Tags = _list("Montana counties, by name.", list_of="counties")
    nations: Tags = _list("Tribal nations, by id.", list_of="nations")


class Doubt(Part):
    """Something not certain. Maintainers see all of it; visitors see `text`; nobody outside sees `withheld`."""

    about: str = _field("What the doubt is about.", list_of="doubt_subjects")
    text: Text = _field("One plain sentence. No phone number in it.")
    withheld: Annotated[str, BeforeValidator(values.read_phone)] | None = _field(
        "A number that must not be published until someone has called.",
        default=None,
        want='+ and 8 to 15 digits such as "+18005550100"',
    )


class Translation(Part):
    """Title and summary in another language."""

    title: Line = _field("The title in that language.")
    summary: Text = _field("The summary in that language.")
    caution: Text | None = _field("The caution in that language.", default=None)
    what_happens: Text | None = _field("What happens, in that language.", default=None)
    reviewed: Flag = _field("true once a person who speaks it well has read it.", want="true or false", default=False)


class Record(Part):
    """What organizations and materials have in common, in the order the file keeps."""

    id: Annotated[str, BeforeValidator(values.read_id)] = _field(
        "Never changed, never used again.", want="small letters, digits and hyphens, such as helping-hands-billings"
    )
    kind: Literal["organization", "video", "print"]
    title: Line = _field("The name a visitor should see.")
    alternate_names: tuple[Line, ...] = _list("Other names people know it by, former names too.")
    summary: Text = _field("What one gets there and who it is for, in two or three plain sentences.")
    translations: dict[str, Translation] = Field(default={}, description="Title and summary by language code.")
    reach: Reach = _field("Whom it serves.", want="a line 'reach:' and below it 'scope: statewide' or another scope")
    services: Tags = _list("What they do.", list_of="services")
    audiences: Tags = _list("Whom it is for.", list_of="audiences")
    topics: Tags = _list("What it is about.", list_of="topics")
    languages: Tags = _list("Language codes it is certainly offered in.", list_of="languages")
    interpreter: Flag = _field(
        "true if other languages are served by interpreter.", want="true or false", default=False
    )
    cost: str = _field("What it costs.", list_of="costs")
    cost_note: Line | None = _field("More about the cost.", default=None)
    caution: Text | None = _field("What a visitor must know first.", default=None)
    url: Url | None = _field("Its web page.", default=None, want=URL_WANT)
    email: Annotated[str, BeforeValidator(values.read_email)] | None = _field(
        "An e-mail address.", default=None, want="an address such as help@example.org"
    )
    sources: tuple[Source, ...] = _list("The pages the facts come from.")
    verified: Verified = _field(
        "When it was last found true.", want='a line such as: verified: {on: "2026-11-21", how: by-phone}'
    )
    confidence: Literal["high", "medium", "low"] = _field("How sure the research is.", want='"high", "medium" or "low"')
    doubts: tuple[Doubt, ...] = _list("What is not certain.")

    @property
    def has_spanish(self) -> bool:
        """Whether a visitor who reads Spanish finds title and summary in it: the one rule of report, desk and check."""
        return "es" in self.translations


class Organization(Record):
    """A hotline, a shelter, an office: somebody who helps."""

    kind: Literal["organization"]
    phones: tuple[Phone, ...] = _list("Numbers, the one to try first on top.")
    chat_url: Url | None = _field("Web chat.", default=None, want=URL_WANT)
    city: Line | None = _field("Town of the office.", default=None)
    county: str | None = _field("County of the office.", default=None, list_of="counties")
    address: Line | None = _field("Street address of a public office. Never of a shelter.", default=None)
    confidential: Flag = _field(
        "true for a place whose address must never be known; then no address may stand here.",
        want="true or false",
        default=False,
    )
    hours: Hours | None = _field("When the main service is open (Mountain time).", default=None, want=HOURS_WANT)
    hours_note: Line | None = _field("Hours that do not fit, in plain words.", default=None)
    what_happens: Text | None = _field("What happens when you contact them.", default=None)


class Material(Record):
    """A video or a print item."""

    kind: Literal["video", "print"]
    publisher: Line = _field("Who made it.")
    publisher_kind: str = _field("What the publisher is.", list_of="publisher_kinds")
    series: Line | None = _field("The series it belongs to.", default=None)
    format: str = _field("What it is.", list_of="formats")
    year: Count | None = _field("Year it came out.", default=None, want="a year such as 2024")
    pages: Count | None = _field("Number of pages.", default=None, want="a whole number")
    duration_seconds: Count | None = _field("Running time in seconds.", default=None, want="a whole number of seconds")
    captions: Tags = _list("Language codes of its captions.", list_of="languages")
    download_url: Url | None = _field("The file itself.", default=None, want=URL_WANT)
    file: Annotated[str, BeforeValidator(values.read_file_name)] | None = _field(
        "Its own copy, kept in data/files/ and saved on a phone by whoever asks for it. Only where its rights allow that.",
        default=None,
        want=FILE_WANT,
        example="poster.pdf",
    )
    rights: str = _field("What one may do with it.", list_of="rights")
    rights_note: Text | None = _field("What the source says about rights.", default=None)


Resource = Organization | Material
MODEL_OF_KIND: dict[str, type[Organization] | type[Material]] = {
    "organization": Organization,
    "video": Material,
    "print": Material,
}
