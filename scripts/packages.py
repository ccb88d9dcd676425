"""Pinned packages that carry public data -> the text of the one file that is read of each, checked against its hash."""

import gzip
import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class SourcesError(Exception):
    """The sources disagree, changed, or lack something that is needed."""


@dataclass(frozen=True)
class Package:
    """One pinned package and the single file of it that is read."""

    name: str
    version: str
    origin: str
    file: str
    sha256: str
    licence: str
    what: str

    def fetch(self, folder: Path) -> None:
        """Download the package and unpack it into `folder`."""
        command = {
            "npm": ["npm", "pack", "--silent", f"{self.name}@{self.version}"],
            # Root may download without the sandbox user, who cannot write to a temporary folder.
            "debian": ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", f"{self.name}={self.version}"],
        }[self.origin]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        [archive] = (path for path in folder.iterdir() if path.suffix in {".tgz", ".deb"})
        if archive.suffix == ".deb":
            subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")

    def read(self, folder: Path) -> str:
        """The text of the package's file. Raises SourcesError if it is missing or not the pinned one."""
        path = folder / self.name / self.file
        if not path.is_file():
            raise SourcesError(f"{path}: not found, want {self.name} {self.version} unpacked there")
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise SourcesError(f"{path}: sha256 is {found}, want {self.sha256} ({self.name} {self.version})")
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")


def read_packages(packages: Iterable[Package], folder: Path | None) -> dict[str, str]:
    """Package name -> text of its file; fetched first when no folder is given."""
    if folder is not None:
        return {package.name: package.read(folder) for package in packages}
    with tempfile.TemporaryDirectory() as temporary:
        for package in packages:
            target = Path(temporary, package.name)
            target.mkdir()
            package.fetch(target)
        return read_packages(packages, Path(temporary))


def credit(row: dict[str, Any]) -> dict[str, str]:
    """What a file that is built of a package says of it. `row`: of place-sources.yaml."""
    return {key: row[key] for key in ("name", "version", "licence", "what")}


def named_packages(rows: Iterable[dict[str, Any]], names: Iterable[str] = ()) -> list[Package]:
    """The packages of the rows under `packages` in place-sources.yaml: all, or those of these names."""
    wanted = set(names)
    chosen = [row for row in rows if not wanted or row["name"] in wanted]
    return [Package(origin=row["from"], **{k: v for k, v in row.items() if k != "from"}) for row in chosen]
