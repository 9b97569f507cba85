"""Under which addresses other devices reach this computer. Nothing is sent to find out."""

from __future__ import annotations

import ipaddress
import socket
import struct
from collections.abc import Iterator

ELSEWHERE = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
"""Addresses the system is asked the way to: it names our own address on that way, and no packet leaves."""

INSIDE = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lo", "ifb")
"""How networks begin that only programs of this computer are in."""

_ADDRESS_OF = 0x8915
"""Linux: the request for the address of a network interface (SIOCGIFADDR)."""


def addresses() -> list[str]:
    """IPv4 addresses of this computer in its networks, the likeliest first; empty without a network."""
    found = [*_on_the_way(), *_of_interfaces(), *_of_name()]
    return [each for each in dict.fromkeys(found) if _is_reachable(each)]


def _on_the_way() -> Iterator[str]:
    for target in ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            try:
                asked.connect((target, 9))
                yield asked.getsockname()[0]
            except OSError:
                continue


def _of_interfaces() -> Iterator[str]:
    """Also those without a way to anywhere, as in a hotspot with no internet; Linux alone tells."""
    try:
        import fcntl
    except ImportError:
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _place, name in socket.if_nameindex():
            if name.startswith(INSIDE):
                continue
            try:
                told = fcntl.ioctl(asked.fileno(), _ADDRESS_OF, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue
            yield socket.inet_ntoa(told[20:24])


def _of_name() -> Iterator[str]:
    """What the system knows under this computer's own name; on Windows, every network."""
    try:
        told = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return
    for *_kind, place in told:
        yield str(place[0])


def _is_reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_multicast)


def is_safe_host(host: str) -> bool:
    """Whether a request's Host names this computer in a way no foreign name server can have turned here.

    Such an attack (DNS rebinding) needs a name; a number, `localhost` and this computer's own name cannot be turned.
    """
    name = host_name(host)
    own = socket.gethostname().lower()
    return _parsed(name) is not None or name in {"localhost", own, f"{own}.local"}


def is_own_host(host: str) -> bool:
    """Whether a request's Host is this computer for itself alone."""
    name = host_name(host)
    parsed = _parsed(name)
    return name == "localhost" or (parsed is not None and parsed.is_loopback)


def host_name(host: str) -> str:
    """A Host header without its port and brackets, in small letters."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def _parsed(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
