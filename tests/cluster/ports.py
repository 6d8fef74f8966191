"""Ports for servers of tests, of which several runs may go on beside each other."""

import socket


def free_port(host: str = "127.0.0.1") -> int:
    """One that nobody listens at."""
    with socket.socket() as tried:
        tried.bind((host, 0))
        return int(tried.getsockname()[1])
