from django.apps import AppConfig


class BudgetingConfig(AppConfig):
    name = "gongjian.public.budgeting"
    label = "budgeting"
