"""The server: connections, limits and refusals."""
