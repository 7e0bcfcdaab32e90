import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
application = get_wsgi_application()
# Here, before processes are forked, and not for the first visitor of each of them.
import_module(settings.ROOT_URLCONF)
