"""Every write to towns and people. Who did it (``by``) is always asked for and logged; each act is one transaction."""

from .members import add_member, change_member, resume_member, stop_member
from .passwords import reset_password, set_own_password, temporary_password
from .refused import Refused
from .towns import (
    add_agency,
    add_coordinator,
    add_department,
    add_town,
    change_department,
    move,
    remove_agency,
    rename_agency,
    rename_town,
)

__all__ = [
    "Refused",
    "add_agency",
    "add_coordinator",
    "add_department",
    "add_member",
    "add_town",
    "change_department",
    "change_member",
    "move",
    "remove_agency",
    "rename_agency",
    "rename_town",
    "reset_password",
    "resume_member",
    "set_own_password",
    "stop_member",
    "temporary_password",
]
