"""A YAML file that a person writes: read with the line of every key, so that each complaint says where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from publish.contents import nearest
from publish.errors import PublishError
from publish.paths import ROOT

MOST_BYTES = 200_000
"""Of a file; a full one has a tenth of that."""

KeyPath = tuple[str | int, ...]
"""Where a value stands: keys, and places in lists from 0."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the line in the file, counted from 1, and what to do."""

    line: int
    words: str


class WrittenFile:
    """Reads one file by its schema and gathers what is wrong; `stop` tells all of it at once."""

    error: type[PublishError] = PublishError

    def __init__(self, file: Path, schema: Mapping[str, Any]) -> None:
        self.file = file
        self.schema = schema
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        """What the file holds, once its shape is right."""
        content = self._content()
        self.stop()
        for error in sorted(Draft202012Validator(self.schema).iter_errors(content), key=lambda each: list(each.path)):
            self.problems.append(Problem(self._line(error), self._in_words(error)))
        self.stop()
        return content

    def stop(self) -> None:
        """Raise this file's error with all that was said so far, if anything was."""
        if self.problems:
            told = sorted(dict.fromkeys(self.problems), key=lambda each: each.line)
            raise self.error("\n".join(f"{place_of(self.file)}, line {each.line}: {each.words}" for each in told))

    def say(self, path: KeyPath, words: str) -> None:
        """Note what is to be mended there, or above it where the line is not known."""
        while path and path not in self.lines:
            path = path[:-1]
        self.problems.append(Problem(self.lines.get(path, 1), words))

    def texts(self, path: KeyPath, said: str | Mapping[str, str], languages: tuple[str, ...]) -> dict[str, str]:
        """A text in each of these languages: one for all, or one for each, and then none may be missing."""
        if isinstance(said, str):
            return dict.fromkeys(languages, said)
        name = next(part for part in reversed(path) if isinstance(part, str))
        for language in languages:
            if language not in said:
                self.say(path, f"`{name}` says nothing in {language!r}. Add a line `{language}: …` below it.")
        for language in said:
            if language not in languages:
                self.say((*path, language), f"`{name}` speaks {language!r}, which is not among `languages`.")
        return {language: said.get(language, "") for language in languages}

    def _content(self) -> dict[str, Any]:
        data = self.file.read_bytes()
        if len(data) > MOST_BYTES:
            self.problems.append(Problem(1, f"The file is larger than {MOST_BYTES // 1000} KB. Is it the right one?"))
            return {}
        try:
            node = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
        except UnicodeDecodeError:
            self.problems.append(Problem(1, "The file is not UTF-8. Save it as UTF-8."))
            return {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            told = str(getattr(error, "problem", "") or "it is no YAML")
            self.problems.append(Problem(line, f"The file cannot be read here: {told}. Compare it with the example's."))
            return {}
        if not isinstance(node, MappingNode):
            self.problems.append(Problem(1, "Write keys and values, as in `name: Our course`."))
            return {}
        content = self._value(node, ())
        return content if isinstance(content, dict) else {}

    def _value(self, node: Node, path: KeyPath, depth: int = 0) -> Any:
        """The node as Python has it; an anchor's repetition is refused, since it can grow without end."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if depth > 6:
            self.problems.append(Problem(node.start_mark.line + 1, "This is nested too deeply."))
            return None
        if isinstance(node, MappingNode):
            group: dict[str, Any] = {}
            for name, value in node.value:
                key = str(name.value) if isinstance(name, ScalarNode) else "?"
                if key in group:
                    self.problems.append(Problem(name.start_mark.line + 1, f"`{key}` stands here a second time."))
                self.lines[(*path, key)] = name.start_mark.line + 1
                group[key] = self._value(value, (*path, key), depth + 1)
            return group
        if isinstance(node, SequenceNode):
            return [self._value(each, (*path, place), depth + 1) for place, each in enumerate(node.value)]
        return _SCALARS.get(node.tag, str)(node.value)

    def _line(self, error: ValidationError) -> int:
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties" and isinstance(error.instance, dict):
            known = error.schema.get("properties", {})
            path = (*path, next((name for name in error.instance if name not in known), ""))
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def _in_words(self, error: ValidationError) -> str:
        """What the schema's complaint means for whoever wrote the file."""
        path = list(error.absolute_path)
        last = max((place for place, part in enumerate(path) if isinstance(part, str)), default=0)
        name = ".".join(str(part) for part in path[last:]) or "the file"
        hint = f" {told}" if (told := self._hint(error)) else ""
        if error.validator == "additionalProperties":
            known = tuple(error.schema.get("properties", {}))
            unknown = [key for key in error.instance if key not in known] if known else list(error.instance)
            return " ".join(f"There is no key `{key}`.{nearest(key, known)}" for key in unknown)
        if error.validator == "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            shapes = error.schema["properties"]
            return "Missing: " + "; ".join(f"`{key}` ({shapes[key]['description']})" for key in missing)
        if error.validator == "type":
            wanted = _KINDS.get(str(error.validator_value), str(error.validator_value))
            quoted = " Put it in quotation marks." if error.validator_value == "string" else ""
            return f"`{name}` must be {wanted}, not {error.instance!r}.{quoted}{hint}"
        if error.validator == "maxLength":
            return f"`{name}` is {len(error.instance)} characters long; at most {error.validator_value} fit."
        if error.validator == "uniqueItems":
            return f"`{name}` names something twice."
        if error.validator == "anyOf":
            return (
                f"`{name}` must be a text, or one for each language: not {error.instance!r}. Is it too long or empty?"
            )
        return f"`{name}`: {error.instance!r} cannot be used here.{hint}"

    def _hint(self, error: ValidationError) -> str:
        """What the schema says of the innermost key that the complaint is about."""
        shape: Mapping[str, Any] = self.schema
        told = ""
        for part in error.absolute_path:
            inner = shape.get("properties", {}).get(part) if isinstance(part, str) else shape.get("items")
            if inner is None:
                break
            shape = self.schema["$defs"][inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
            told = inner.get("description") or shape.get("description", told)
        return told or str(error.schema.get("description", ""))


def _number(text: str) -> int | float | str:
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


_SCALARS: Mapping[str, Any] = {
    "tag:yaml.org,2002:int": _number,
    "tag:yaml.org,2002:float": _number,
    "tag:yaml.org,2002:bool": lambda text: text.lower() in ("true", "yes", "on"),
    "tag:yaml.org,2002:null": lambda _text: None,
}

_KINDS = {"string": "a text", "array": "a list", "number": "a number", "integer": "a whole number"}
_KINDS["object"] = "keys with values"


def place_of(file: Path) -> str:
    """A file's name for a message: as seen from the course's folder."""
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.as_posix()
