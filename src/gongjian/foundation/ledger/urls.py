"""Addresses of the ledger; those below ``ledger/`` are a log of C2SP tlog-tiles."""

from django.urls import path

from gongjian.foundation.ledger.views import published, receipts

urlpatterns = [
    path("ledger/", receipts.check_receipt, name="check_receipt"),
    path("ledger/checkpoint", published.checkpoint, name="ledger_checkpoint"),
    path("ledger/offered", published.offered, name="ledger_offered"),
    path("ledger/witnessed", published.witnessed, name="ledger_witnessed"),
    path("ledger/key", published.key, name="ledger_key"),
    path("ledger/tile/entries/<path:place>", published.entries, name="ledger_entries"),
    path("ledger/tile/<int:level>/<path:place>", published.tile, name="ledger_tile"),
]
