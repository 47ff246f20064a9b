"""The house rules that a test can keep."""

from __future__ import annotations

import re
import subprocess

from helpers.project import DOCS, ROOT
from portfolio.problems import WORDS

FILES = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
).stdout.split("\n")
PYTHON = [ROOT / name for name in FILES if name.startswith(("hooks/", "scripts/"))
          and name.endswith(".py")]  # fmt: skip


def test_one_module_alone_knows_mkdocs() -> None:
    known = [
        path.name
        for path in PYTHON
        if re.search(r"^\s*(?:from|import) mkdocs", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert known == ["deliverables.py"]


def test_the_hook_is_thin() -> None:
    lines = (ROOT / "hooks" / "deliverables.py").read_text(encoding="utf-8").split("\n")

    assert len([line for line in lines if line.strip()]) < 210


def test_every_message_is_used_and_none_is_missing() -> None:
    """A key is written out where it is raised, or is pydantic's own, or a trap."""
    code = "".join(path.read_text(encoding="utf-8") for path in PYTHON)
    of_pydantic = {"missing", "greater_than", "greater_than_equal", "less_than_equal"}

    for key, row in WORDS["messages"].items():
        assert f'"{key}"' in code or key in of_pydantic or "trap" in row, key
        assert row["message"]
        assert row["hint"]


def test_no_host_of_a_registry_stands_in_a_file() -> None:
    hosts = re.compile("py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|deb\.deb" + "ian")
    for name in filter(None, FILES):
        path = ROOT / name
        if path.suffix not in (".png", ".ico") and path.is_file():
            assert not hosts.search(path.read_text(encoding="utf-8")), name


def test_the_exercise_keeps_every_link_and_figure_of_its_facts() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    for fact in (
        *("https://mlops.community/", "https://www.deeplearning.ai/the-batch/", "Kelsey Hightower"),
        "https://aws.amazon.com/blogs/machine-learning/",
        "https://cloud.google.com/blog/products/ai-machine-learning",
        *("https://reddit.com/r/MachineLearning", "https://slack.k8s.io/", "Martin Kleppmann"),
        *("35%", "60%", "$150K", "$400K", "80000", "120000", "180000", "250000", "500000"),
        *(
            "KubeCon",
            "MLOps World",
            "AWS re:Invent",
            "Hugging Face",
            "Weights & Biases",
            "Anyscale",
        ),
    ):
        assert fact in pages, fact
