"""What ``--help`` says, in the reader's language: the catalogue's labels ``help-COMMAND`` and ``help-option-NAME``."""

from __future__ import annotations

import typer
from typer.core import TyperCommand, TyperGroup

from generator.catalogue import Catalogue
from generator.messages import load_words

FRAME = {
    "Usage:": "help-usage",
    "Options:": "help-options",
    "Arguments:": "help-arguments",
    "Commands:": "help-commands",
    "Show this message and exit.": "help-option-help",
    "[required]": "help-required",
}
"""What the library around our texts says, and the labels that stand for it."""


class SpokenCommand(TyperCommand):
    """A command whose help comes from the catalogue."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - given by name
        """The first sentence; never cut."""
        return load_words().text(f"help-{self.name}").partition("\n")[0]

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The whole text of ``--help``."""
        words = load_words()
        self.help = _compose_help(f"help-{self.name}", words)
        _explain_parameters(self, words)
        return _translate_frame(super().get_help(ctx), words)


class SpokenGroup(TyperGroup):
    """The program itself."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The whole text of ``briefing --help``."""
        words = load_words()
        self.help = _compose_help("help-briefing", words)
        _explain_parameters(self, words)
        return _translate_frame(super().get_help(ctx), words)


def _compose_help(key: str, words: Catalogue) -> str:
    """A sentence, then what it says in more lines, examples among them, kept as they are written."""
    return "\n\n".join(f"\b\n{paragraph}" for paragraph in words.text(key).split("\n\n"))


def _explain_parameters(command: TyperCommand | TyperGroup, words: Catalogue) -> None:
    for parameter in command.params:
        if parameter.name:
            parameter.help = words.text(f"help-option-{parameter.name.replace('_', '-')}")  # type: ignore[attr-defined]


def _translate_frame(text: str, words: Catalogue) -> str:
    for said, key in FRAME.items():
        text = text.replace(said, words.text(key))
    return text
