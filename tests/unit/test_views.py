"""What the views say of the worked example, and of changed copies of it."""

from __future__ import annotations

import math
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, TODAY
from portfolio.check import checks
from portfolio.publish import redaction
from portfolio.publish.views import Views, skills, views
from portfolio.publish.views.shared import first_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

SKILLS, PLAN = "skills-assessment-completed.md", "learning-plan.md"
ROAD, MARKET = "career-roadmap.md", "job-market-research.md"
REASON = "Two colleagues were ill, and I took over their shifts"
PAUSE = f"  - after: 6\n    weeks: 1\n    reason: {REASON}\n"
NO_PAUSE = (PLAN, f"pauses:\n{PAUSE}", "")
OF_AUGUST = (DOCS / "example" / SKILLS).read_text(encoding="utf-8").partition("\nearlier:\n")[2]
OF_AUGUST = OF_AUGUST.partition("priorities:\n")[0]
NO_EARLIER = (SKILLS, f"earlier:\n{OF_AUGUST}", "")


@pytest.fixture
def seen(tmp_path: Path, exercise01: Exercise):
    """Give the views of the example, changed: (file, find, put) for each change."""

    def see(*changes: tuple[str, str, str], today: date = TODAY, own: bool = False) -> Views:
        folder = tmp_path / "portfolio"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(DOCS / "example", folder)
        for file, find, put in changes:
            text = (folder / file).read_text(encoding="utf-8")
            assert find in text, find
            (folder / file).write_text(text.replace(find, put), encoding="utf-8")
        answers = checks.check(exercise01, folder, max(today, TODAY)).answers
        return views(redaction.shown_pages(answers, own=own), exercise01, today)

    return see


def fit(seen: Views) -> dict[str, list[str]]:
    assert seen.fit
    return {kind: [each.term for each in rows] for kind, _, rows in seen.fit.groups}


def test_demand_is_counted_as_the_checks_count_it(seen) -> None:
    """The learner's own prose says the same: 11 of 12 for Python, 5 and 3 for Kubernetes."""
    demand = {each.term: (each.required, each.plus) for each in seen().market.demand}

    assert demand == {
        "Python": (11, 0),
        "Docker": (8, 1),
        "Kubernetes": (5, 3),
        "Linux": (7, 0),
        "monitoring": (6, 0),
        "Terraform": (4, 1),
        "AWS": (3, 1),
        "PyTorch": (0, 2),
    }


def test_a_requirement_is_met_planned_near_or_far(seen) -> None:
    assert fit(seen()) == {
        "met": ["Python", "Docker", "Linux", "monitoring", "AWS"],
        "planned": ["Kubernetes", "Terraform", "PyTorch"],
    }
    unplanned = (PLAN, "  - skill: terraform\n", "  - skill: monitoring\n")
    assert fit(seen(unplanned))["near"] == ["Terraform"]
    senior = (SKILLS, "target_level: junior", "target_level: senior")
    assert fit(seen(senior)) == {
        "planned": ["Docker", "Kubernetes", "Terraform", "AWS", "PyTorch"],
        "near": ["monitoring"],
        "far": ["Python", "Linux"],
    }


@pytest.mark.parametrize(
    "change",
    [
        (SKILLS, "kubernetes: 0\n  linux", "kubernetes: 7\n  linux"),
        (SKILLS, "title:", "private: [ratings.kubernetes]\ntitle:"),
    ],
    ids=["wrong", "private"],
)
def test_what_a_rating_leaves_out_is_in_no_sum(seen, change: tuple[str, str, str]) -> None:
    """A stranger is told of seven requirements, and of none that is not compared."""
    found = seen(change).fit

    assert sum(len(rows) for _, _, rows in found.groups) == len(found.requirements) == 7
    assert found.untold == ["Kubernetes"]


CLAIMS = (  # of the roadmap
    (
        ROAD,
        "    - Procedures that",
        "    - Norwegian (native), English (C1)\n    - Procedures that",
    ),
    (ROAD, "milestone: Cold Van runs", "milestone: Passed the LFCS; Cold Van runs"),
    (ROAD, "milestone: Applications", "milestone: Passed the CKA; Applications"),
)


@pytest.mark.parametrize(
    ("put", "kind"),
    [
        ("on-call rota", "unrated"),  # no skill of the matrix, and nothing that is said
        ("KCNA", "planned"),  # no skill of the matrix, but a goal of the plan
        ("Kubernetes and Cloud Native Associate", "planned"),  # a skill that is not met
        ("drift", "planned"),  # what the roadmap says of the next six months
        ("norwegian", "met"),  # the learner has it
        ("English", "met"),
        ("German", "unrated"),
        ("clinical chemistry", "met"),  # experience
        ("LFCS", "met"),  # a certificate in a milestone that is reached
        ("CKA", "unrated"),  # and in one that is not
        ("Docker and Python", "met"),  # two skills, both met
        ("Docker or Kubernetes", "planned"),  # two skills, one met and one planned
        ("Grafana", "met"),  # an alias of monitoring
        ("Goal", "unrated"),  # `Go` is no word of it, nor the other way round
        ("machine learning", "met"),  # a skill without a level, rated for everyday work
        ("ML", "met"),  # the same
    ],
)
def test_what_a_requirement_names(seen, put: str, kind: str) -> None:
    """Skills are found by name and alias, as whole words; claims count for what is not rated."""
    found = fit(seen(*CLAIMS, (MARKET, "  - PyTorch\nsalary_range", f"  - {put}\nsalary_range")))

    assert [name for name, terms in found.items() if put in terms] == [kind]


def test_what_is_hidden_makes_no_requirement_met(seen) -> None:
    """Then it is not rated here, which is true, and tells nothing."""
    ask = (MARKET, "  - PyTorch\nsalary_range", "  - Norwegian\n  - LFCS\nsalary_range")
    assert "unrated" not in fit(seen(*CLAIMS, ask))
    for name, term in (("current.skills", "Norwegian"), ("milestones[].done", "LFCS")):
        hide = (ROAD, "private:\n", f"private:\n  - {name}\n")
        assert fit(seen(*CLAIMS, ask, hide))["unrated"] == [term]


def test_two_words_for_one_thing_are_one(seen) -> None:
    """The learner alone is told which of them employers write."""
    few = (MARKET, "Kubernetes", "K8s")
    (ours,) = [each for each in seen(few).market.demand if each.term == "K8s"]
    assert (ours.required, ours.plus, ours.their_word) == (5, 3, "")
    back = (MARKET, "common_requirements:\n", "common_requirements:\n  - Kubernetes\n")
    (theirs, *_) = [each for each in seen(few, back).market.demand if each.term == "Kubernetes"]
    assert (theirs.count, theirs.their_word) == (8, "K8s")
    assert fit(seen(few))["planned"] == ["K8s", "Terraform", "PyTorch"]


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ((), ["monitoring", "python", "docker"]),
        (  # a proof counts more than a rating
            ((SKILLS, "terraform: 0", "terraform: 4"),),
            ["monitoring", "python", "docker"],
        ),
        (  # technical skills that meet the target, without proof, before soft ones with it
            ((SKILLS, "evidence:\n", "private: [evidence]\nevidence:\n"),),
            ["monitoring", "python", "docker"],
        ),
        (  # what the target asks for comes before what is below it
            ((SKILLS, "target_level: junior", "target_level: mid"),),
            ["monitoring", "system-design", "ml-concepts"],
        ),
        (  # a rating of 1 that is a gap is no strength, whatever proves it
            tuple(
                (SKILLS, f"  {skill}: {rating}\n", f"  {skill}: 0\n")
                for skill, rating in (
                    *(("python", 2), ("docker", 2), ("linux-bash", 2)),
                    *(("system-design", 2), ("cloud", 1), ("ml-concepts", 2)),
                )
            ),
            ["monitoring", "communication", "problem-solving"],
        ),
    ],
)
def test_the_strongest_skills_are_technical_with_proof_first(seen, changes, first) -> None:
    """Then those that meet the target, soft skills only after them."""
    assert [row.skill.id for row in seen(*changes).skills.strongest] == first


def test_the_radar_is_on_a_fixed_scale(seen) -> None:
    radar = seen().skills.radar

    assert len(radar.axes) == 10
    assert radar.have.split()[0] == "0.0,-40.0"  # Python, first and upwards: 2 of 4
    assert radar.want.split()[2] == "19.0,-6.2"  # Kubernetes: 1 of 4
    assert [ring.split()[0] for ring in radar.rings] == [
        f"0.0,-{20.0 * step}" for step in (1, 2, 3, 4)
    ]

    assert [[line for line, _ in axis.lines] for axis in radar.axes[5:8]] == [
        ["Cloud", "(AWS/GCP)"],
        ["Terraform"],
        ["ML", "frameworks"],
    ]


@pytest.mark.parametrize(
    ("name", "turns", "lines"),
    [
        ("Git", 0, [("Git", 0.35)]),
        ("ML frameworks", 0, [("ML", -0.2), ("frameworks", 1.1)]),  # beside it: around the middle
        ("ML frameworks", -0.25, [("ML", -0.75), ("frameworks", 1.1)]),  # above it: it ends there
        ("ML frameworks", 0.25, [("ML", 0.35), ("frameworks", 1.1)]),  # below it: it begins there
        ("A to Z of ML", 0.25, [("A to Z of", 0.35), ("ML", 1.1)]),
        ("Troubleshooting", 0, [("Troubleshoo\N{HORIZONTAL ELLIPSIS}", 0.35)]),
    ],
)
def test_a_name_beside_the_radar_is_narrow(name, turns, lines) -> None:
    assert skills._lines(name, 2 * math.pi * turns) == lines


def test_the_plan_tells_what_is_done_and_what_is_now_by_the_calendar(seen) -> None:
    plan = seen(today=date(2026, 11, 24)).plan

    assert (plan.done, len(plan.cells), plan.on_time, plan.weeks_away) == (10, 26, True, 1)
    assert (plan.now.name, plan.now.when) == ("Week 11", "23 to 29 November")
    assert (plan.next.name, plan.next.when) == ("Week 12", "30 November to 6 December")
    assert [state for _, state in plan.cells[8:14]] == [
        *("done", "done", "now", "next", "planned", "planned"),
    ]
    assert plan.weeks[13].when == "28 December 2026 to 3 January 2027"
    hidden = seen((PLAN, "private:\n", "private:\n  - weeks[].done\n")).plan
    assert not hidden.shows_done
    assert {state for _, state in hidden.cells} == {""}
    assert (hidden.now, hidden.on_time) == (None, False)


@pytest.mark.parametrize(
    ("today", "now", "next_"),
    [
        (date(2026, 9, 6), None, "Week 11"),
        (date(2026, 9, 7), None, "Week 11"),  # week 1 is now, and done already
        (date(2026, 11, 22), None, "Week 11"),
        (date(2026, 11, 23), "Week 11", "Week 12"),
        (date(2026, 11, 29), "Week 11", "Week 12"),
        (date(2026, 11, 30), "Week 12", "Week 13"),
        (date(2027, 3, 14), "Week 26", None),
        (date(2027, 3, 15), None, None),
        (date(2100, 1, 1), None, None),
    ],
)
def test_what_is_now_changes_with_the_day(seen, today: date, now, next_) -> None:
    plan = seen(today=today).plan

    assert (plan.now and plan.now.name, plan.next and plan.next.name) == (now, next_)
    assert plan.starts_later == (date(2026, 9, 7) if today < date(2026, 9, 7) else None)


def test_only_the_learner_is_told_what_is_behind(seen) -> None:
    late = date(2026, 12, 9)
    own, public = seen(today=late, own=True).plan, seen(today=late).plan

    assert [week.name for week in own.behind] == ["Week 11", "Week 12"]
    assert public.behind == []
    assert [week.state for week in public.weeks[8:11]] == ["planned", "planned", "now"]
    assert (own.on_time, public.on_time) == (False, False)


def test_in_a_pause_nothing_is_now(seen) -> None:
    away = (PLAN, PAUSE, "  - {after: 10, weeks: 3}\n")
    plan = seen(away, today=date(2026, 11, 24)).plan

    assert (plan.now, plan.away_until, plan.on_time) == (None, date(2026, 12, 6), True)
    assert plan.weeks_away == 0  # a pause that goes on is said otherwise
    assert (plan.next.name, plan.next.when) == ("Week 11", "7 to 13 December")
    assert [pause.when for pause in plan.pauses] == ["16 November to 6 December"]
    assert seen(away, today=date(2026, 12, 7)).plan.away_until is None


@pytest.mark.parametrize("name", ["starts_on", "pauses", "weeks[].week"])
def test_where_days_are_hidden_nothing_depends_on_the_day(seen, name: str) -> None:
    """The first open week is next, since nobody may know which one is now."""
    hide = (PLAN, "private:\n", f"private:\n  - {name}\n")
    plans = [seen(hide, today=day).plan for day in (date(2026, 9, 1), TODAY, date(2028, 1, 1))]

    assert plans[0] == plans[1] == plans[2]
    (plan, *_) = plans
    assert (plan.now, plan.dates, plan.starts_later, plan.on_time) == (None, "", None, False)
    assert [week.state for week in plan.weeks[8:11]] == ["next", "planned", "planned"]


def test_the_road_has_its_months(seen) -> None:
    road = seen().road

    assert [(stop.name, stop.when) for stop in road.stops] == [
        ("Now", ""),
        ("By March 2027", ""),
        ("By September 2027", ""),
        ("By September 2029", ""),
    ]
    assert road.target_role == "Junior AI Infrastructure Engineer"
    assert [stop.salary for stop in road.stops] == [None] * 4  # the example keeps it private
    assert (road.done, len(road.milestones)) == (2, 8)
    assert [project["name"] for _, rows in road.projects for _, project in rows] == [
        *("Cold Van with a plain rule", "Cold Van", "Cold Van from nothing", "Frost drill"),
    ]
    assert not seen((ROAD, "private:\n", "private:\n  - milestones[].done\n")).road.shows_done


def test_how_far_off_a_stop_is_is_said_while_it_is_true(seen) -> None:
    """Later, or where the start is hidden, it would say something untrue."""

    def stops(*changes: tuple[str, str, str], today: date) -> list[tuple[str, str]]:
        return [(stop.name, stop.when) for stop in seen(*changes, today=today).road.stops[1:3]]

    assert stops(today=date(2026, 9, 20)) == [
        ("In 6 months", "March 2027"),
        ("In 1 year", "September 2027"),
    ]
    past = (ROAD, "starts_on: 2026-09-07", "starts_on: 2025-11-07")
    assert stops(past, today=TODAY) == [("By May 2026", ""), ("By November 2026", "")]
    hide = (ROAD, "private:\n", "private:\n  - starts_on\n")
    for day in (date(2026, 9, 20), date(2029, 1, 1)):
        assert stops(hide, today=day) == [("After 6 months", ""), ("After 1 year", "")]


def test_a_milestone_has_its_month_and_is_late_for_the_learner_alone(seen) -> None:
    late = date(2027, 2, 1)

    own, public = seen(today=late, own=True).road, seen(today=late).road

    told = [(each["when"], each["state"]) for each in own.milestones[1:5]]
    assert told == [
        ("November 2026", "reached"),
        ("January 2027", "open"),
        ("February 2027", "planned"),
        ("March 2027", "planned"),
    ]
    assert {each["state"] for each in public.milestones} == {"reached", "planned"}
    early = seen(today=date(2026, 10, 20)).road.milestones
    assert [each["when"] for each in early if each["is_early"]] == ["November 2026"]
    hidden = seen((ROAD, "private:\n", "private:\n  - starts_on\n"), today=late).road
    assert {each["when"] for each in hidden.milestones} == {""}
    hidden = seen((ROAD, "private:\n", "private:\n  - milestones[].done\n"), today=late).road
    assert {each["state"] for each in hidden.milestones} == {""}


def projects(seen: Views) -> list[tuple[str, list[tuple[str, str]]]]:
    assert seen.road
    return [
        (label, [(stop.id, each["name"]) for stop, each in rows])
        for label, rows in seen.road.projects
    ]


def test_what_is_built_comes_first_wherever_it_stands(seen) -> None:
    """It stands once, at its first stop; hidden, nobody knows whether it is done."""
    twice = (
        (ROAD, "    - name: Frost drill\n", "    - {name: frost drill, done: yes}\n"),
        (ROAD, "      url: https://example.com/nuala/frost-drill\n", ""),
        (ROAD, "      summary: Once a month", "    - name: Mock\n      summary: Once a month"),
        (ROAD, "    - name: Cold Van\n", "    - Frost drill\n    - name: Cold Van\n"),
        (ROAD, "      done: yes\n    - Frost", "    - Frost"),
    )
    road = seen(*twice)
    assert projects(road) == [
        ("Built", [("month_6", "Frost drill")]),
        (
            "Planned",
            [
                *[("month_6", "Cold Van with a plain rule"), ("month_6", "Cold Van")],
                *[("month_12", "Cold Van from nothing"), ("month_12", "Mock")],
            ],
        ),
    ]
    in_stops = [
        (label, texts)
        for stop in road.road.stops
        for field, label, texts in stop.lists
        if field == "projects"
    ]
    assert in_stops == [
        ("Built", ["Frost drill"]),
        ("Projects", ["Cold Van with a plain rule", "Cold Van"]),
        ("Built", ["frost drill"]),
        ("Projects", ["Cold Van from nothing", "Mock"]),
    ]

    hide = (ROAD, "private:\n", "private:\n  - month_12.projects[].done\n")
    assert [label for label, _ in projects(seen(*twice, hide))] == [""]
    hide = (ROAD, "private:\n", "private:\n  - month_6.projects[].done\n")
    assert [label for label, _ in projects(seen(*twice, hide))] == ["Built", "More"]


EARLIER = (
    SKILLS,
    f"{OF_AUGUST}priorities:\n",
    "  - {assessed_on: 2026-06-01, ratings: {docker: 1, git: 1}}\n"
    "  - {assessed_on: 2025-03-01, ratings: {docker: 0, linux-bash: 1, terraform: 0}}\n"
    "priorities:\n  - docker\n",
)
FIRST_DAY = "assessed_on: 2026-11"


def test_the_first_rating_that_is_kept_is_told_with_its_day(seen) -> None:
    """Gaps of then are by the target of today; a skill that was not rated then has not changed."""
    seen_ = seen(EARLIER)

    assert [(row.skill.id, row.first.rating, row.first.since) for row in seen_.skills.changed] == [
        ("docker", 0, "March 2025"),
        ("linux-bash", 1, "March 2025"),
    ]
    closed = [(since, [skill.id for skill in some]) for since, some in seen_.skills.closed]
    assert closed == [("March 2025", ["docker", "linux-bash"])]
    assert [skill.id for skill in seen_.skills.reached] == ["docker"]
    assert seen_.skills.learning[0].id == "kubernetes"
    assert seen_.learning[0].id == "kubernetes"
    assert seen(NO_EARLIER).skills.changed == []
    assert seen(NO_EARLIER).skills.closed == []
    (closed,) = seen().skills.closed
    assert (closed[0], [skill.id for skill in closed[1]]) == (
        "August 2026",
        ["docker", "linux-bash", "cloud"],
    )
    day = (SKILLS, "2025-03-01", "2026-03-01")
    assert [row.first.since for row in seen(EARLIER, day).skills.changed] == ["March"] * 2
    hide = (SKILLS, FIRST_DAY, f"private: ['earlier[].assessed_on']\n{FIRST_DAY}")
    hidden = seen(EARLIER, hide).skills
    assert [(row.first.day, row.first.since) for row in hidden.changed] == [(None, "")] * 2
    assert ([since for since, _ in hidden.closed], hidden.first_month) == ([""], "")


def test_the_radar_has_the_oldest_rating_as_an_outline(seen) -> None:
    """Of the skills that it has: a line between two neighbors, and a dot for each."""
    radar = seen(EARLIER).skills.radar

    assert len(radar.then_dots) == 3  # Docker, Linux/Bash and Terraform
    assert radar.then == ""  # no two of which are neighbors
    ids = [row.skill.id for row in seen().skills.technical]
    all_of_them = ", ".join(f"{id_}: 1" for id_ in ids)
    whole = (SKILLS, "{docker: 0, linux-bash: 1, terraform: 0}", f"{{{all_of_them}}}")
    assert seen(EARLIER, whole).skills.radar.then.count("M") == len(ids)
    without = seen(NO_EARLIER).skills.radar
    assert (without.then, without.then_dots) == ("", [])


@pytest.mark.parametrize("name", ["ratings", "ratings.docker", "earlier", "earlier[].ratings"])
def test_what_is_private_is_private_of_then(seen, name: str) -> None:
    """Other earlier ratings of a private skill, and none, are the same."""
    hide = (SKILLS, FIRST_DAY, f"private: ['{name}']\n{FIRST_DAY}")
    other = (SKILLS, "{docker: 1, git: 1}", "{docker: 4}")
    only = (SKILLS, "{docker: 0, linux-bash: 1, terraform: 0}", "{docker: 2}")
    none = (SKILLS, f"earlier:\n{EARLIER[2]}", "priorities:\n  - docker\n")

    skills = seen(EARLIER, hide).skills
    assert "docker" not in [row.skill.id for row in skills.changed]
    hidden = [seen(EARLIER, other, only, hide), seen(EARLIER, none, hide)]
    assert [(each.skills.closed, each.skills.first_month) for each in hidden] == [([], "")] * 2
    assert hidden[0] == hidden[1]


def test_what_comes_after_a_pause_has_later_days(seen) -> None:
    plan, moved = seen(NO_PAUSE).plan, seen().plan

    assert [str(week.days.first) for week in plan.weeks[4:6]] == ["2026-10-12", "2026-10-19"]
    assert [str(week.days.first) for week in moved.weeks[4:6]] == ["2026-10-12", "2026-10-26"]
    (pause,) = moved.pauses
    assert (pause.after, pause.weeks, pause.when) == (6, 1, "19 to 25 October")
    assert [week.state == "done" for week in moved.weeks] == [
        week.state == "done" for week in plan.weeks
    ]


@pytest.mark.parametrize("name", ["pauses", "pauses[].weeks", "starts_on", "weeks[].week"])
def test_no_day_of_a_week_tells_what_is_hidden(seen, name: str) -> None:
    plan = seen((PLAN, "private:\n", f"private:\n  - {name}\n")).plan

    assert {week.days for week in plan.weeks} == {None}
    assert {pause.days for pause in plan.pauses} <= {None}


def test_pay_stands_on_a_scale_from_zero_for_each_currency(seen) -> None:
    """Nothing is converted, and no sum of one currency moves a bar of another."""
    groups = seen(
        (
            MARKET,
            "      min: 38000\n      max: 46000\n      currency: GBP",
            "      min: 90000\n      max: 140000\n      currency: USD",
        )
    ).market.pay_groups

    assert [(group.currency, group.top) for group in groups] == [("GBP", 45000), ("USD", 150000)]
    pounds, dollars = groups
    assert (pounds.usual.min, pounds.usual.max, pounds.usual.at) == (30000, 42000, 66.7)
    assert dollars.usual is None
    places = {pay.label: (pay.at, pay.width) for pay in pounds.pays}
    assert places["Three Valleys Hospitals"] == (65.6, 14.4)  # 29,500 to 36,000 of 45,000
    assert [(pay.label, pay.at, pay.width) for pay in dollars.pays] == [
        ("Mossgrid Energy", 60.0, 33.3)
    ]


def test_pay_for_each_period_has_a_scale_of_its_own(seen) -> None:
    """What is paid a month is no small sum beside what is paid a year."""
    monthly = (
        MARKET,
        "      min: 38000\n      max: 46000\n      currency: GBP",
        "      min: 3000\n      max: 3800\n      currency: gbp\n      period: Month",
    )
    year, month = seen(monthly).market.pay_groups

    assert [(group.currency, group.per, group.top) for group in (year, month)] == [
        ("GBP", "a year", 45000),
        ("GBP", "a month", 4000),
    ]
    assert month.usual is None
    assert [(pay.label, pay.per) for pay in month.pays] == [("Mossgrid Energy", "a month")]


@pytest.mark.parametrize("name", ["postings[].salary.period", "postings[].salary"])
def test_pay_of_a_hidden_period_is_hidden(seen, name: str) -> None:
    """It may be for a month: as pay for a year it would be untrue."""
    (group,) = seen(
        (MARKET, "role: Junior", f"private: ['{name}']\nrole: Junior")
    ).market.pay_groups

    assert group.usual
    assert group.pays == []


def test_pay_of_one_sum_can_be_seen(seen) -> None:
    one = (MARKET, "      min: 38000\n      max: 46000", "      min: 46000\n      max: 46000")
    (pounds,) = seen(one).market.pay_groups
    (sum_,) = [pay for pay in pounds.pays if pay.label == "Mossgrid Energy"]

    assert (pounds.top, sum_.at, sum_.width) == (50000, 92.0, 1)


def test_postings_are_counted_by_workplace(seen) -> None:
    assert seen().market.workplaces == [("on-site", 3), ("hybrid", 7), ("remote", 2)]


def test_hidden_requirements_leave_no_count(seen) -> None:
    hidden = seen((MARKET, "role: Junior", "private: ['postings[].requirements']\nrole: Junior"))
    assert hidden.market.demand == []
    assert len(hidden.market.postings) == 12

    hidden = seen((MARKET, "role: Junior", "private: ['postings[].nice_to_have']\nrole: Junior"))
    assert hidden.market.demand == []


def test_what_is_learned_next_are_the_first_gaps(seen) -> None:
    assert [skill.id for skill in seen().learning] == ["kubernetes", "terraform", "git"]
    assert [s.id for s in seen((SKILLS, "git: 1", "git: 2")).learning] == [
        *("kubernetes", "terraform", "ml-frameworks"),
    ]


def test_a_portfolio_of_one_page_has_one_view(tmp_path: Path, exercise01: Exercise) -> None:
    shutil.copy(DOCS / "example" / PLAN, tmp_path)
    answers = checks.check(exercise01, tmp_path, TODAY).answers
    begun = [answer for answer in answers if answer.begun]

    seen = views(redaction.shown_pages(begun, own=False), exercise01, TODAY)

    assert seen.plan
    assert (seen.skills, seen.road, seen.market, seen.fit) == (None, None, None, None)
    assert [skill.id for skill in seen.learning] == ["kubernetes", "terraform", "git"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One thing. Another.", "One thing."),
        ("I use e.g. Docker and v1.2 of it. It works.", "I use e.g. Docker and v1.2 of it."),
        ("監視を作った。今も動く。", "監視を作った。"),
        ("no end", "no end"),
        ("word " * 100, ("word " * 34).strip() + " …"),
        ("w" * 400, "w" * 170 + " …"),
    ],
)
def test_the_first_sentence_of_a_proof(text: str, first: str) -> None:
    assert first_sentence(text) == first
