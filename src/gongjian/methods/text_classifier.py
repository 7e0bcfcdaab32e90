"""Which class a message belongs to, with a probability that means what it says.

Made for what residents write to their city: a few thousand labelled messages, Chinese or English,
no word list. Of the features of `message_rows` 60,000 are kept, by the chi-square statistic. A
linear judge (support vectors) looks at all of them, a small network at words only. Each message is
learnt from twice, whole and as its head alone, and the linear judge is asked twice too: what
somebody wants stands in the head, with little beside it that leads astray. What they say together
becomes a probability by a temperature fitted to examples they had not seen.

What it reaches on the messages of the Tipdm cup 2020 is printed by ``benchmarks/triage.py``.

References
----------
Fan et al., *LIBLINEAR*, 2008. Guo et al., *On calibration of modern neural networks*, 2017.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gongjian.methods.calibration import fit_temperature, softmax
from gongjian.methods.message_rows import (
    TOGETHER,
    Message,
    Vocabulary,
    blocks_of,
    columns_of,
    features_of,
    known_features,
    telling_features,
)
from gongjian.methods.strong_words import strongest_stretches
from gongjian.methods.text_network import Network, Recipe, train_network

COLUMNS: Final = 60_000
MOST_VALUES: Final = 8_000_000
"""Of columns times classes: of many classes fewer features are kept, so that files stay small."""

WHOLE_WEIGHT: Final = 6.0
"""Of the linear judge's margin for a whole message, against the logarithm of the network's
probability."""

HEAD_WEIGHT: Final = 1.5
"""Of its margin for the head alone."""

HEAD_AS_EXAMPLE: Final = 0.5
"""How much a head alone counts in what the linear judge learns from, against a whole message."""

MANY: Final = 1_000
"""Of as many examples a feature must stand in three to be looked at, of fewer in two."""

NEAR_COPY: Final = 0.6
"""Cosine from which a held back example is too like a learnt one to judge by."""

FORMAT: Final = 2


@dataclass(frozen=True, slots=True)
class TextClassifier:
    """A trained classifier; `train_classifier` makes it.

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


# --- training ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrainingRecipe:
    """What `train_classifier` may be told."""

    columns: int = COLUMNS
    penalty: float = 0.8
    """Of the linear judge: C of support vectors."""
    network: Recipe = field(default_factory=Recipe)
    trials: int = 3
    """In each an equal part is held back; the temperature is fitted to all parts."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What a classifier that had not seen them said of some examples.

    Attributes
    ----------
    truth : ndarray of int, shape (n,)
    probabilities : ndarray of shape (n, n_classes)
    """

    truth: NDArray[np.integer]
    probabilities: NDArray[np.float64]


def train_classifier(
    messages: Sequence[Message],
    labels: Sequence[str],
    *,
    seed: int,
    recipe: TrainingRecipe | None = None,
    told: Mapping[str, Any] | None = None,
) -> tuple[TextClassifier, HeldBack]:
    """Learn classes from examples.

    Parameters
    ----------
    messages : sequence of Message
    labels : sequence of str
        One for each message.
    seed : int
        The same examples and seed give the same classifier.
    recipe : TrainingRecipe, optional
    told : mapping of str, optional
        Kept with the classifier.

    Returns
    -------
    classifier : TextClassifier
        Has learnt all examples.
    held_back : HeldBack
        What trials that had learnt only the others said of each, near copies of learnt ones left
        out: to judge by, and to choose a threshold.

    Raises
    ------
    ValueError
        If there are fewer than two classes, lengths differ, or the messages have nothing in common.

    Notes
    -----
    7,367 messages of 530 characters take some 19 s on one core. Memory: about 10 kB a message.
    """
    recipe = recipe or TrainingRecipe()
    classes = tuple(sorted(set(labels)))
    if len(classes) < 2 or len(messages) != len(labels):
        raise ValueError(f"{len(messages)} messages, {len(labels)} labels, {len(classes)} classes")
    places = {name: place for place, name in enumerate(classes)}
    truth = np.array([places[label] for label in labels])
    every = known_features(messages, fewest=3 if len(messages) >= MANY else 2)
    if not len(every.hashes):
        raise ValueError("no character or word stands in more than one message")
    examples = _Examples.of(messages, every, truth)
    told_by_trials = [
        _try(classes, every, examples, learnt, held, seed, recipe)
        for learnt, held in _trials(examples.rows, recipe.trials, seed)
    ]
    scores, held_truth = map(np.concatenate, zip(*told_by_trials, strict=True))
    temperature = fit_temperature(scores, held_truth)
    final = _fit(classes, every, examples, seed, recipe)
    held_back = HeldBack(held_truth, softmax(scores / temperature))
    return replace(final, temperature=temperature, told=dict(told or {})), held_back


@dataclass(frozen=True, slots=True)
class _Examples:
    """Messages as rows, their heads alone as rows, whether there is more than the head, classes."""

    rows: sparse.csr_matrix
    heads: sparse.csr_matrix
    has_body: NDArray[np.bool_]
    truth: NDArray[np.integer]

    @classmethod
    def of(cls, messages: Sequence[Message], known: Vocabulary, truth: NDArray[np.integer]) -> Self:
        heads = [message.head_alone() for message in messages]
        has_body = np.array([head != one for head, one in zip(heads, messages, strict=True)])
        return cls(known.rows(messages), known.rows(heads), has_body, truth)

    def at(self, places: NDArray[np.integer]) -> Self:
        """Some of them."""
        return type(self)(
            self.rows[places], self.heads[places], self.has_body[places], self.truth[places]
        )

    def seen_by(self, columns: NDArray[np.integer]) -> Self:
        """What is left of them in some columns."""
        rows, heads = columns_of(self.rows, columns), columns_of(self.heads, columns)
        return type(self)(rows, heads, self.has_body, self.truth)


def _try(
    classes: tuple[str, ...],
    every: Vocabulary,
    examples: _Examples,
    learnt: NDArray[np.integer],
    held: NDArray[np.integer],
    seed: int,
    recipe: TrainingRecipe,
) -> tuple[NDArray[np.float64], NDArray[np.integer]]:
    """Scores of what was held back, and its classes. The features are chosen without it too."""
    trial = _fit(classes, every, examples.at(learnt), seed, recipe)
    columns = np.searchsorted(every.hashes, trial.vocabulary.hashes)
    asked = examples.at(held).seen_by(columns)
    return trial.scores(asked.rows, asked.heads), asked.truth


def _trials(
    rows: sparse.csr_matrix, count: int, seed: int
) -> Iterator[tuple[NDArray[np.integer], NDArray[np.integer]]]:
    """Places to learn from, and places held back that are no near copies of a learnt one.

    Likeness is told by 128 random projections: enough to tell a copy, and cheap.
    """
    random = np.random.default_rng(seed)
    signs = random.choice(np.array([-1, 1], dtype=np.float32), size=(rows.shape[1], 128))
    drawn = rows @ signs
    drawn /= np.maximum(np.linalg.norm(drawn, axis=1, keepdims=True), 1e-9)
    part = random.permutation(rows.shape[0]) % count
    for number in range(count):
        held, learnt = np.flatnonzero(part == number), np.flatnonzero(part != number)
        is_new = np.ones(len(held), dtype=bool)
        for begin in range(0, len(held), TOGETHER):
            block = held[begin : begin + TOGETHER]
            likest = (drawn[block] @ drawn[learnt].T).max(axis=1)
            is_new[begin : begin + TOGETHER] = likest < NEAR_COPY
        yield learnt, held[is_new]


def _fit(
    classes: tuple[str, ...],
    every: Vocabulary,
    examples: _Examples,
    seed: int,
    recipe: TrainingRecipe,
) -> TextClassifier:
    # Here, for it takes a second to load and prediction does without.
    from sklearn.svm import LinearSVC

    n_classes = len(classes)
    most = min(recipe.columns, MOST_VALUES // n_classes)
    columns = telling_features(every, examples.rows, examples.truth, n_classes, most)
    vocabulary, seen = every.narrowed(columns), examples.seen_by(columns)
    rows = sparse.vstack([seen.rows, seen.heads[seen.has_body]], format="csr")
    truth = np.concatenate([seen.truth, seen.truth[seen.has_body]])
    weights = np.repeat([1, HEAD_AS_EXAMPLE], [len(seen.truth), len(truth) - len(seen.truth)])
    machine = LinearSVC(C=recipe.penalty, class_weight="balanced", random_state=seed)
    machine.fit(rows, truth, weights)
    coefficients, intercepts = machine.coef_, machine.intercept_
    if n_classes == 2:
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    words = vocabulary.words_of(rows)
    return TextClassifier(
        classes, vocabulary, coefficients.T.astype(np.float32), intercepts.astype(np.float32),
        train_network(words, truth, n_classes, seed=seed, recipe=recipe.network),
    )  # fmt: skip
