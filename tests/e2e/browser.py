"""Debian's chromium, driven for the tests of the page: nothing asked of the network, every message kept."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class Browser:
    """A browser with what the tests ask of it."""

    def __init__(self, profile: str) -> None:
        webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (test extra)")
        from selenium.webdriver.chrome.service import Service

        binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
        if not binary or not driver:
            pytest.skip("chromium or chromedriver is absent: apt-get install chromium chromium-driver")
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))

    def cdp(self, command: str, **arguments: Any) -> Any:
        """Send a command of the developer tools."""
        return self.driver.execute_cdp_cmd(command, arguments)

    def js(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def open(
        self,
        page: Path,
        *,
        anchor: str = "",
        width: int = 1280,
        theme: str = "light",
        media: str = "screen",
        scripts: bool = True,
    ) -> None:
        """Load the page afresh under these conditions."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        themed = [
            {"name": "prefers-color-scheme", "value": theme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.cdp("Emulation.setEmulatedMedia", media=media, features=themed)
        self.driver.get("about:blank")
        self.messages()
        self.requests()
        self.driver.get(page.as_uri() + (f"#{anchor}" if anchor else ""))

    def messages(self) -> list[str]:
        """What the console got since the last call: errors, and what the policy refused."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since the last call, but for the page and what is inside of it."""
        sent = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        urls = [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(("data:", "about:"))]

    def press(self, key: str) -> None:
        """Press a key as a user would."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(key).perform()

    def find(self, selector: str) -> Any:
        """The first element of that selector."""
        return self.driver.find_element("css selector", selector)


def start() -> Browser:
    """A browser with a profile of its own; the caller closes it with `stop`."""
    return Browser(tempfile.mkdtemp(prefix="variorum-browser-"))


def stop(browser: Browser) -> None:
    """Close the browser and remove its profile."""
    profile = Path(browser.driver.capabilities["chrome"]["userDataDir"])
    browser.driver.quit()
    time.sleep(0.1)
    shutil.rmtree(profile, ignore_errors=True)
