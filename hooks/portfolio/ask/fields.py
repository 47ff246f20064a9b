"""The kinds of value that a field can hold: text in, typed value out, or a fault.

A fault is a `PydanticCustomError` whose type is a key of messages.yml, where its text is. For the
rules, see docs/reference.md, Values.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    WrapValidator,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import nearest
from ..read.placeholders import in_brackets, is_placeholder
from . import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from ..read.bullets import WrittenTexts

T = TypeVar("T")

WITHHELD = "withheld"
_FIND = PATTERNS["fields"]
_BULLETS = PATTERNS["bullets"]
ANY_DAY = "2026-11-23 is November 23, 2026"
_OR_OUT = ", or delete the line"
_NOTHING: list[str] = LIMITS["text"]["nothing"]
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile("[0-9]{1,12}")
_HOURS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_CURRENCY = re.compile("[A-Za-z]{3}")
_TIME = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])")
_LONGEST_URL: int = LIMITS["text"]["address"]
_WEEKS = re.compile(r"([0-9]{1,3})(?:\s*[-\u2013]\s*([0-9]{1,3}))?")
_CONTACT = re.compile(
    rf"(?!.{{{_LONGEST_URL + 1}}})"
    r"(?!.*[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff])"  # unseen, they would turn an address
    r'(?:(?:[Hh]ttps|HTTPS)://[^\s/?#@<>":]+\.\w[^\s/?#@<>":]*(?::[0-9]{1,5})?(?:[/?#][^\s<>"]*)?'
    r'|[^\s@<>(),;:"]+@[^\s@<>(),;:"/?#]+\.\w[^\s@<>(),;:"/?#.]*)'
)
_LANGUAGE = re.compile("(?!.{36})[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # in short, as in BCP 47
_IMAGE = re.compile(r"(?!.*(?:://|\\|<))\S.*\.(?:png|PNG|jpe?g|JPE?G|webp|WEBP)")
_URL = re.compile(r'https?://[^\s/?#@<>"\\]*\w[^\s/?#@<>"\\]*([/?#][^\s<>"]*)?', re.IGNORECASE)


def fault(key: str, /, **words: Any) -> PydanticCustomError:
    """Return the error that messages.yml words under `key`."""
    return PydanticCustomError(key, "", words)


def is_empty(value: Any) -> bool:
    """Tell whether nothing at all is written: a blank, or a list or mapping of blanks."""
    if isinstance(value, str):
        return value.strip().lower() in _NOTHING
    if isinstance(value, dict):
        return all(is_empty(item) for item in value.values())
    return value is None or (isinstance(value, list) and all(is_empty(item) for item in value))


def is_blank(value: Any) -> bool:
    """Tell the same of a field that is no mapping: there, `{name}` is something."""
    if isinstance(value, list):
        return all(map(is_blank, value))
    return not value if isinstance(value, dict) else is_empty(value)


def is_unfilled(value: Any) -> bool:
    """Tell whether nothing is written, or only a placeholder."""
    return is_placeholder(value) if isinstance(value, str) else is_empty(value)


def scalar(value: Any) -> str:
    """Return the text that a learner wrote as a single value."""
    if isinstance(value, str) and not is_placeholder(written := value.strip()):
        return written
    if inside := _bracketed(value):
        listed = {"texts": _alone(value)} if isinstance(value, list) else {}
        raise fault("in-brackets", value=inside, **listed)
    if is_unfilled(value) or isinstance(_alone(value), str):
        raise fault("unfilled")
    raise fault("mapping-for-value" if isinstance(value, dict) else "list-for-text")


def text(value: Any) -> str:
    """Return a text: in brackets, it may hold commas, and then YAML makes a list of several."""
    if isinstance(value, list) and len(value) > 1 and all(isinstance(v, str) for v in value):
        raise fault("list-for-text", texts=", ".join(value))
    if isinstance(value, dict) and not is_empty(value):
        raise fault("mapping-for-text")
    return scalar(value)


def _bracketed(value: Any) -> str:
    """Return an answer in brackets: to YAML, `[Dana]` is a list, and `{Dana}` has a field Dana."""
    if isinstance(value, str):
        return in_brackets(value)
    only = _alone(value)
    return in_brackets(f"[{only}]") or in_brackets(only) if isinstance(only, str) else ""


def _alone(value: Any) -> Any:
    """Return what is alone in lists of one, or in a mapping without values."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict) and len(value) == 1 and is_empty(value):
        return next(iter(value))
    return value


def _date(value: str) -> date:
    match = _DATE.fullmatch(value)
    if not match:
        raise fault("not-a-date", value=value, day=meant.day(value) or ANY_DAY)
    year, month, day = map(int, match.groups())
    if not meant.FIRST_YEAR <= year <= meant.LAST_YEAR:
        raise fault("far-year", value=value, first=meant.FIRST_YEAR, last=meant.LAST_YEAR)
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
    if not 1 <= day <= last:
        example = str(date(year, month, last if day else 1)) if last else "2026-11-23"
        raise fault("no-such-day", value=value, last=example)
    return date(year, month, day)


def _context(info: ValidationInfo) -> dict[str, Any]:
    return info.context or {}


def _past(value: date, info: ValidationInfo) -> date:
    """Refuse a day in the future, with a day of grace for learners ahead of UTC."""
    if value > _context(info)["today"] + timedelta(days=1):
        today = _context(info)["today"].isoformat()
        raise fault("in-the-future", value=value.isoformat(), today=today)
    return value


def minutes(value: str, *, example: str = "19:00") -> int:
    """Return a time of day, `9:00` or `24:00`, in minutes since midnight."""
    match = _TIME.fullmatch(value)
    if not match or (total := int(match[1]) * 60 + int(match[2])) > 24 * 60:
        raise _other_digits(_TIME, value) or fault(
            "not-a-time", value=value, example=meant.time(value) or example
        )
    return total


def _end(value: str) -> int:
    """Return the same for the end of something: no example in a hint lies before its start."""
    return minutes(value, example="24:00")


def _other_digits(pattern: re.Pattern[str], value: str) -> PydanticCustomError | None:
    """Return the fault of a value that is right but for the script of its digits."""
    digits = meant.plain(value)
    is_right = digits != value and pattern.fullmatch(digits)
    return fault("other-digits", value=value, digits=digits) if is_right else None


def _number(pattern: re.Pattern[str], key: str) -> BeforeValidator:
    def convert(value: Any) -> Any:
        value = scalar(value)
        if pattern.fullmatch(value):
            return value
        if digits := meant.number(value):
            key_ = "not-digits-only" if meant.plain(value) == value else "other-digits"
            raise fault(key_, value=value, digits=digits)
        raise _other_digits(pattern, value) or fault(key, value=value)

    return BeforeValidator(convert)


def _yes(value: Any) -> bool:
    value = scalar(value) if isinstance(value, str) else "a list"
    if value.lower() not in ("yes", "no", "true", "false"):
        raise fault("not-yes-or-no", value=value)
    return value.lower() in ("yes", "true")


def _url(value: str) -> str:
    try:
        parts = urlsplit(value[:_LONGEST_URL])
        valid = (
            len(value) <= _LONGEST_URL
            and _URL.fullmatch(value)
            and parts.hostname
            and parts.port != 0
        )
    except ValueError:  # the port is not a number, or a bracket is not closed
        valid = False
    if not valid:
        example = meant.address(value) or "https://example.com/jobs/1"
        raise fault("not-a-url", value=value, example=example)
    return value


def _private_name(value: Any) -> str:
    if isinstance(value, dict) and len(value) == 1 and not is_empty(value):
        ((name, inner),) = value.items()
        raise fault("split-name", name=f"{name}.{inner}" if isinstance(inner, str) else name)
    return scalar(value)


def _matching(pattern: re.Pattern[str], key: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise fault(key, value=value)
        return value

    return AfterValidator(check)


def week_span(value: str) -> tuple[int, int]:
    """Return the first and last week of `"3"` or `"3-4"`.

    Raises:
        PydanticCustomError: it is neither, or runs backwards.
    """
    match = _WEEKS.fullmatch(value)
    if not match and (other := _other_digits(_WEEKS, value)):
        raise other
    if not match or not 1 <= (first := int(match[1])) <= (last := int(match[2] or match[1])):
        raise fault("not-a-week", value=value)
    return first, last


def _skill(value: str, info: ValidationInfo) -> str:
    skills: Mapping[str, Any] = _context(info)["skills"]
    if value.lower() not in skills:
        raise fault("unknown-skill", value=value, near=nearest(value, skills) or ", ".join(skills))
    return value.lower()


def url_key(value: str) -> str:
    """Return a URL for comparing: no closing slash or text fragment, host in small letters."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return value
    fragment = parts.fragment.partition(":~:")[0].rstrip("/")
    tail = f"{parts.path.rstrip('/')}?{parts.query}#{fragment}"
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{tail}"


class Written:
    """Adds to the JSON Schema of a value how it is written, for the forms and the reference.

    `format` is its kind. Keys that begin with `x-` are rules that JSON Schema has no word for.
    """

    def __init__(self, **keys: Any) -> None:
        self.keys = {key.replace("_", "-"): value for key, value in keys.items()}

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), **self.keys}


class AnyCase:
    """Lets the words of a `Literal` be written in any case."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        words: dict[str, str] = {word.lower(): word for word in source.__args__}

        def convert(value: Any) -> str:
            if (word := scalar(value)).lower() not in words:
                raise fault("not-a-choice", value=word, choices=", ".join(words.values()))
            return words[word.lower()]

        return core_schema.no_info_before_validator_function(convert, handler(source))


# --- mappings and lists: every fault inside them is reported, not only the first --------------


def _error(loc: tuple[str | int, ...], key: str, /, **words: Any) -> InitErrorDetails:
    return InitErrorDetails(type=fault(key, **words), loc=loc, input=None)


def _key(error: InitErrorDetails) -> str:
    kind = error["type"]
    return kind if isinstance(kind, str) else kind.type


def _gather(read: Callable[[Any], T], value: Any) -> tuple[T | None, list[InitErrorDetails]]:
    """Return the result of `read`, or every fault in the value."""
    try:
        return read(value), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return None, [_error(e["loc"], e["type"], **e.get("ctx", {})) for e in found]


def _or_raise(result: T | None, errors: list[InitErrorDetails]) -> T | None:
    if errors:
        raise ValidationError.from_exception_data("", errors)
    return result


def _mapping(value: Any, names: Mapping[str, Any], read: Callable[[Any], T]) -> T | None:
    """Read the known fields of a mapping; report unknown ones with the known ones they resemble."""
    if not isinstance(value, dict):
        raise (
            fault("unfilled")
            if is_unfilled(value)
            else fault("not-a-mapping", first=next(iter(names)))
        )
    if not value:
        raise fault("unfilled")
    if value.keys() <= names.keys():
        return read(value)
    unknown, stands_for = [], set()
    for key in (key for key in value if key not in names):
        near = nearest(key, names)
        kind = "unknown-field" if not near else "known-twice" if near in value else "misspelt-field"
        bare = is_empty(value[key])  # then it may be a text in braces
        unknown.append(_error((key,), kind, key=key, near=near, bare=bare))
        stands_for.add(near)
    result, errors = _gather(read, {key: item for key, item in value.items() if key in names})
    missing = {(name,) for name in stands_for}
    others = [e for e in errors if _key(e) != "missing" or e["loc"] not in missing]
    return _or_raise(result, unknown + others)


@dataclass(frozen=True)
class Many:
    """Asks for a list of so many items, no two the `same` (in their field `key`)."""

    at_least: int = 1
    key: str = ""
    same: Callable[[str], str] | None = None
    texts: bool = False  # one text stands for a list of one
    optional: bool = False
    at_most: int = 0  # if there is a limit

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        blank = _blank(get_args(source)[0])

        def check(value: Any, read: Callable[[Any], Any], info: ValidationInfo) -> Any:
            return self.check(value, read, _context(info)["written"], blank=blank)

        return core_schema.with_info_wrap_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        distinct = {"x-distinct": self.key or True} if self.same else {}
        by_text = {"x-texts": True} if self.texts else {}
        most = {"maxItems": self.at_most} if self.at_most else {}
        return {**handler(schema), "minItems": self.at_least, **most, **distinct, **by_text}

    def check(
        self, value: Any, read: Callable[[Any], Any], written: WrittenTexts, *, blank: Any
    ) -> Any:
        """Return the items, or raise all their faults together.

        A blank item is read as `blank`, so that each of its unfilled fields is reported. `written`
        has texts as they are written, where that is over several lines.
        """
        self.refuse_none(value)
        if not isinstance(value, list):
            return self.no_list(value, read, written)
        if not value and self.at_least:
            raise fault("unfilled")
        items = [blank if item == "" else item for item in value]
        lists = [
            InitErrorDetails(type=found, loc=(index,), input=None)
            for index, item in enumerate(value)
            if self.texts and (found := _other_bullets(item, written, is_item=True))
        ]
        faults = lists + self.repeated(value) + self.too_long(value)
        faults += [] if lists else self.too_short(value)
        if not faults:
            return read(items)
        result, errors = _gather(read, items)
        told = {error["loc"] for error in lists}
        return _or_raise(result, [*(e for e in errors if e["loc"][:1] not in told), *faults])

    def refuse_none(self, value: Any) -> None:
        """Refuse a word in place of an empty list, which says on purpose that there is nothing."""
        only = value[0] if isinstance(value, list) and len(value) == 1 else value
        may_be_empty = self.optional or not self.at_least
        if may_be_empty and isinstance(only, str) and _FIND.none.match(only):
            or_out = _OR_OUT if self.at_least else ""
            raise fault("none-for-list", value=only, or_out=or_out)

    def no_list(self, value: Any, read: Callable[[Any], Any], written: WrittenTexts) -> Any:
        """Return the items for which a single text stands; anything else is a fault."""
        if self.texts and isinstance(value, str):
            return self.one_text(value, read, written)
        raise fault("unfilled" if not value or is_unfilled(value) else "not-a-list")

    def one_text(self, value: str, read: Callable[[Any], Any], written: WrittenTexts) -> Any:
        """Let one text stand for a list of one; its faults are reported at the field itself."""
        if _BULLETS.no_space.match(value):
            raise fault("dash-without-space", text=value)
        if found := _other_bullets(value, written, is_item=False):
            raise found
        result, errors = _gather(read, [scalar(value)])
        at_field = [InitErrorDetails(type=error["type"], loc=(), input=None) for error in errors]
        return _or_raise(result, at_field or self.too_short([value]))

    def too_short(self, items: list[Any]) -> list[InitErrorDetails]:
        if len(items) >= self.at_least or any(map(is_unfilled, items)):
            return []
        more = self.at_least - len(items)
        return [_error((), "too-short", least=self.at_least, found=len(items), more=more)]

    def too_long(self, items: list[Any]) -> list[InitErrorDetails]:
        more = len(items) - self.at_most
        if not self.at_most or more <= 0:
            return []
        return [_error((), "too-long", found=len(items), most=self.at_most, more=more)]

    def repeated(self, items: list[Any]) -> list[InitErrorDetails]:
        if self.same is None:
            return []
        found, seen = [], set()
        parts = (item.get(self.key) if isinstance(item, dict) else None for item in items)
        for index, part in enumerate(parts if self.key else items):
            if not isinstance(part, str) or is_placeholder(part):
                continue
            if (name := self.same(part.strip())) in seen:
                at = (index, self.key) if self.key else (index,)
                spare = len(items) > self.at_least
                found.append(_error(at, "twice", value=part, spare=spare))
            if not is_withheld(part):
                seen.add(name)
        return found


def _other_bullets(
    value: Any, written: WrittenTexts, *, is_item: bool
) -> PydanticCustomError | None:
    """Return the fault of an item that is a list itself, in bullets that are none to YAML."""
    found = written.list_in(value, is_item=is_item) if isinstance(value, str) else None
    words = {"bullet": found.bullet, "items": found.items} if found else {}
    return fault("other-bullets", **words) if found else None


def _blank(item: Any) -> Any:
    """Return what a blank item of a list is read as: a blank text, or fields that are all blank."""
    if not (isinstance(item, type) and issubclass(item, Fields)):
        return ""
    return {name: "" for name, field in item.model_fields.items() if field.is_required()}


def _by_skill(*, every: bool) -> WrapValidator:
    """Return the rule for a mapping from skill ids, in any case: from every skill, or from some."""

    def check(value: Any, read: Callable[[Any], Any], info: ValidationInfo) -> Any:
        skills = _context(info)["skills"]

        def complete(known: dict[str, Any]) -> Any:
            result, errors = _gather(read, known)
            absent = [skill for skill in skills if every and skill not in known]
            return _or_raise(result, errors + [_error((skill,), "missing") for skill in absent])

        if isinstance(value, dict):
            once = {key for key in value if key.lower() in skills and key.lower() not in value}
            value = {key.lower() if key in once else key: item for key, item in value.items()}
        return _mapping(value, skills, complete)

    return WrapValidator(check)


def withheld_as(stand_in: T) -> WrapValidator:
    """Let the word `withheld` stand for a value; checks.py requires that `private` names it."""

    def check(value: Any, read: Callable[[Any], T]) -> T:
        return stand_in if is_withheld(value) else read(value)

    return WrapValidator(check)


def is_withheld(value: Any) -> bool:
    """Tell whether a value is the word `withheld`."""
    return isinstance(value, str) and value.strip().lower() == WITHHELD


def _written(kind: str, pattern: re.Pattern[str]) -> Written:
    return Written(format=kind, pattern=pattern.pattern)


# --- the types ------------------------------------------------------------------------------

Text = Annotated[str, BeforeValidator(text), Written(format="text")]
Texts = Annotated[list[Text], Many(texts=True)]
PrivateName = Annotated[str, BeforeValidator(_private_name), Written(format="private-name")]
Day = Annotated[date, BeforeValidator(_date), BeforeValidator(scalar), _written("date", _DATE)]
PastDay = Annotated[Day, AfterValidator(_past), Written(x_past=True)]
Minutes = Annotated[int, BeforeValidator(minutes), BeforeValidator(scalar), _written("time", _TIME)]
EndMinutes = Annotated[int, BeforeValidator(_end), BeforeValidator(scalar), _written("time", _TIME)]
Whole = Annotated[int, _number(_WHOLE, "not-a-whole-number"), _written("whole-number", _WHOLE)]
Number = Annotated[float, _number(_HOURS, "not-a-number"), _written("number", _HOURS)]
Hours = Annotated[Number, Field(gt=0, le=80)]
Currency = Annotated[
    str,
    _matching(_CURRENCY, "not-a-currency"),
    AfterValidator(str.upper),
    BeforeValidator(scalar),
    _written("currency", _CURRENCY),
]
Contact = Annotated[
    str,
    _matching(_CONTACT, "not-a-contact"),
    BeforeValidator(scalar),
    _written("contact", _CONTACT),
]
Image = Annotated[
    str, _matching(_IMAGE, "preview-kind"), BeforeValidator(scalar), _written("image", _IMAGE)
]
Language = Annotated[
    str,
    _matching(_LANGUAGE, "not-a-language"),
    BeforeValidator(scalar),
    _written("language", _LANGUAGE),
]
YesNo = Annotated[bool, BeforeValidator(_yes), Written(format="yes-no", enum=["yes", "no"])]
Url = Annotated[str, AfterValidator(_url), BeforeValidator(scalar), _written("uri", _URL)]
SkillId = Annotated[str, AfterValidator(_skill), BeforeValidator(scalar), Written(format="skill")]
Weeks = Annotated[
    tuple[int, int], BeforeValidator(week_span), BeforeValidator(scalar), _written("weeks", _WEEKS)
]
Optional = Annotated[
    T | None,
    BeforeValidator(lambda value: None if is_blank(value) else value),
    Written(x_optional=True),
]
OptionalFields = Annotated[  # a template lists them: if all are blank, they are left out
    T | None,
    BeforeValidator(lambda value: None if is_empty(value) else value),
    Written(x_optional=True),
]
EverySkill = Annotated[dict[str, T], _by_skill(every=True), Written(format="every-skill")]
SomeSkills = Annotated[dict[str, T], _by_skill(every=False), Written(format="some-skills")]


class Fields(BaseModel):
    """A mapping of known fields. All its faults are reported together."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, read: Callable[[Any], Any]) -> Any:
        return _mapping(value, cls.model_fields, read)
