"""The extension in a Jupyter Book that knows nothing of this course, shown below another address, from a plain host."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import nbformat
from playwright.sync_api import expect, sync_playwright

from publish import chromium

ROOT = Path(__file__).resolve().parents[2]

CONFIG = """
title: Another book
execute: {{execute_notebooks: force}}
html: {{use_issues_button: false}}
sphinx:
  local_extensions: {{live: "{root}"}}
  config:
    nb_ipywidgets_js: {{}}
    live_packages: []
    live_cache: "{cache}"
"""
CELL = """
import ipywidgets
slider, twice = ipywidgets.IntSlider(3, description="Loaves"), ipywidgets.Label("6")
slider.observe(lambda change: setattr(twice, "value", str(2 * change.new)), "value")
ipywidgets.VBox([slider, twice])
"""


def test_a_stock_book_comes_alive_below_a_folder_of_its_host(tmp_path, live_cache):
    source, host = tmp_path / "source", tmp_path / "host"
    source.mkdir()
    (source / "_config.yml").write_text(CONFIG.format(root=ROOT, cache=live_cache))
    (source / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Bread"), nbformat.v4.new_code_cell(CELL)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, source / "page.ipynb")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("jupyter-book")), "build", str(source), "--path-output", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    host.mkdir()
    (tmp_path / "_build" / "html").rename(host / "repository")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_given):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(host))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/repository/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGUMENTS)
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"{base}page.html")
            page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=60_000)
            page.get_by_role("slider", name="Loaves").press("ArrowRight")
            expect(page.locator(".live-outputs")).to_contain_text("8")
            live = [url for url in asked if "/live/" in url]
            assert live
            assert all(url.startswith(f"{base}live/") for url in live)
            browser.close()
        server.shutdown()
