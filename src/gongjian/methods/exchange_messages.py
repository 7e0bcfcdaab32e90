"""Messages between departments: small JSON objects signed as JWS with Ed25519 keys.

Claims are in the one spelling of `methods.canonical_json`, so that a digest of them is one too.
The header says what kind of message it is; a message of one kind is never taken for another.

References
----------
RFC 7515 (JWS, compact), RFC 8037 and RFC 9864 (Ed25519), RFC 7638 (thumbprints as key ids).
Deviation: claims are canonical JSON, and no algorithm but Ed25519 is read.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from gongjian.methods.canonical_json import NotCanonical, read_canonical, write_canonical

ALGORITHM = "Ed25519"
MAX_BYTES = 64_000
"""Of claims."""
LONGEST = MAX_BYTES * 4 // 3 + 2_000
"""Of a message, in characters."""
LONGEST_HEADER = 300
"""Of them, of the header: ours has about 130."""
QUERY = "gongjian-query+jws"
COLLECTION = "gongjian-collection+jws"
DECISION = "gongjian-decision+jws"
ANSWER = "gongjian-answer+jws"
OUTCOME = "gongjian-outcome+jws"
AGREEMENT = "gongjian-agreement+jws"
KEY_PROOF = "gongjian-key+jws"
SUCCESSION = "gongjian-succession+jws"
"""A department's key names the one that follows it."""
LOOK = "gongjian-look+jws"


class WrongMessage(ValueError):
    """No message of this kind, signed with a known key."""


class WrongTime(WrongMessage):
    """A message whose time is over, or has not come."""


def make_key() -> OKPKey:
    """A new private key."""
    return OKPKey.generate_key("Ed25519", private=True)


def public_jwk(key: OKPKey) -> dict[str, str]:
    """What others may know of a key."""
    shown = key.as_dict(private=False)
    return {name: str(shown[name]) for name in ("kty", "crv", "x")}


def key_of_jwk(jwk: Mapping[str, Any]) -> OKPKey:
    """The key that a JWK holds.

    Raises
    ------
    WrongMessage
        It is no Ed25519 key.
    """
    try:
        wanted = {name: jwk[name] for name in ("kty", "crv", "x")}
        if wanted["kty"] != "OKP" or wanted["crv"] != "Ed25519":
            raise WrongMessage("no Ed25519 key")
        key = OKPKey.import_key(wanted)
        key.get_op_key("verify")
    except WrongMessage:
        raise
    except (JoseError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise WrongMessage("no Ed25519 key") from error
    return key


def key_id(key: OKPKey) -> str:
    """RFC 7638 thumbprint: SHA-256 in base64url, 43 characters."""
    return key.thumbprint()


def sign(claims: Mapping[str, object], key: OKPKey, kind: str) -> str:
    """A compact JWS of claims.

    Raises
    ------
    NotCanonical
        The claims have no canonical form.
    """
    header = {"alg": ALGORITHM, "kid": key_id(key), "typ": kind}
    return jws.serialize_compact(header, write_canonical(dict(claims)), key, algorithms=[ALGORITHM])


def read(token: str, kind: str, find_key: Callable[[str], OKPKey | None]) -> dict[str, Any]:
    """The claims of a message, once its signature is known to be right.

    Parameters
    ----------
    token : str
        May come from anybody.
    kind : str
        The only kind that is read.
    find_key : callable
        The public key of a key id, or None where it is nobody's.

    Raises
    ------
    WrongMessage
        It is no message, of another kind, signed with no known key, or not by it.
    """
    kid = key_id_of(token, kind)
    key = find_key(kid)
    if key is None:
        raise WrongMessage("signed with a key that is not known here")
    try:
        found = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
        claims = read_canonical(found.payload, max_bytes=MAX_BYTES)
    except (JoseError, NotCanonical, ValueError) as error:
        raise WrongMessage("the signature is wrong") from error
    if not isinstance(claims, dict):
        raise WrongMessage("no claims")
    return claims


def key_id_of(token: str, kind: str) -> str:
    """Which key a message says it is signed with; nothing of it is checked yet.

    Raises
    ------
    WrongMessage
        It is no message of this kind.
    """
    if not isinstance(token, str) or len(token) > LONGEST or not token.isascii():
        raise WrongMessage("no message")
    parts = token.split(".")
    if len(parts) != 3:
        raise WrongMessage("no message")
    try:
        header = _header_of(parts[0])
    except (NotCanonical, Base64Error, ValueError, RecursionError) as error:
        raise WrongMessage("no message") from error
    if header.keys() != {"alg", "kid", "typ"} or header["alg"] != ALGORITHM:
        raise WrongMessage("another header than ours")
    if header["typ"] != kind or not isinstance(header["kid"], str):
        raise WrongMessage(f"no {kind}")
    return header["kid"]


def unproven_claims(token: str) -> dict[str, Any]:
    """What a message says, whoever signed it: for what is checked elsewhere, or to know whose key
    is to be looked for.

    Raises
    ------
    WrongMessage
        It is no message.
    """
    try:
        claims = read_canonical(_decoded(token.split(".")[1]), max_bytes=MAX_BYTES)
    except (NotCanonical, Base64Error, ValueError, IndexError) as error:
        raise WrongMessage("no message") from error
    if not isinstance(claims, dict):
        raise WrongMessage("no claims")
    return claims


def respelled(token: str) -> str:
    """A message in its one spelling: unused bits of its base64 are zero.

    Raises
    ------
    WrongMessage
        It is no base64.
    """
    try:
        parts = [_decoded(part) for part in token.split(".")]
    except (Base64Error, ValueError) as error:
        raise WrongMessage("no message") from error
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def _header_of(part: str) -> dict[str, Any]:
    """The protected header; ours holds three short strings."""
    if len(part) > LONGEST_HEADER:
        raise ValueError("no header of ours")
    header = json.loads(_decoded(part))
    if not isinstance(header, dict):
        raise ValueError("no header")
    return header


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def announce_next(department: str, former: OKPKey, following: OKPKey) -> str:
    """What a department's key signs to say which one follows it; whoever knew it believes that."""
    claims = {
        "department": department,
        "former": public_jwk(former),
        "key": public_jwk(following),
    }
    return sign(claims, former, SUCCESSION)


def read_succession(token: str) -> tuple[str, OKPKey, OKPKey]:
    """The department, the key that signed, and the one that it says follows.

    Raises
    ------
    WrongMessage
        It is not signed by the key that it calls the former.
    """
    kid = key_id_of(token, SUCCESSION)
    try:
        # Read before it is checked, for the key to check it with.
        told = json.loads(_decoded(token.split(".")[1]))
        former = key_of_jwk(told["former"])
        claims = read(token, SUCCESSION, {key_id(former): former}.get)
        following = key_of_jwk(claims["key"])
        department = str(claims["department"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise WrongMessage("no succession") from error
    if key_id(former) != kid:
        raise WrongMessage("signed with another key")
    return department, former, following


def digest_of(text: str | bytes) -> str:
    """SHA-256 in base64url without padding; 43 characters."""
    data = text.encode() if isinstance(text, str) else text
    return urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def require_times(claims: Mapping[str, Any], *, now: int, life: int, skew: int) -> None:
    """Refuse a message that is not of now.

    Parameters
    ----------
    claims : mapping
        With ``iat`` and ``exp``, seconds since 1970.
    now, life, skew : int
        Seconds; ``life`` is how long a message may be good for, ``skew`` how far clocks may differ.

    Raises
    ------
    WrongTime
        It was signed in the future, is over, or would be good for too long.
    WrongMessage
        It does not say.
    """
    begins, ends = claims.get("iat"), claims.get("exp")
    if type(begins) is not int or type(ends) is not int:
        raise WrongMessage("no times")
    if begins > now + skew:
        raise WrongTime("signed in the future")
    if ends <= now - skew:
        raise WrongTime("its time is over")
    if ends - begins > life:
        raise WrongTime("good for longer than a message may be")
