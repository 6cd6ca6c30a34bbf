"""A template that asks for what it may not have, before the place of the request is known."""

from __future__ import annotations


class RefusedError(Exception):
    """What is refused and why; `explain` adds the place and makes a `TemplateError` of it."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


class UnknownNameError(Exception):
    """A name, or a part of one, that the template uses and the data does not have."""

    def __init__(self, name: object, owner: object = None) -> None:
        super().__init__(name)
        self.name = str(name)
        self.owner = owner
