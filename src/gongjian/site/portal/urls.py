from django.urls import path

from gongjian.site.portal.views import about, first_screen, home, my_page, personal_data, search

urlpatterns = [
    path("", home.home, name="home"),
    path("start/", first_screen.first_screen, name="first_screen"),
    path("my/", my_page.my_page, name="my_page"),
    path("my/data/", personal_data.export_personal_data, name="export_personal_data"),
    path("my/data/erase/", personal_data.erase_personal_data, name="erase_personal_data"),
    path("search/", search.search, name="search"),
    path("about/", about.about, name="about"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
]
