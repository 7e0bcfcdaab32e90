from django.urls import path

from gongjian.site.portal.views import about, home, my_page, search

urlpatterns = [
    path("", home.home, name="home"),
    path("my/", my_page.my_page, name="my_page"),
    path("search/", search.search, name="search"),
    path("about/", about.about, name="about"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
]
