"""How a `TextClassifier` learns from messages that people have sorted.

Of the features of `message_rows` 60,000 are kept, by the chi-square statistic. Each message is
learnt from twice, whole and as its head alone. The temperature is fitted to examples that trials
had not seen, and what those said of them is handed back: to judge the classifier by.

References
----------
Fan et al., *LIBLINEAR*, 2008.
"""

from __future__ import annotations

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
    columns_of,
    known_features,
    telling_features,
)
from gongjian.methods.text_classifier import TextClassifier
from gongjian.methods.text_network import Recipe, train_network

COLUMNS: Final = 60_000
MOST_VALUES: Final = 8_000_000
"""Of columns times classes: of many classes fewer features are kept, so that files stay small."""

HEAD_AS_EXAMPLE: Final = 0.5
"""How much a head alone counts in what the linear judge learns from, against a whole message."""

MANY: Final = 1_000
"""Of as many examples a feature must stand in three to be looked at, of fewer in two."""

NEAR_COPY: Final = 0.6
"""Cosine from which a held back example is too like a learnt one to judge by."""


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
