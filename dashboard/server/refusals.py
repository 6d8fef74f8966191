"""Errors of the web in a plain sentence; what the program did wrong is in the log, with where."""

import json

import flask
from dash.exceptions import DependencyException, InvalidResourceError
from werkzeug.exceptions import HTTPException

_SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address is not asked in this way.",
    413: "The request is larger than this server takes.",
    415: "This address is asked in JSON.",
    500: "The answer could not be made. The reason is in the server log.",
}


# Whom programs ask: they are refused in the form of every answer there.
_PROGRAMS = "/api/"


def refusal(path: str, sentence: str) -> tuple[bytes, str]:
    """The body of a refusal and its type: the sentence, for programs as the `error` of an object in JSON."""
    if path.startswith(_PROGRAMS):
        return f"{json.dumps({'error': sentence})}\n".encode(), "application/json"
    return f"{sentence}\n".encode(), "text/plain; charset=utf-8"


def answer_errors_in_plain_text(server: flask.Flask) -> None:
    """Instead of a page in HTML."""

    @server.errorhandler(DependencyException)
    @server.errorhandler(InvalidResourceError)
    def miss(_error: Exception) -> flask.Response:
        """Dash has no such script."""
        return flask.Response(f"{_SENTENCES[404]}\n", 404, mimetype="text/plain")

    @server.errorhandler(HTTPException)
    def tell(error: HTTPException) -> flask.Response:
        code = error.code or 500
        sentence = _SENTENCES.get(code, "The request cannot be answered.")
        body, content_type = refusal(flask.request.path, sentence)
        response = flask.Response(body, code, content_type=content_type)
        if code == 405 and (methods := dict(error.get_headers()).get("Allow")):
            response.headers["Allow"] = methods
        return response
