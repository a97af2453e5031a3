"""Parameters that several pages take, with their limits."""

import re
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _day(value: str) -> str:
    if value and not _DAY.fullmatch(value):
        raise ValueError("not a day; write it as YYYY-MM-DD")
    return value


Short = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(max_length=10, description="YYYY-MM-DD"), AfterValidator(_day)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
