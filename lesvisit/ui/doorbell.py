"""One instance only: a second start rings, and the first window comes to the front; with the file it was given.

The lock of the profile is the truth (services/profile.py); this is only the bell.
"""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_500
READ_MS = 300  # from this laptop to itself: what takes longer is nobody of ours
_MOST = 8_000  # of a path


def _name(folder: Path) -> str:
    return f"lesvisit-{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


class Doorbell(QObject):
    """Listens for another start on the same profile."""

    rung = Signal(str)  # the path of the file that was opened, or nothing

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = _name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def listen(self) -> None:
        """Begins; a bell left by a killed app is taken away first (we hold the lock, so it is dead)."""
        QLocalServer.removeServer(self._path)
        self._server.listen(self._path)

    def close(self) -> None:
        """No more rings."""
        self._server.close()

    def _on_new_connection(self) -> None:
        """Reads the one line at once: it is on its way already, and nothing may outlive the bell."""
        socket = self._server.nextPendingConnection()
        while not socket.canReadLine() and socket.bytesAvailable() < _MOST and socket.waitForReadyRead(READ_MS):
            pass
        said = bytes(socket.readLine(_MOST).data()).decode("utf-8", "replace").strip("\n")
        socket.disconnectFromServer()
        socket.deleteLater()
        self.rung.emit(said)


def ring(folder: Path, file: Path | None = None) -> bool:
    """Rings at the app that holds this profile, with a file to open; False when nobody opens."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    heard = socket.waitForConnected(WAIT_MS)
    if heard:
        socket.write(f"{'' if file is None else file.absolute()}\n".encode())
        socket.waitForBytesWritten(WAIT_MS)
        socket.waitForDisconnected(WAIT_MS)
    return heard
