"""The door of the exchange."""

from gongjian.government.exchange.actions.ask_for_data import Wish, ask_for_data
from gongjian.government.exchange.actions.ask_source import ask_source, ask_with_consent
from gongjian.government.exchange.actions.conclude_query import Result, Send, collect_query
from gongjian.government.exchange.actions.correct_data import answer_correction, raise_correction
from gongjian.government.exchange.actions.count_looks import count_looks, recount_looks
from gongjian.government.exchange.actions.decide_request import approve_request, refuse_request
from gongjian.government.exchange.actions.give_consent import give_consent, withdraw_consent
from gongjian.government.exchange.actions.import_catalogue import COLUMNS as CATALOGUE_COLUMNS
from gongjian.government.exchange.actions.import_catalogue import import_catalogue
from gongjian.government.exchange.actions.know_subjects import (
    erase_person,
    name_subject,
    number_of,
    verify_subject,
)
from gongjian.government.exchange.actions.manage_keys import register_key, rotate_key, save_node
from gongjian.government.exchange.actions.question_look import question_look
from gongjian.government.exchange.actions.save_dataset import (
    DatasetData,
    FieldData,
    save_dataset,
    save_field,
)
from gongjian.government.exchange.actions.sign_agreement import end_agreement, sign_agreement
from gongjian.government.exchange.errors import (
    KeyElsewhere,
    NoKey,
    NoNumber,
    QueryRefused,
    SourceFailed,
)
from gongjian.government.exchange.models import Agreement, Consent, DataQuery, Dataset, Field
from gongjian.government.exchange.rules.agreements import Side
from gongjian.government.exchange.rules.corrections import CorrectionState
from gongjian.government.exchange.rules.sharing import is_stale
from gongjian.government.exchange.selectors.agreements import (
    agreements_for,
    terms_of,
    usable_agreements,
)
from gongjian.government.exchange.selectors.corrections import my_corrections
from gongjian.government.exchange.selectors.datasets import get_dataset, sources_called, sources_of
from gongjian.government.exchange.selectors.keys import key_document
from gongjian.government.exchange.selectors.own_looks import get_own_query, own_queries
from gongjian.government.exchange.selectors.personal_data import export_person

__all__ = [
    "CATALOGUE_COLUMNS",
    "Agreement",
    "Consent",
    "CorrectionState",
    "DataQuery",
    "Dataset",
    "DatasetData",
    "Field",
    "FieldData",
    "KeyElsewhere",
    "NoKey",
    "NoNumber",
    "QueryRefused",
    "Result",
    "Send",
    "Side",
    "SourceFailed",
    "Wish",
    "agreements_for",
    "answer_correction",
    "approve_request",
    "ask_for_data",
    "ask_source",
    "ask_with_consent",
    "collect_query",
    "count_looks",
    "end_agreement",
    "erase_person",
    "export_person",
    "get_dataset",
    "get_own_query",
    "give_consent",
    "import_catalogue",
    "is_stale",
    "key_document",
    "my_corrections",
    "name_subject",
    "number_of",
    "own_queries",
    "question_look",
    "raise_correction",
    "recount_looks",
    "refuse_request",
    "register_key",
    "rotate_key",
    "save_dataset",
    "save_field",
    "save_node",
    "sign_agreement",
    "sources_called",
    "sources_of",
    "terms_of",
    "usable_agreements",
    "verify_subject",
    "withdraw_consent",
]
