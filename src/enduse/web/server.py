"""The server: an address to listen at, who may use it, and a graceful end."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from enduse.errors import InputError, StoreError
from enduse.store import Store
from enduse.web.app import ServerSettings, create_app
from enduse.web.logs import LogForm, configure_logs
from enduse.web.security.hosts import is_loopback

_GRACE = 10  # seconds that requests have to end when the server is stopped
_LONGEST_HEAD = 262_144  # so that an address that is too long is refused by us, in words


def listen(host: str, port: int) -> socket.socket:
    """Take an address and port.

    Raises:
        InputError: the port is taken or not allowed, or the address is none of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise InputError(f"--host {host}: there is no such address; give one of this machine, such as 127.0.0.1") from error
    taken = socket.socket(family, kind, protocol)  # only of one that says TCP does asyncio send small answers at once
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(1024)
    except OSError as error:
        taken.close()
        raise InputError(_why_not(error, host, port)) from error
    taken.set_inheritable(True)
    return taken


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program; give another with --port, or stop that one"
    if error.errno == errno.EACCES:
        return f"port {port} of {host} needs more rights than you have; give one from 1024 with --port"
    return f"{host} port {port} cannot be listened at ({error.strerror}); give another --host or --port"


def check_workspace(database: str, *, is_open: bool, host: str) -> None:
    """Look whether there is a workspace, and a key in it where one is needed.

    Args:
        database: the workspace.
        is_open: whether everybody may do everything.
        host: the address to listen at, for the message.

    Raises:
        StoreError: there is none, or it cannot be used.
        InputError: the server would be reachable by others, and nobody could sign in.
    """
    if "://" not in database and not Path(database).exists():
        raise StoreError(
            f"there is no database {database} yet; fill it with `enduse read ... --save`, or name one with --database"
        )
    with Store.open(database) as store:
        has_key = any(key.revoked_at is None for key in store.access_keys())
    if not is_open and not has_key:
        raise InputError(
            f"others can reach {host}, and there is no key to let them in with; make one with "
            "`enduse keys create NAME --scope admin`, or say --open-to-all"
        )


def is_open_to_others(host: str, *, names: tuple[str, ...], proxies: tuple[str, ...]) -> bool:
    """Whether others than whoever uses this machine can reach the server; also through a proxy before it."""
    return bool(names or proxies) or not is_loopback(host)


def serve(
    settings: ServerSettings,
    taken: socket.socket,
    *,
    log: LogForm = "text",
    access_log: bool = True,
    proxies: tuple[str, ...] = (),
    started: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve until the process is told to stop.

    Args:
        settings: what the application is started with.
        taken: the socket of `listen`.
        log: how it logs.
        access_log: whether every request is logged.
        proxies: addresses of proxies whose word on who asks, and over https, is taken.
        started: told the server's address when it is ready.
    """
    configure_logs(log, access=access_log)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        ws="none",
    )

    def begun() -> None:
        app.state.current.begin()
        started(address_of(taken))

    server = _Server(config, begun)
    for number in (signal.SIGINT, signal.SIGTERM):  # the server raises again what stopped it; a graceful end is no failure
        signal.signal(number, lambda *_: None)
    server.run(sockets=[taken])
    if not server.started:
        raise StoreError("the server could not start; its log says why")


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()


def address_of(taken: socket.socket) -> str:
    """The address of a socket, for a browser."""
    host, port = taken.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
