"""The fields of the four deliverables and of the portfolio page, typed (docs/reference.md, Fields).

The templates say in comments what each field is for, with a good value. Relations between fields
that are each valid are in relations.py.
"""

# No `from __future__ import annotations` here: pydantic reads plain annotations much faster.

from types import GenericAlias
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, create_model

from ..limits import LIMITS
from .author_rules import Rule
from .fields import (
    AnyCase,
    Contact,
    Currency,
    Day,
    EndMinutes,
    EverySkill,
    Fields,
    Hours,
    Image,
    Language,
    Many,
    Minutes,
    Number,
    Optional,
    OptionalFields,
    PastDay,
    PrivateName,
    SkillId,
    SomeSkills,
    Text,
    Texts,
    Url,
    Weeks,
    Whole,
    Written,
    YesNo,
    fault,
    text,
    url_key,
    withheld_as,
)

TargetLevel = Literal["junior", "mid", "senior"]
Level = Literal["junior", "mid", "senior", "staff"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
Kind = Literal["book", "course", "docs", "video", "practice", "community", "other"]
Workplace = Literal["remote", "hybrid", "on-site"]
Period = Literal["year", "month", "day", "hour"]
_LISTS = (Level, Weekday, Kind, Workplace, Period)
CLOSED_WORDS = {word.lower() for words in _LISTS for word in get_args(words)}

Anything = Annotated[Any, Field(default=None)]  # a key that pages may have, without effect here
OptionalText = Annotated[Optional[Text], Field(default=None)]
_OptionalTexts = Optional[Annotated[list[Text], Many(texts=True, optional=True)]]
OptionalTexts = Annotated[_OptionalTexts, Field(default=None)]


class PageFields(Fields):
    """What any page of a learner may say about itself."""

    private: Optional[Annotated[list[PrivateName], Many(texts=True, optional=True)]] = None
    description: OptionalText
    tags: OptionalTexts
    hide: Anything
    icon: Anything
    status: Anything
    search: Anything
    social: Anything


class DeliverableFields(PageFields):
    """What every deliverable says about itself; `deliverable` is checked in checks.py."""

    title: Text
    deliverable: Text
    publish: Optional[YesNo] = None


# --- parts ----------------------------------------------------------------------------------


def _at_least_min(value: int, info: ValidationInfo) -> int:
    if value < (info.data or {}).get("min", 0):
        raise fault("less-than-min", value=value, min=info.data["min"])
    return value


class Salary(Fields):
    """Pay before tax, for a year where no other period is named."""

    min: Annotated[Whole, Field(gt=0)]
    max: Annotated[Whole, Field(gt=0), AfterValidator(_at_least_min), Written(x_at_least="min")]
    currency: Currency
    period: Optional[Annotated[Period, AnyCase()]] = None


SalaryField = Annotated[Salary | None, withheld_as(None), Written(x_withheld=True)]


def _project(value: Any) -> Any:
    """Let a text stand for a project of that name; `{name}` is a text that YAML took apart."""
    is_mapping = isinstance(value, dict) and not value.keys().isdisjoint(ProjectFields.model_fields)
    return value if is_mapping else {"name": text(value)}


class ProjectFields(Fields):
    name: Text
    url: Optional[Url] = None
    summary: OptionalText
    done: Optional[YesNo] = None


Project = Annotated[ProjectFields, BeforeValidator(_project), Written(x_named="name")]


# --- skills assessment ----------------------------------------------------------------------

Rating = Annotated[Whole, Field(ge=0, le=4)]


class EarlierRatings(Fields):
    assessed_on: Day
    ratings: SomeSkills[Rating]


_Earlier = Many(1, "assessed_on", str, optional=True, at_most=LIMITS["assessment"]["earlier"])


class SkillsAssessment(DeliverableFields):
    """See docs/reference.md, Skills assessment."""

    assessed_on: PastDay
    target_level: Annotated[TargetLevel, AnyCase()]
    ratings: EverySkill[Rating]
    evidence: OptionalFields[SomeSkills[Optional[Text]]] = None
    earlier: OptionalFields[Annotated[list[EarlierRatings], _Earlier]] = None
    priorities: Annotated[list[SkillId], Many(3, same=str.lower, texts=True)]


# --- learning plan --------------------------------------------------------------------------


def _before_midnight(value: int) -> int:
    if value == 24 * 60:
        raise fault("starts-at-24", value="24:00")
    return value


def _after_start(value: int, info: ValidationInfo) -> int:
    if value <= (start := (info.data or {}).get("start", -1)):
        later = min(start + 120, 24 * 60)
        words = {
            name: f"{at // 60:02}:{at % 60:02}" for name, at in (("start", start), ("later", later))
        }
        raise fault("ends-before-start", **words)
    return value


class Slot(Fields):
    day: Annotated[Weekday, AnyCase()]
    start: Annotated[Minutes, AfterValidator(_before_midnight), Written(x_starts=True)]
    end: Annotated[EndMinutes, AfterValidator(_after_start), Written(x_after="start")]
    activity: OptionalText


class ResourceFields(Fields):
    title: Text
    url: Optional[Url] = None
    kind: Optional[Annotated[Kind, AnyCase()]] = None


class Gap(Fields):
    skill: SkillId
    resources: Annotated[list[ResourceFields], Many()]


_LAST_WEEK = 999  # as the number of a week is written


class WeekFields(Fields):
    week: Weeks
    goals: Texts
    hours: Optional[Hours] = None
    done: Optional[YesNo] = None


class Pause(Fields):
    after: Annotated[Whole, Field(ge=0, le=_LAST_WEEK)]
    weeks: Annotated[Whole, Field(ge=1, le=LIMITS["plan"]["pause"])]
    reason: OptionalText


class LearningPlan(DeliverableFields):
    """See docs/reference.md, Learning plan."""

    starts_on: Day
    hours_per_week: Hours
    schedule: Annotated[list[Slot], Many()]
    gaps: Annotated[list[Gap], Many(3, "skill", str.lower)]
    weeks: Annotated[list[WeekFields], Many()]
    pauses: OptionalFields[Annotated[list[Pause], Many(optional=True)]] = None


# --- career roadmap -------------------------------------------------------------------------


class Current(Fields):
    role: Text
    experience: Texts
    skills: Texts


class Month6(Fields):
    skills: Texts
    projects: Annotated[list[Project], Many(texts=True)]
    certifications: Annotated[list[Text], Many(0, texts=True)]  # `[]` says there are none


class Month12(Fields):
    job_title: Text
    salary: SalaryField
    projects: Annotated[list[Project], Many(texts=True)]


class Month36(Fields):
    level: Annotated[Level, AnyCase()]
    expertise: Texts
    team_impact: Text


class Milestone(Fields):
    month: Annotated[Whole, Field(ge=1, le=60)]
    milestone: Text
    metric: Text
    done: Optional[YesNo] = None


class CareerRoadmap(DeliverableFields):
    """See docs/reference.md, Career roadmap."""

    starts_on: Day
    current: Current
    month_6: Month6
    month_12: Month12
    month_36: Month36
    milestones: Annotated[list[Milestone], Many(3)]


# --- job market research --------------------------------------------------------------------


class Posting(Fields):
    company: Text
    title: Text
    url: Annotated[Url, withheld_as("withheld"), Written(x_withheld=True)]
    location: OptionalText
    workplace: Optional[Annotated[Workplace, AnyCase()]] = None
    seen_on: Optional[PastDay] = None
    requirements: Texts
    nice_to_have: OptionalTexts
    salary: OptionalFields[SalaryField] = None


class JobMarketResearch(DeliverableFields):
    """See docs/reference.md, Job market research."""

    role: Text
    location: Text
    searched_on: PastDay
    postings: Annotated[list[Posting], Many(10, "url", url_key)]
    common_requirements: Annotated[list[Text], Many(3, same=str.casefold, texts=True)]
    salary_range: SalaryField


# --- the portfolio page ---------------------------------------------------------------------


class Link(Fields):
    label: Text
    url: Url


class PortfolioPage(PageFields):
    """The learner's front page, which is not a deliverable: docs/reference.md, Portfolio page."""

    title: OptionalText
    name: Text
    headline: Text
    location: OptionalText
    contact: Optional[Contact] = None
    language: Optional[Language] = None
    image: Optional[Image] = None
    links: OptionalFields[Annotated[list[Link], Many(optional=True)]] = None
    index: Optional[YesNo] = None
    export: Optional[YesNo] = None


MODELS: dict[str, type[Fields]] = {
    "skills-assessment": SkillsAssessment,
    "learning-plan": LearningPlan,
    "career-roadmap": CareerRoadmap,
    "job-market-research": JobMarketResearch,
}
WITHHOLDABLE = {  # what may be `withheld` if `private` names it (docs/reference.md, Privacy)
    "month_12.salary",
    "location",
    "postings[].company",
    "postings[].url",
    "postings[].location",
    "postings[].salary",
    "salary_range",
}


_TYPES: dict[str, Any] = {
    "text": Text,
    "date": Day,
    "number": Number,
    "whole number": Whole,
    "yes or no": YesNo,
    "web address": Url,
}


def model_of(template: dict[str, Any], rules: dict[str, Rule]) -> type[Fields]:
    """Return the model of a deliverable that an author asks for, with Markdown alone.

    Args:
        template: the fields of its template.
        rules: what its exercise page says of them, by their names; any other is a required text.
    """
    known = DeliverableFields.model_fields
    own = {key: value for key, value in template.items() if key not in known}
    return create_model("FreeDeliverable", __base__=DeliverableFields, **_free(own, "", rules))


def _free(fields: dict[str, Any], around: str, rules: dict[str, Rule]) -> dict[str, Any]:
    """Return fields of a template as `create_model` takes them."""
    return {key: _free_field(value, f"{around}{key}", rules) for key, value in fields.items()}


def _free_field(value: Any, name: str, rules: dict[str, Rule]) -> tuple[Any, Any]:
    rule = rules.get(name, Rule())
    kind = _free_kind(value, name, rules)
    if not rule.optional:
        return kind, ...
    return (OptionalFields if isinstance(value, dict) else Optional)[kind], None


def _free_kind(value: Any, name: str, rules: dict[str, Rule]) -> Any:
    rule = rules.get(name, Rule())
    if isinstance(value, dict):
        return create_model("FreeFields", __base__=Fields, **_free(value, f"{name}.", rules))
    if isinstance(value, list):
        item = _free_kind(value[0] if value else "", f"{name}[]", rules)
        key = rule.distinct if isinstance(rule.distinct, str) else ""
        same = str.casefold if rule.distinct else None
        texts = not value or not isinstance(value[0], dict)
        return Annotated[GenericAlias(list, item), Many(rule.at_least, key, same, texts=texts)]
    if rule.choices:
        return Annotated[Literal[rule.choices], AnyCase()]
    kind = PastDay if rule.past else _TYPES[rule.type]
    return Annotated[kind, Field(ge=rule.least, le=rule.most)] if rule.is_bounded else kind
