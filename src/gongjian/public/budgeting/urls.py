"""Addresses of budget rounds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
