"""Errors of the web in a plain sentence; what the program did wrong is in the log, with where."""

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
        text = f"{_SENTENCES.get(code, 'The request cannot be answered.')}\n"
        response = flask.Response(text, code, mimetype="text/plain")
        if code == 405 and (methods := dict(error.get_headers()).get("Allow")):
            response.headers["Allow"] = methods
        return response
