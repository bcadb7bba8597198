"""The page: what is on file and what is wrong with it. Server-rendered; a little script sends, follows and opens."""

from fastapi import APIRouter

from services.api.routes.page import evidence, filing, institution, start, subject
from services.api.routes.page.shell import FOLDER, problem_page

__all__ = ["FOLDER", "problem_page", "router"]

router = APIRouter(include_in_schema=False)
for _module in (start, filing, evidence, institution, subject):
    router.include_router(_module.router)
