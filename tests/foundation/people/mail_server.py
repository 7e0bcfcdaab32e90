"""A mail server: ``python -m tests.foundation.people.mail_server FOLDER``.

Keeps what it takes as files in FOLDER and prints its port. While FOLDER holds ``hold-before`` it
does not answer MAIL FROM; while it holds ``hold-after`` it keeps a message and does not answer.
Either way it writes ``held``. Addresses at refused.example it does not know. With ``cert.pem``
and ``key.pem`` in FOLDER it takes letters by STARTTLS only.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count()

    async def hold(self, where: str) -> None:
        while (self.folder / where).exists():
            (self.folder / "held").touch()
            await asyncio.sleep(0.02)

    async def handle_MAIL(self, server, session, envelope: Envelope, address, options):
        await self.hold("hold-before")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session: Session, envelope, address, options):
        if address.endswith("@refused.example"):
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session: Session, envelope: Envelope):
        path = self.folder / f"{next(self.numbers):04}.part"
        path.write_bytes(envelope.content)
        path.rename(path.with_suffix(".eml"))
        await self.hold("hold-after")
        return "250 queued"


def tls_of(folder: Path) -> ssl.SSLContext | None:
    if not (folder / "cert.pem").exists():
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


async def serve(folder: Path) -> None:
    mailbox, tls = Mailbox(folder), tls_of(folder)
    options = {"tls_context": tls, "require_starttls": True} if tls else {}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, **options), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
