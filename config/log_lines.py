"""What a line of the log may say."""

import logging


class WithoutPaths(logging.Filter):
    """A path may carry a token that still opens something: a line about a request, as Django
    writes it (the path comes last), names the route instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple) and record.args:
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "an unknown address"
            record.args = (*record.args[:-1], route)
        return True


class WithoutTrace(logging.Filter):
    """What is wrong with something that was sent (too long, too many fields) takes one line: it
    is no fault of the code, and where the code stood says nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True
