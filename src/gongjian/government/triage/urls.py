from django.urls import path

from gongjian.government.triage.views import governing, models

urlpatterns = [
    path("models/", models.models, name="models"),
    path("models/manage/", governing.manage_models, name="manage_models"),
    path("models/train", governing.ask_training, name="ask_training"),
    path("models/<uuid:model_id>/", models.model, name="model"),
    path("models/<uuid:model_id>/restore", governing.restore_model, name="restore_model"),
    path("models/<uuid:model_id>/retire", governing.retire_model, name="retire_model"),
    path(
        "models/<uuid:model_id>/restore-threshold",
        governing.restore_threshold,
        name="restore_threshold",
    ),
]
