"""Resource -> its public form: the one mapping that the API serves, the pack carries and the pages show."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from directory.records.model import Organization, Phone, Resource
from directory.records.values import format_phone


def publish(resource: Resource) -> dict[str, Any]:
    """The public form: JSON values, empty ones left out, numbers ready to show and to dial.

    Withheld numbers, initials and confidence stay inside.
    """
    form = resource.model_dump(mode="json", exclude={"doubts", "confidence"}, exclude_defaults=True)
    form["verified"] = {key: value for key, value in form["verified"].items() if key != "by"}
    if resource.doubts:
        form["doubts"] = [{"about": doubt.about, "text": doubt.text} for doubt in resource.doubts]
    if isinstance(resource, Organization) and resource.phones:
        order = sorted(resource.phones, key=lambda phone: phone.verified.verdict != "confirmed")
        form["phones"] = [publish_phone(phone) for phone in order]
    return form


def publish_phone(phone: Phone) -> dict[str, Any]:
    """A number as shown: `display` in full, `href` to dial or text, `confirmed`, `checked_on`. Confirmed ones come first."""
    number = phone.number or phone.short_code or ""
    form: dict[str, Any] = {
        "kind": phone.kind,
        "label": phone.label,
        "number": number,
        "display": phone.display or (format_phone(number) if phone.number else number),
        "href": dial_link(phone.kind, number, phone.keyword),
        "confirmed": phone.verified.verdict == "confirmed",
        "verdict": phone.verified.verdict,
        "checked_on": phone.verified.on.isoformat(),
    }
    optional = {"keyword": phone.keyword, "hours": phone.hours, "hours_note": phone.hours_note, "note": phone.note}
    return form | {key: value for key, value in optional.items() if value}


def dial_link(kind: str, number: str, keyword: str | None = None) -> str:
    """The link that opens the dialler, or the text app with the keyword already typed (RFC 3966, RFC 5724)."""
    if kind != "text":
        return f"tel:{number}"
    return f"sms:{number}?body={quote(keyword)}" if keyword else f"sms:{number}"
