"""Where the room says it is, and by which names it may be asked."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from room import addresses


def test_addresses_are_found_without_a_packet(monkeypatch):
    sent = []
    for name in ("send", "sendto", "sendall", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, lambda *given: sent.append(given), raising=False)
    found = addresses.addresses()
    assert len(set(found)) == len(found) and sent == []
    assert not any(ipaddress.ip_address(each).is_loopback for each in found)


def test_the_likeliest_comes_first_and_nothing_twice(monkeypatch):
    monkeypatch.setattr(addresses, "_on_the_way", lambda: iter(["192.168.1.20", "192.168.1.20"]))
    monkeypatch.setattr(addresses, "_of_interfaces", lambda: iter(["10.0.0.5", "192.168.1.20", "127.0.0.1", "0.0.0.0"]))
    monkeypatch.setattr(addresses, "_of_name", lambda: iter(["127.0.1.1"]))
    assert addresses.addresses() == ["192.168.1.20", "10.0.0.5"]


@pytest.mark.parametrize(
    ("host", "safe", "own"),
    [
        ("127.0.0.1:8000", True, True),
        ("localhost", True, True),
        ("LOCALHOST:80", True, True),
        ("[::1]:8000", True, True),
        ("192.168.1.20:8000", True, False),
        ("evil.example", False, False),
        ("localhost.evil.example", False, False),
        ("127.0.0.1.evil.example:8000", False, False),
        ("2130706433", False, False),
        ("", False, False),
    ],
)
def test_names_that_a_name_server_could_turn_are_not_trusted(host, safe, own):
    assert (addresses.is_safe_host(host), addresses.is_own_host(host)) == (safe, own)


def test_this_computers_own_name_is_trusted(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Aula")
    assert (
        addresses.is_safe_host("aula:8000") and addresses.is_safe_host("aula.local") and not addresses.is_safe_host("b")
    )
