"""The town's picture on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from gongjian.methods.town_picture import Dot, Picture

register = template.Library()


@register.inclusion_tag("portal/components/map_picture.html")
def map_picture(picture: Picture, is_small: bool = False) -> dict[str, Any]:
    """The town drawn by the server, its dots linked for the mouse; a list beside it is for all.

    A small one has the names of areas on two lines, to be set larger.
    """
    return {"map": picture, "dots": _drawn_dots(picture.dots), "is_small": is_small}


def _drawn_dots(dots: tuple[Dot, ...]) -> SafeString:
    """The dots as SVG: links, and what a script needs of them."""
    # Not in the template: five hundred dots are five thousand of its nodes.
    return format_html_join(
        "\n",
        '<a href="{}" tabindex="-1"><circle class="gj-dot{}" cx="{}" cy="{}" r="{}"'
        ' data-longitude="{}" data-latitude="{}" data-area="{}"><title>{}</title></circle></a>',
        (
            (
                dot.place.url,
                " gj-dot--done" if dot.place.is_done else "",
                str(dot.x),
                str(dot.y),
                str(dot.place.radius),
                str(dot.place.longitude),
                str(dot.place.latitude),
                str(dot.place.area_id or ""),
                dot.place.title,
            )
            for dot in dots
        ),
    )
