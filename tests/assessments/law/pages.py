"""How a test opens a page of the first document of 見本市."""

from django.urls import reverse


def url(name: str, *args) -> str:
    return reverse(name, args=["999997", "1", *args])


def page(cast, who: str, name: str, *args, **data) -> str:
    answer = cast.client(who).get(url(name, *args), data)
    assert answer.status_code == 200
    return answer.content.decode()
