"""Which class a message belongs to, with a probability that means what it says.

Made for what residents write to their city: a few thousand labelled messages, Chinese or English,
no word list. A linear judge (support vectors) looks at all features that are kept of a message, a
small network at words only. The linear judge is asked twice, of the whole message and of its head
alone: what somebody wants stands in the head, with little beside it that leads astray. What they
say together becomes a probability by a temperature. `classifier_training` makes all of it.

What it reaches on the messages of the Tipdm cup 2020 is printed by ``benchmarks/triage.py``.

References
----------
Guo et al., *On calibration of modern neural networks*, 2017.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.calibration import softmax
from gongjian.methods.message_rows import (
    Message,
    Vocabulary,
    blocks_of,
    features_of,
)
from gongjian.methods.strong_words import strongest_stretches
from gongjian.methods.text_network import Network

WHOLE_WEIGHT: Final = 6.0
"""Of the linear judge's margin for a whole message, against the logarithm of the network's
probability."""

HEAD_WEIGHT: Final = 1.5
"""Of its margin for the head alone."""

FORMAT: Final = 2


@dataclass(frozen=True, slots=True)
class TextClassifier:
    """A trained classifier; `classifier_training.train_classifier` makes it.

    Attributes
    ----------
    classes : tuple of str
        In the order of the columns of its probabilities.
    vocabulary : Vocabulary
    coefficients : ndarray of float32, shape (n_columns, n_classes)
        Of the linear judge.
    intercepts : ndarray of float32, shape (n_classes,)
    network : Network
        Looks at the columns of words alone: it errs elsewhere.
    temperature : float
    told : dict of str
        What whoever trained it wants to be kept with it, as JSON can.
    """

    classes: tuple[str, ...]
    vocabulary: Vocabulary
    coefficients: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    network: Network
    temperature: float = 1.0
    told: Mapping[str, Any] = field(default_factory=dict)

    def probabilities(self, messages: Sequence[Message]) -> NDArray[np.float64]:
        """Calibrated probability of each class for each message.

        Parameters
        ----------
        messages : sequence of Message

        Returns
        -------
        ndarray of shape (n_messages, n_classes)
            Rows add up to 1. A message without any known feature gets what is likely for an
            empty one.
        """
        found = [
            softmax(self.scores(*self._rows_and_heads(block)) / self.temperature)
            for block in blocks_of(messages)
        ]
        return np.vstack(found) if found else np.zeros((0, len(self.classes)))

    def scores(self, rows: sparse.csr_matrix, heads: sparse.csr_matrix) -> NDArray[np.float64]:
        """What the judges say together, before it is calibrated; shape (n, n_classes)."""
        judged = self.network.log_probabilities(self.vocabulary.words_of(rows))
        for weight, seen in ((WHOLE_WEIGHT, rows), (HEAD_WEIGHT, heads)):
            judged += weight * (seen @ self.coefficients + self.intercepts)
        return judged

    def words_for(self, message: Message, class_index: int, limit: int = 5) -> tuple[str, ...]:
        """The words of a message that speak most for a class, strongest first.

        Parameters
        ----------
        message : Message
        class_index : int
            Place in ``classes``.
        limit : int
            Most words.

        Returns
        -------
        tuple of str
            As they stand in the message. What each feature adds to the linear judge's margin is
            laid over the characters it stands on; a word is a stretch on which much came to lie.
        """
        return strongest_stretches(message.whole, self._weights(message, class_index), limit)

    def to_bytes(self) -> bytes:
        """A file that `classifier_from_bytes` reads, without anything that could be run.

        Weights are kept to three digits (float16), which moves no probability by 0.001.
        """
        told = {
            "format": FORMAT,
            "classes": self.classes,
            "temperature": self.temperature,
            "told": self.told,
        }
        arrays: dict[str, NDArray] = {
            "told": np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
            "hashes": self.vocabulary.hashes,
            "worth": self.vocabulary.worth,
            "coefficients": self.coefficients.astype(np.float16),
            "intercepts": self.intercepts,
        }
        for name in NETWORK_PARTS:
            arrays[name] = getattr(self.network, name).astype(np.float16)
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, **arrays)
        return file.getvalue()

    def _rows_and_heads(
        self, messages: Sequence[Message]
    ) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        known = self.vocabulary
        return known.rows(messages), known.rows([message.head_alone() for message in messages])

    def _weights(self, message: Message, class_index: int) -> NDArray[np.float64]:
        """What each character of a message adds to a class's margin."""
        known = self.vocabulary
        row = known.rows([message])
        values = np.zeros(len(known.hashes))
        values[row.indices] = row.data * self.coefficients[row.indices, class_index]
        slopes = np.zeros(len(message.whole) + 1)
        for found in features_of([message]):
            chosen = known.known(found.hashes)
            columns = known.columns(found.hashes[chosen])
            begins, ends = found.begins[chosen], found.ends[chosen]
            # A feature that stands there often shares its value among its places.
            times = np.bincount(columns, minlength=len(values))[columns]
            shares = values[columns] / times / (ends - begins)
            np.add.at(slopes, begins, shares)
            np.subtract.at(slopes, ends, shares)
        return np.cumsum(slopes)[:-1]


NETWORK_PARTS: Final = ("into_hidden", "hidden_bias", "out_of_hidden", "out_bias")


def classifier_from_bytes(content: bytes) -> TextClassifier:
    """Read what `TextClassifier.to_bytes` wrote.

    Raises
    ------
    ValueError
        If it is no such file, of another format, or its parts do not fit together.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        told = json.loads(arrays["told"].tobytes())
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']}, not {FORMAT}")
        found = TextClassifier(
            tuple(told["classes"]),
            Vocabulary(arrays["hashes"], arrays["worth"]),
            arrays["coefficients"].astype(np.float32),
            arrays["intercepts"],
            Network(*(arrays[name].astype(np.float32) for name in NETWORK_PARTS)),
            float(told["temperature"]),
            dict(told["told"]),
        )
        found.probabilities([Message.of("a")])
    except (KeyError, TypeError, ValueError, IndexError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"this is no file of a classifier: {error}") from error
    if found.coefficients.shape != (len(found.vocabulary.hashes), len(found.classes)):
        raise ValueError("this is no file of a classifier: its parts do not fit together")
    return found
