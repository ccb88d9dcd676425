"""`embed-doctor`: does what a partner pasted still work, and how to mend it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path

from directory.commands.command import Command, add_data_argument, add_json_argument, print_json, read_text
from directory.errors import UsageError
from directory.settings import find_settings
from directory.several import several


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("page", nargs="?", type=Path, metavar="PAGE", help="a partner's page, saved as HTML")
    parser.add_argument("--url", metavar="ADDRESS", help="fetch this page instead; nothing is fetched without it")
    parser.add_argument("--site", metavar="ADDRESS", help="the directory's public address (base_url of site.yaml)")
    add_data_argument(parser)
    add_json_argument(parser)


def _run(chosen: argparse.Namespace) -> int:
    from directory.desk.checks.visit import fetch_page
    from directory.desk.partners.embed_doctor import Current, examine
    from directory.desk.partners.pasted import read_pasted
    from directory.site.served.assets import load_assets
    from directory.site.served.baked import integrity_of, load_version, read_version, versions_folder

    if (chosen.page is None) == (chosen.url is None):
        raise UsageError("give either a saved PAGE or --url ADDRESS")
    settings = find_settings(chosen.data)
    version, base_url = load_version(settings, load_assets(settings.static), date.today())
    site = (chosen.site or base_url).rstrip("/")
    html, url, headers = fetch_page(chosen.url) if chosen.url else (read_text(chosen.page), "", {})
    page = read_pasted(html, site, url, headers)

    def find_integrity(name: str) -> str | None:
        code = version.code if name == version.name else read_version(versions_folder(settings), name)
        return None if code is None else integrity_of(code)

    findings = examine(page, Current(version.name, version.integrity, site, find_integrity))
    faults = sum(finding.level == "fault" for finding in findings)
    if chosen.json:
        print_json({"builder": page.builder, "newest": version.name, "findings": [asdict(f) for f in findings]})
        return 1 if faults else 0
    for finding in findings:
        print(f"{finding.level}: {finding.found}\n    {finding.mend}")
    print(f"{several(faults, 'fault')}, {several(len(findings) - faults, 'remark')}")
    return 1 if faults else 0


EMBED_DOCTOR = Command("Say what became of the search on a partner's page, and how to mend it.", _add_arguments, _run)
