"""An Atom feed of what a town publishes, for residents and for programs that watch it."""

from datetime import datetime, time

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control

from .. import publication
from ..catalogue.wareki import format_wareki


class TownFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request, code):
        return publication.town(code)

    def title(self, town):
        return f"{town.name}の特定個人情報保護評価書"

    def link(self, town):
        return reverse("public_town", args=[town.code])

    def items(self, town):
        return publication.latest(town)

    def item_title(self, item):
        return f"{item.name}（{item.version}）"

    def item_description(self, item):
        return f"{format_wareki(item.version.published_on)}に公表しました。"

    def item_link(self, item):
        return reverse("public_version", args=item.address)

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.version.published_on, time()))

    item_updateddate = item_pubdate


feed = login_not_required(cache_control(public=True, max_age=300)(TownFeed()))
