import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
application = get_wsgi_application()
# Here, before processes are forked, and not for the first visitor of each of them.
get_resolver().url_patterns  # noqa: B018 - reading them loads them
