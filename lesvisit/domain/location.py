"""Where a database lies ill: a folder that is copied over the internet while it is open, a network drive, a stick.

Facts come in from outside (mounts, environment, names), so that every system's case can be told on any system.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class PlaceKind(StrEnum):
    """What is wrong with a place."""

    SYNCED = "synced"
    NETWORK = "network"
    REMOVABLE = "removable"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class PlaceRisk:
    """Why a folder is no good home for open visits; `service` names the program that copies it, or the disk."""

    kind: PlaceKind
    service: str
    root: str  # the folder from which on it is so


@dataclass(frozen=True, slots=True)
class Mount:
    """A disk as the system lists it."""

    root: str
    kind: str  # of its file system: ext4, nfs4, cifs, vfat
    options: frozenset[str] = frozenset()
    removable: bool = False


_NETWORK = (
    *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "afs", "coda", "webdav"),
    *("davfs", "davfs2", "sshfs", "ceph", "glusterfs", "lustre", "beegfs", "9p", "drvfs", "vboxsf", "vmhgfs"),
)
_FUSE_NETWORK = (
    *("sshfs", "rclone", "davfs2", "gvfsd-fuse", "smbnetfs", "glusterfs", "s3fs", "google-drive-ocamlfuse"),
    *("onedriver", "ceph-fuse", "vmhgfs-fuse", "curlftpfs", "gcsfuse", "mergerfs-nfs", "portal"),
)
_STICK = ("vfat", "exfat", "fat32", "msdos", "fuseblk", "ntfs", "ntfs3", "fat")
_STICK_ROOTS = ("/media/", "/run/media/", "/volumes/")

# Names that these programs give to their own folder; compared without capitals
_EXACT = {
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mijn drive": "Google Drive",
    "drivefs": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "surfdrive": "SURFdrive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "megasync": "MEGA",
    "synologydrive": "Synology Drive",
    "cloudstation": "Synology Drive",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
}
_STARTS = {
    "onedrive": "OneDrive",
    "dropbox (": "Dropbox",
    "googledrive-": "Google Drive",
    "nextcloud-": "Nextcloud",
    "owncloud-": "ownCloud",
    "icloud~": "iCloud",
}
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".synologyworkingdirectory": "Synology Drive",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
    ".seafile-data": "Seafile",
}
_MARKER_STARTS = {"._sync_": "Nextcloud", ".sync_": "Nextcloud"}
VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def by_name(folder: PurePath) -> PlaceRisk | None:
    """A folder in the path is called as a program that copies folders calls its own."""
    parts = folder.parts
    for place, part in enumerate(parts):
        service = _service_of(part) or _in_cloud_storage(parts, place)
        if service:
            return PlaceRisk(PlaceKind.SYNCED, service, str(type(folder)(*parts[: place + 1])))
    return None


def _service_of(name: str) -> str:
    folded = name.casefold()
    if folded == "dropbox":
        return "Dropbox"
    if folded in _EXACT:
        return _EXACT[folded]
    again = folded.rstrip("0123456789")  # Nextcloud2: of a second account
    if again in _EXACT:
        return _EXACT[again]
    return next((service for start, service in _STARTS.items() if _begins(folded, start)), "")


def _in_cloud_storage(parts: tuple[str, ...], place: int) -> str:
    """Where macOS keeps what is synced: Library/CloudStorage, a folder for each program and account."""
    above = tuple(part.casefold() for part in parts[max(place - 2, 0) : place])
    return parts[place].split("-")[0] if above == ("library", "cloudstorage") else ""


def _begins(name: str, start: str) -> bool:
    """`OneDrive`, `OneDrive - De School`, `OneDrive-Personal`; not `OneDriver`."""
    rest = name.removeprefix(start)
    return rest != name and (not rest or not start[-1].isalnum() or not rest[0].isalnum())


def by_marker(folder: PurePath, names: Iterable[str]) -> PlaceRisk | None:
    """Something in this folder is what such a program leaves in its own."""
    for name in names:
        folded = name.casefold()
        service = _MARKERS.get(folded) or next(
            (s for start, s in _MARKER_STARTS.items() if folded.startswith(start) and folded.endswith(".db")), ""
        )
        if service:
            return PlaceRisk(PlaceKind.SYNCED, service, str(folder))
    return None


def by_environment(folder: PurePath, environment: Mapping[str, str]) -> PlaceRisk | None:
    """OneDrive says in the environment which folders are its own, whatever they are called."""
    for name in VARIABLES:
        root = environment.get(name, "")
        if root and within(folder, type(folder)(root)):
            return PlaceRisk(PlaceKind.SYNCED, "OneDrive", root)
    return None


def within(folder: PurePath, root: PurePath) -> bool:
    """Is it this folder, or in it? Capitals count as the system counts them."""
    return folder == root or root in folder.parents


def by_mount(folder: PurePath, mounts: Iterable[Mount]) -> PlaceRisk | None:
    """The disk that the folder is on: of the network, removable, or one that can't be written."""
    text = str(folder)
    if text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\")):
        return PlaceRisk(PlaceKind.NETWORK, "", text)
    held = [m for m in mounts if m.root and within(folder, type(folder)(m.root))]
    if not held:
        return None
    longest = max(len(type(folder)(m.root).parts) for m in held)
    mount = [m for m in held if len(type(folder)(m.root).parts) == longest][-1]  # the one mounted last lies on top
    kind = _mount_kind(mount)
    return None if kind is None else PlaceRisk(kind, mount.kind, mount.root)


def _mount_kind(mount: Mount) -> PlaceKind | None:
    kind = mount.kind.casefold()
    if kind in _NETWORK or kind.removeprefix("fuse.") in _FUSE_NETWORK or "remote" in mount.options:
        return PlaceKind.NETWORK
    if "ro" in mount.options:
        return PlaceKind.READ_ONLY
    sticks = f"{mount.root.casefold()}/".startswith(_STICK_ROOTS) and kind in _STICK
    if mount.removable or "removable" in mount.options or sticks:
        return PlaceKind.REMOVABLE
    return None
