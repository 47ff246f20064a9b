"""Where a site stands: whatever happens to a build, the last good site stays or comes back."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from helpers import python
from helpers.build import COMMAND, Ran, everything, mkdocs
from helpers.project import ROOT, copy_project, edit, lighten

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLIC = ("-f", "portfolio.yml")
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"}
GOOD = b"the last good site"


def last_site(folder: Path) -> Path:
    """Put the last good site into a folder."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(GOOD)
    return folder


def is_the_last(site: Path) -> bool:
    return list(everything(site)) == [("index.html", GOOD)]


def is_made(site: Path) -> bool:
    return b"</html>" in (site / "index.html").read_bytes() and (site / "stylesheets").is_dir()


def left_behind(*folders: Path) -> list[str]:
    return [path.name for folder in folders for path in folder.glob(".*")]


def spoil(project: Path) -> None:
    """Let a build fail."""
    edit(project / "docs" / "learning-plan.md", "hours_per_week: ", "hours_per_week: many ")


def patched(project: Path, patch: str, *arguments: str, **env: str) -> Ran:
    return mkdocs(project, "build", *arguments, patch=patch, **env)


def errors(ran: Ran) -> list[str]:
    return [line for line in ran.log.splitlines() if line.startswith("ERROR")]


# --- a link, a file


def test_a_link_stays_and_what_it_leads_to_is_replaced(project: Path, tmp_path: Path) -> None:
    """As often as one builds; also by a link to a link, and from a folder that is one."""
    www = last_site(tmp_path / "www" / "robin")
    (tmp_path / "current").symlink_to(www)
    (project / "public").symlink_to("../current")
    (www / "old.html").write_bytes(b"of a page that is no more")

    for _ in range(2):
        assert mkdocs(project, "build", *PUBLIC).code == 0
        assert (project / "public").readlink() == Path("../current")
        assert (tmp_path / "current").readlink() == www
        assert is_made(www)
        assert not (www / "old.html").exists()
        assert not left_behind(project, tmp_path, www.parent)


def test_a_build_that_fails_leaves_what_a_link_leads_to(project: Path, tmp_path: Path) -> None:
    www = last_site(tmp_path / "www")
    (project / "public").symlink_to(www)
    spoil(project)

    assert mkdocs(project, "build", *PUBLIC).code == 1
    assert (project / "public").is_symlink()
    assert is_the_last(www)
    assert not left_behind(project, tmp_path)


def test_a_link_to_a_folder_that_is_not_there_yet_makes_it(project: Path, tmp_path: Path) -> None:
    (project / "public").symlink_to(tmp_path / "www")

    assert mkdocs(project, "build", *PUBLIC).code == 0
    assert (project / "public").is_symlink()
    assert is_made(tmp_path / "www")


def test_gh_deploy_publishes_what_a_link_leads_to(project: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        ran = ["git", "-c", "user.name=R", "-c", "user.email=r@example.org", *arguments]
        return subprocess.run(
            ran, cwd=project, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    git("init", "-q")
    git("init", "-q", "--bare", str(tmp_path / "remote"))
    git("remote", "add", "origin", str(tmp_path / "remote"))
    git("commit", "-q", "--allow-empty", "-m", "Begin")
    last_site(tmp_path / "www")
    (project / "public").symlink_to(tmp_path / "www")

    who = {
        f"GIT_{each}_{what}": "r@e"
        for each in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    ran = mkdocs(project, "gh-deploy", *PUBLIC, **who)

    assert ran == Ran(0, ran.log)
    names = git("ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {"index.html", "learning-plan.html"} <= set(names)
    assert (project / "public").is_symlink()


class Refused(NamedTuple):
    link: str | None  # what `public` leads to; None: it is a file
    said: str


REFUSED = {
    "a file": Refused(None, "is a file"),
    "a link to a file": Refused("mkdocs.yml", "is a file"),
    "a link to itself": Refused("public", "is a broken symbolic link"),
    "a link to a place in a folder that is gone": Refused("../unplugged/public", "is not there"),
    "a link to the project": Refused(".", "from which the site is made"),
    "a link to what is around the project": Refused("..", "from which the site is made"),
    "a link to the pages": Refused("docs", "from which the site is made"),
    "a link to a place among the pages": Refused("docs/public", "from which the site is made"),
    "a link to the theme": Refused("overrides", "from which the site is made"),
}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that no build may change."""
    return lighten(copy_project(tmp_path_factory.mktemp("untouched") / "project"))


@pytest.fixture
def place(untouched: Path) -> Iterator[Path]:
    """Where a site would go."""
    place = untouched / "public"
    yield place
    place.unlink()


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_can_be_no_site_is_refused_before_anything_is_built(
    case: Refused, untouched: Path, place: Path
) -> None:
    if case.link is None:
        place.write_text("a file of mine", encoding="utf-8")
    else:
        place.symlink_to(case.link)
    before = [each for each in everything(untouched.parent) if "__pycache__" not in each[0]]

    ran = mkdocs(untouched, "build", *PUBLIC)

    assert ran.code == 1
    assert case.said in errors(ran)[-1]
    assert len(errors(ran)) == 1
    assert "Traceback" not in ran.log
    assert "Building documentation" not in ran.log
    assert place.is_symlink() == (case.link is not None)
    after = everything(untouched.parent)
    assert [each for each in after if "__pycache__" not in each[0]] == before
    assert not left_behind(untouched, untouched.parent)


def test_a_site_may_stand_anywhere_else(project: Path, tmp_path: Path) -> None:
    """In folders that are not there yet, which a build that fails does not leave either."""
    assert mkdocs(project, "build", *PUBLIC, "-d", "../a/b/c").code == 0
    assert is_made(tmp_path / "a" / "b" / "c")
    assert not left_behind(project, tmp_path / "a" / "b")

    spoil(project)
    assert mkdocs(project, "build", *PUBLIC, "-d", "../x/y/z").code == 1
    assert not (tmp_path / "x").exists()


def test_what_is_hidden_in_a_site_is_not_the_builds(project: Path) -> None:
    """As MkDocs has it: a checkout of a branch, or what a web server reads, stays; rights too."""
    site = last_site(project / "public")
    (site / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "proof").write_bytes(b"mine")
    site.chmod(0o750)

    assert mkdocs(project, "build", *PUBLIC).code == 0
    assert is_made(site)
    assert (site / ".git").read_text(encoding="utf-8") == "gitdir: elsewhere"
    assert (site / ".well-known" / "proof").read_bytes() == b"mine"
    assert site.stat().st_mode & 0o777 == 0o750
    assert not left_behind(project)


# --- what a build that was cut short left


@pytest.mark.parametrize(("linked", "fails"), [(True, True), (False, False)])
def test_killed_between_the_two_renames_the_last_site_comes_back(
    project: Path, tmp_path: Path, *, linked: bool, fails: bool
) -> None:
    site = last_site(tmp_path / "www" if linked else project / "public")
    if linked:
        (project / "public").symlink_to(site)
    killed = patched(
        project,
        "import os, signal\n"
        "real = os.rename\n"
        "os.rename = lambda *two: (real(*two), os.kill(os.getpid(), signal.SIGKILL))",
        *PUBLIC,
    )
    assert killed.code == -signal.SIGKILL
    assert not site.exists()

    if fails:
        spoil(project)
    assert mkdocs(project, "build", *PUBLIC).code == (1 if fails else 0)

    assert is_the_last(site) if fails else is_made(site)
    assert (project / "public").is_symlink() == linked
    assert not left_behind(project, tmp_path)


@pytest.mark.parametrize("moment", [1, 8])
def test_a_killed_build_leaks_nothing_into_the_next(project: Path, moment: int) -> None:
    """Nor does what somebody puts into the folder that it left, a hidden file included."""
    site = last_site(project / "public")
    killed = patched(
        project,
        "import os, signal\n"
        "from mkdocs import utils\n"
        "real, made = utils.write_file, []\n"
        "def write_file(content, path):\n"
        "    real(content, path)\n"
        "    made.append(path)\n"
        f"    if len(made) == {moment}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "utils.write_file = write_file",
        *PUBLIC,
    )
    assert killed.code == -signal.SIGKILL
    assert is_the_last(site)
    for folder in project.glob(".public-*/"):
        (folder / ".secret").write_bytes(b"x")
        (folder / "secret.html").write_bytes(b"x")

    assert mkdocs(project, "build", *PUBLIC).code == 0
    assert is_made(site)
    assert not [path for path in site.rglob("*") if "secret" in path.name]
    assert not left_behind(project)


@pytest.mark.parametrize("kind", ["folder", "file", "link", "dead link"])
def test_what_lies_in_the_way_is_cleared(project: Path, tmp_path: Path, kind: str) -> None:
    """What a link leads to is not touched: a build of an earlier version left such links."""
    last_site(project / "public")
    elsewhere = last_site(tmp_path / "elsewhere")
    for path in (project / ".public-before", project / ".public-in-the-making"):
        if kind == "folder":
            last_site(path)
        elif kind == "file":
            path.write_bytes(b"x")
        else:
            path.symlink_to(elsewhere if kind == "link" else tmp_path / "gone")

    assert mkdocs(project, "build", *PUBLIC).code == 0
    assert is_made(project / "public")
    assert is_the_last(elsewhere)
    assert not left_behind(project)


def test_what_cannot_be_cleared_is_named(project: Path) -> None:
    """As of a site that another user built: the next build says what to remove, and where."""
    site = last_site(project / "public")
    last_site(project / ".public-before")
    patch = (
        "import shutil\n"
        "def rmtree(*_, **__): raise PermissionError(13, 'Permission denied', 'index.html')\n"
        "shutil.rmtree = rmtree"
    )
    ran = patched(project, patch, *PUBLIC)

    assert ran.code == 1
    assert f"{project / '.public-before'}, which another build has left" in errors(ran)[-1]
    assert "remove it by hand" in errors(ran)[-1]
    assert "Traceback" not in ran.log
    assert is_the_last(site)


# --- two at once


WAIT = (
    "from mkdocs import utils\n"
    "real = utils.write_file\n"
    "def write_file(*of):\n"
    "    utils.write_file = real\n"
    "    print('now', flush=True)\n"
    "    input()\n"
    "    real(*of)\n"
    "utils.write_file = write_file"
)


def test_of_two_builds_at_once_the_second_waits_and_stays(project: Path, tmp_path: Path) -> None:
    last_site(project / "public")
    other = Path(shutil.copytree(project / "docs" / "example", tmp_path / "other"))
    edit(other / "portfolio.md", "name: ", "name: Other ")
    env = {"SOURCE_DATE_EPOCH": "1790000000", "PORTFOLIO_DIR": str(other)}
    assert mkdocs(project, "build", *PUBLIC, "-d", str(tmp_path / "wanted"), **env).code == 0

    def begin(patch: str, folder: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", f"{patch}\n{COMMAND}", "build", *PUBLIC]
        env = ENVIRONMENT | {"PORTFOLIO_DIR": str(folder)}
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(command, cwd=project, env=env, **pipes)

    with begin(WAIT, project / "docs") as first:
        assert first.stdout.readline() == b"now\n"
        with begin("", other) as second:
            assert any(b"Another build of this site" in line for line in second.stderr)
            assert is_the_last(project / "public")
            first.communicate(b"\n", timeout=120)
            second.communicate(timeout=120)

    assert (first.returncode, second.returncode) == (0, 0)
    assert [*everything(project / "public")] == [*everything(tmp_path / "wanted")]
    assert not left_behind(project)


HANG = (
    "import time\n"
    "from mkdocs import utils\n"
    "utils.write_file = lambda *_: (print('now', flush=True), time.sleep(60))"
)


def test_a_build_does_not_wait_for_ever(project: Path) -> None:
    """A build that hangs, or that somebody stopped, keeps its place."""
    site = last_site(project / "public")
    hung = subprocess.Popen(
        [sys.executable, "-c", f"{HANG}\n{COMMAND}", "build", *PUBLIC],
        cwd=project,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert hung.stdout
    assert hung.stdout.readline() == b"now\n"

    impatient = "import sys; sys.path.insert(0, 'hooks')\nfrom portfolio.publish import folders\n"
    ran = patched(project, impatient + "folders.PATIENCE = 0.2", *PUBLIC)

    assert ran.code == 1
    assert "wait until it ends, or stop it" in errors(ran)[-1]
    assert is_the_last(site)
    hung.kill()
    hung.communicate()
    assert mkdocs(project, "build", *PUBLIC).code == 0
    assert not left_behind(project)


# --- what stops a build: one line says what to do, the last site stays, nothing is left behind


def failed_well(ran: Ran, project: Path, site: Path) -> str:
    """Return the last line of errors of a build that failed as it should."""
    assert ran.code == 1, ran.log
    assert "Traceback" not in ran.log
    assert is_the_last(site)
    assert not left_behind(project)
    return errors(ran)[-1]


FAIL = (
    "import errno, os, pathlib\n"
    "from mkdocs import utils\n"
    "def fail(*_): raise OSError(errno.{code}, os.strerror(errno.{code}), 'x.html')\n"
)
A_PAGE, A_COPY = "utils.write_file = fail", "utils.copy_file = fail"
THE_LOCK = (
    "real = pathlib.Path.open\n"
    "pathlib.Path.open = lambda p, *a, **k: fail() if 'lock' in p.name else real(p, *a, **k)"
)
FIRST = "os.rename = fail"
SECOND = (
    "real, n = os.rename, []\n"
    "os.rename = lambda *a: (n.append(1), fail() if len(n) == 2 else real(*a))"
)
DISKS = {
    "a page on a full disk": ("ENOSPC", A_PAGE, "make room"),
    "a copy, all used up": ("EDQUOT", A_COPY, "make room"),
    "a damaged disk": ("EIO", A_PAGE, "find out what is in the way"),
    "a full disk at first": ("ENOSPC", THE_LOCK, "make room"),
    "a disk that is only read": ("EROFS", THE_LOCK, "is read-only"),
    "a closed folder": ("EACCES", THE_LOCK, "permission to"),
    "on Windows, a file in use": ("EACCES", FIRST, "close any program"),
    "on Windows, a new file in use": ("EACCES", SECOND, "close any program"),
    "a volume": ("EBUSY", FIRST, "a separate disk or volume"),
    "another disk": ("EXDEV", FIRST, "a separate disk or volume"),
    "a full disk at last": ("ENOSPC", SECOND, "make room"),
}


@pytest.mark.parametrize("case", DISKS.values(), ids=DISKS)
def test_a_disk_that_takes_no_site(case: tuple[str, str, str], project: Path) -> None:
    code, patch, hint = case
    site = last_site(project / "public")

    ran = patched(project, FAIL.format(code=code) + patch, *PUBLIC)

    said = failed_well(ran, project, site)
    assert os.strerror(getattr(errno, code)) in said
    assert hint in said
    assert "build again" in said


def test_a_mounted_folder_is_refused_before_anything_is_built(project: Path) -> None:
    site = last_site(project / "public")
    patch = (
        "import os; real = os.path.ismount\n"
        "os.path.ismount = lambda p: str(p).endswith('public') or real(p)"
    )
    ran = patched(project, patch, *PUBLIC)

    said = failed_well(ran, project, site)
    assert "-d" in said
    assert "Building documentation" not in ran.log


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize("arguments", [(), PUBLIC], ids=["mkdocs.yml", "portfolio.yml"])
def test_a_disk_that_really_takes_no_more(project: Path, arguments: tuple[str, ...]) -> None:
    """The system refuses each file over 20 kB, in the middle of writing it."""
    site = last_site(project / ("public" if arguments else "site"))
    limit = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))"
    )
    ran = patched(project, limit, *arguments)

    assert "too large" in failed_well(ran, project, site).lower()


MAIN, LIST = "public/main.html", "macros/resource_list.html"
OVERRIDES = {
    "a tag that is none": (MAIN, b"\n{% broken %}", "public/main.html:2: "),
    "a block that does not end": (MAIN, b"{% block content %}", "public/main.html:1: "),
    "a filter that is none": (MAIN, b"{{ 1 | broken }}", "public/main.html:1: "),
    "a template that is not there": (MAIN, b"{% extends 'gone.html' %}", "public/main.html:1: "),
    "a name that is none": (MAIN, b"\n\n{{ broken.name }}", "public/main.html:3: "),
    "a sum of text and number": (MAIN, b"{{ 1 + 'a' }}", "public/main.html:1: "),
    "one through nothing": (MAIN, b"{{ 1 / 0 }}", "public/main.html:1: "),
    "no length": (MAIN, b"{{ 1 | length }}", "public/main.html:1: "),
    "a template in itself": (MAIN, b"{% include 'main.html' %}", "public/main.html:1: "),
    "not UTF-8": (MAIN, b"Universit\xe4t", "public/main.html"),
    "of a page": ("pages/answer.html", b"{% broken %}", "pages/answer.html:1: "),
    "of a view": ("views/road.html", b"{{ broken.name }}", "views/road.html:1: "),
    "of a view, not UTF-8": ("views/road.html", b"\xe4", "views/road.html"),
    "of the exercise": ("main.html", b"{{ broken.name }}", " overrides/main.html:1: "),
    "of a macro": (LIST, b"{% broken %}", "resource_list.html:1: "),
    "of a macro, a sum": (LIST, b"{{ 1 + 'a' }}", "resource_list.html:1: "),
    "of a macro, not UTF-8": (LIST, b"\xe4", "resource_list.html"),
    "of a macro, gone": (LIST, None, "resource_list.html"),
}


@pytest.mark.parametrize("case", OVERRIDES.values(), ids=OVERRIDES)
def test_a_broken_template_is_named_with_its_line(
    case: tuple[str, bytes | None, str], project: Path
) -> None:
    name, content, said = case
    is_public = name.startswith(("public/", "pages/", "views/"))  # which takes a third of the time
    site = last_site(project / ("public" if is_public else "site"))
    if content is None:
        (project / "overrides" / name).unlink()
    else:
        (project / "overrides" / name).write_bytes(content)

    ran = mkdocs(project, "build", *(PUBLIC if is_public else ()))

    told = failed_well(ran, project, site)
    assert said in told
    assert "template" in told


def test_a_picture_may_stand_among_the_templates(project: Path) -> None:
    (project / "overrides" / "public" / "me.jpg").write_bytes(b"\xff\xd8\xff\xe0")

    assert mkdocs(project, "build", *PUBLIC).code == 0


def test_a_mistake_of_the_programs_can_still_be_reported(project: Path) -> None:
    """What nobody foresaw keeps its traceback, in a macro too; the last site stays."""
    patch = "from mkdocs import utils\nutils.write_file = lambda *_: None + 1"
    macro = (
        "import sys; sys.path.insert(0, 'hooks')\nfrom portfolio.publish import pages\n"
        "real = pages.Pages.draw\n"
        "def draw(self, name, **words):\n"
        "    return None + 1 if name.startswith('macros/') else real(self, name, **words)\n"
        "pages.Pages.draw = draw"
    )
    site = last_site(project / "site")
    for each in (patch, macro):
        ran = patched(project, each)

        assert ran.code == 1
        assert ran.log.count("TypeError: unsupported operand") == 1
        assert "Traceback (most recent call last):" in ran.log
        assert is_the_last(site)
        assert not left_behind(project)


def test_where_a_disk_failed_is_told_when_asked_for(project: Path) -> None:
    patch = (
        "import errno\nfrom mkdocs import utils\n"
        "def write_file(*_): raise OSError(errno.EIO, 'Input/output error')\n"
        "utils.write_file = write_file"
    )
    ran = patched(project, patch, *PUBLIC, "--verbose")

    assert ran.code == 1
    assert "Traceback" in ran.log


LONG = "x" * 5000
FOLDERS = {
    "too long": (LONG, "no folder"),
    "too deep": ("x/" * 2500, "no folder"),
    "not there": ("nowhere", "no folder nowhere"),
    "a file": ("mkdocs.yml", "mkdocs.yml is a file"),
    "in a file": ("mkdocs.yml/docs", "no folder"),
    "two lines": ("no\nERROR   -  where", "no folder"),
}


@pytest.mark.parametrize("case", FOLDERS.values(), ids=FOLDERS)
def test_a_folder_of_deliverables_that_is_none(case: tuple[str, str], project: Path) -> None:
    site = last_site(project / "public")
    name, said = case
    mode = "serve" if name == LONG else "build"

    ran = mkdocs(project, mode, *PUBLIC, PORTFOLIO_DIR=name)

    told = failed_well(ran, project, site)
    assert len(errors(ran)) == 1
    assert "PORTFOLIO_DIR" in told
    assert said in told.replace(f"{project}{os.sep}", "")
    assert len(told) < 500


def test_a_run_says_the_same_of_such_a_folder(project: Path) -> None:
    command = [sys.executable, project / "scripts" / "ci.py"]
    ran = subprocess.run(
        command, env=ENVIRONMENT | {"PORTFOLIO_DIR": LONG}, capture_output=True, check=False
    )

    assert ran.returncode == 2
    assert ran.stderr.startswith(b"cannot check: there is no folder ")
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may read everything")
def test_a_folder_of_deliverables_that_nobody_may_read(project: Path, tmp_path: Path) -> None:
    site = last_site(project / "public")
    (tmp_path / "closed").mkdir(mode=0)

    ran = mkdocs(project, "build", *PUBLIC, PORTFOLIO_DIR=str(tmp_path / "closed"))

    assert "right to" in failed_well(ran, project, site)


def test_warnings_in_strict_mode_leave_the_last_site(project: Path) -> None:
    """MkDocs says so after its last event, when the new site had taken the place already."""
    site = last_site(project / "site")
    edit(project / "docs" / "role.md", "\n## ", "\n[gone](gone/)\n\n## ")

    ran = mkdocs(project, "build", "--strict")

    assert ran.code == 1
    assert "gone/" in ran.log
    assert "strict" in ran.log
    assert is_the_last(site)
    assert not left_behind(project)


INTERRUPTED = {
    "while pages are written": (
        "real, n = utils.write_file, []\n"
        "utils.write_file = lambda *a: (real(*a), n.append(1), len(n) == 5 and stop())"
    ),
    "between the two renames": "real = os.rename\nos.rename = lambda *a: (real(*a), stop())",
    "before the renames": "os.rename = lambda *a: stop()",
}


@pytest.mark.parametrize("patch", INTERRUPTED.values(), ids=INTERRUPTED)
def test_ctrl_c_leaves_the_last_site_and_nothing_else(project: Path, patch: str) -> None:
    site = last_site(project / "public")
    stop = (
        "import os, signal, time\nfrom mkdocs import utils\n"
        "def stop():\n"
        "    utils.write_file, os.rename = real_write, real_rename\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    time.sleep(1)\n"
        "real_write, real_rename = utils.write_file, os.rename\n"
    )
    ran = patched(project, stop + patch, *PUBLIC)

    assert ran.code == 1
    assert "Aborted!" in ran.log
    assert "Traceback" not in ran.log
    assert is_the_last(site)
    assert not left_behind(project)


# --- a folder of deliverables that is a link


class Linked(NamedTuple):
    folder: str  # as given, from the learner's repository
    link: str  # a link that is made there
    to: str  # where it leads
    code: int  # of `scripts/ci.py --all`


LINKED = {
    "its documents": Linked("docs", "docs", "../checks/docs/example", 2),
    "a folder in it": Linked("docs/mine", "docs/mine", "../../checks/docs/example", 2),
    "what a link leads through": Linked("work/docs/example", "work", "../checks", 2),
    "a way around": Linked("a/../docs", "docs", "../checks/docs/example", 2),
    "from above": Linked("../robin/docs", "docs", "../checks/docs/example", 2),
    "in the repository": Linked("docs", "docs", "papers", 0),
}


@pytest.mark.parametrize("case", LINKED.values(), ids=LINKED)
def test_a_link_out_of_a_repository_hands_nothing_in(
    case: Linked, project: Path, tmp_path: Path
) -> None:
    """Neither in the run of a course, nor in a check of one folder."""
    (project / ".git").mkdir()
    checks, learner = project.rename(tmp_path / "checks"), tmp_path / "robin"
    (learner / "docs" if case.link != "docs" else learner / "papers").mkdir(parents=True)
    (learner / ".git").mkdir()
    (learner / "a").mkdir()
    if case.to == "papers":
        shutil.copytree(ROOT / "tests" / "portfolio", learner / "papers", dirs_exist_ok=True)
    (learner / case.link).symlink_to(case.to)

    def run(script: str, *arguments: str) -> Ran:
        path = checks / "scripts" / script
        ran = python.script(path, *arguments, cwd=learner, env=dict(os.environ))
        return Ran(ran.code, (ran.out + ran.err).decode("utf-8"))

    by_course = run("ci.py", "--all", "--folder", case.folder)
    by_hand = run("validate_exercise01.py", case.folder)

    assert by_course.code == case.code
    assert ("is a symbolic link that points outside" in by_course.log) == bool(case.code)
    assert by_hand.code == bool(case.code)
    assert ("that is a symbolic link to a place outside robin" in by_hand.log) == bool(case.code)
    assert ("🎉" in by_hand.log) == (not case.code)


def test_in_a_class_nobody_hands_in_the_folder_of_another(tmp_path: Path) -> None:
    """Who set up the class may have linked the learners' folders themselves."""
    clones, elsewhere = tmp_path / "class", tmp_path / "srv" / "cem"
    for docs in (clones / "ben" / "docs", elsewhere / "docs"):
        shutil.copytree(ROOT / "tests" / "portfolio", docs)
    (clones / "ann").mkdir()
    (clones / "ann" / "docs").symlink_to("../ben/docs")
    (clones / "cem").symlink_to(elsewhere)

    script = ROOT / "scripts" / "validate_exercise01.py"
    ran = subprocess.run(
        [sys.executable, script, "--class", clones], capture_output=True, check=False
    )

    said = ran.stdout.decode("utf-8")
    assert ran.returncode == 1
    assert "❌ ann: 0 of 4 done" in said
    assert "✅ ben: 4 of 4 done" in said
    assert "✅ cem: 4 of 4 done" in said
