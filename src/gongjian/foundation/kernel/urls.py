from django.urls import path

from gongjian.foundation.kernel.views.health import health_live, health_ready

urlpatterns = [
    path("health/live", health_live, name="health_live"),
    path("health/ready", health_ready, name="health_ready"),
]
