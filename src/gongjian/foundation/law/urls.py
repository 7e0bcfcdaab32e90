from django.urls import path

from gongjian.foundation.law.views import provisions

urlpatterns = [
    path("law/", provisions.provision_list, name="provision_list"),
    path("law/<slug:code>/", provisions.provision, name="provision"),
]
