"""As whom PostgreSQL runs when we are root: it refuses to run as root.

In this order: as the clone's owner; as root who has renamed himself in a user
namespace; as nobody. The first that works on this machine and may reach the data
folder is taken.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch.places import ROOT
from launch.problems import Stop

KEEP = -1
RENAMED = 1000  # any number but root's


@dataclass(frozen=True)
class Identity:
    """What to put before a command, and who must own its files."""

    prefix: tuple[str, ...] = ()
    owner: int = KEEP
    group: int = KEEP

    def take(self, path: Path, *, recursive: bool = True) -> None:
        """Give it to whoever will run the server, if it is not theirs already."""
        if self.owner == KEEP or path.stat().st_uid == self.owner:
            return
        if recursive:
            for folder, folders, files in os.walk(path):
                for name in (*folders, *files):
                    os.lchown(Path(folder) / name, self.owner, self.group)
        os.lchown(path, self.owner, self.group)

    def reaches(self, folder: Path) -> bool:
        try:
            done = subprocess.run(
                [*self.prefix, "test", "-x", str(folder)],
                capture_output=True,
                check=False,
            )
        except OSError:
            return False
        return done.returncode == 0


def for_postgres(folder: Path) -> Identity:
    if os.geteuid() != 0:
        return Identity()
    tried = [identity for identity in _candidates() if shutil.which(identity.prefix[0])]
    for identity in tried:
        if identity.reaches(folder):
            return identity
    raise Stop(
        "PostgreSQL refuses to run as root and no other user here may enter "
        f"{folder}; start as an ordinary user, or set DATABASE_URL."
    )


def _candidates() -> list[Identity]:
    clone = ROOT.stat()
    if clone.st_uid:
        return [_as_user(clone.st_uid, clone.st_gid)]
    renamed = ("unshare", "--user", f"--map-user={RENAMED}", "--")
    nobody = pwd.getpwnam("nobody")
    return [Identity(renamed, owner=0, group=0), _as_user(nobody.pw_uid, nobody.pw_gid)]


def _as_user(user: int, group: int) -> Identity:
    prefix = ("setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--")
    return Identity(prefix, owner=user, group=group)


def give_back(*tops: Path) -> None:
    """After root worked in somebody's clone: what root made there becomes theirs."""
    owner = ROOT.stat()
    if os.geteuid() != 0 or not owner.st_uid:
        return
    for top in tops:
        for folder, folders, files in os.walk(top):
            inside = (Path(folder) / name for name in (*folders, *files))
            for path in (Path(folder), *inside):
                if path.lstat().st_uid == 0:
                    os.lchown(path, owner.st_uid, owner.st_gid)
