"""The addresses that pages lead to: their form here, and whether they are there once a week."""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from helpers.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.insert(0, str(ROOT / "scripts"))
import links

FOUND = links.links()
OF_THE_SOURCE = (
    *("https://mlops.community/", "https://www.deeplearning.ai/the-batch/"),
    *("https://slack.k8s.io/", "https://reddit.com/r/MachineLearning"),
)


@pytest.mark.parametrize("address", FOUND)
def test_an_address_is_whole_and_asks_for_nothing_about_the_reader(address: str) -> None:
    parts = urlsplit(address)

    assert parts.scheme == "https"
    assert "." in parts.netloc
    assert "@" not in parts.netloc
    assert "utm_" not in parts.query


def test_no_address_of_the_source_is_lost() -> None:
    assert set(OF_THE_SOURCE) <= FOUND.keys()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("code", "told"), [(200, None), (403, None), (404, "404"), (500, "500")])
def test_a_host_says_whether_a_page_is_there(host: str, code: int, told: str | None) -> None:
    why = links.fault(f"{host}/{code}")

    assert why is None if told is None else (why or "").startswith(told)


def test_a_host_that_is_not_there_is_told() -> None:
    assert "refused" in (links.fault("http://127.0.0.1:9/") or "").lower()


def test_the_command_names_what_is_gone(
    host: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pages = {f"{host}/200": ["docs/a.md"], f"{host}/404": ["docs/b.md", "README.md"]}
    monkeypatch.setattr(links, "links", lambda: pages)

    code = links.main(["--check"])
    said = capfdbinary.readouterr().out.decode()

    assert code == 1
    assert f"{host}/404: 404 Not Found\n    in docs/b.md, README.md\n" in said
    assert said.endswith("1 of 2 addresses work.\n")
