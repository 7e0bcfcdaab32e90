from django.urls import path

from gongjian.site.portal.views import home

urlpatterns = [path("", home.home, name="home")]
