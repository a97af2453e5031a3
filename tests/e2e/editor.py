"""What an editor does with the browser before a running desk, and waits for."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from e2e.browser import Browser

PATIENCE = 90.0


class Editor:
    """What an editor does with the browser, and waits for."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
        browser.cdp("Emulation.setDeviceMetricsOverride", width=1400, height=900, deviceScaleFactor=1, mobile=False)
        still = [{"name": "prefers-reduced-motion", "value": "reduce"}]
        browser.cdp("Emulation.setEmulatedMedia", media="screen", features=still)
        browser.driver.get("about:blank")
        browser.messages()
        browser.requests()

    def go(self, path: str) -> None:
        self.browser.driver.get(self.base + path)

    def click(self, selector: str) -> None:
        element = self.until(lambda: self.browser.driver.find_elements("css selector", selector), selector)[0]
        self.browser.js("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def fill(self, selector: str, text: str) -> None:
        field = self.browser.find(selector)
        field.clear()
        field.send_keys(text)

    def text(self, selector: str = "body") -> str:
        return self.browser.find(selector).text

    def path(self) -> str:
        return urlsplit(self.browser.driver.current_url).path

    def until(self, found, what: str):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(Exception):  # an element may go while it is looked at
                if value := found():
                    return value
            time.sleep(0.15)
        raise AssertionError(f"waited in vain for {what}; the page is {self.browser.driver.current_url}")

    def twin(self, path: str) -> dict:
        return httpx.get(f"{self.base}{path}.json", timeout=60).json()

    def bridge(self) -> str:
        found = (line["story"] for line in self.twin("/index")["stories"])
        return next(f"/stories/{s['id']}" for s in found if "Cracks" in s["title"])

    def sign_in(self) -> None:
        self.go("/login")
        self.fill("input[name=token]", "open sesame")
        self.click("main button.main")
        self.until(lambda: "Ada" in self.text(".who"), "the name")
