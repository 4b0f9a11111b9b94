"""What an editor should know of a topic that is correct: open questions, missing reviews, long sentences.

The measures are those of clear health communication: B1 Dutch aims at twelve words a sentence (Pharos).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handouts.language import LANGUAGES
from handouts.topics import Topic, texts

LONG = 15  # words a sentence
_SENTENCE = re.compile(r"[.!?]+(?:\s+|$)")

Remark = dict[str, str]


def remarks(topic: Topic, today: date | None = None) -> list[Remark]:
    """Everything worth knowing, each as a kind and a text; `today` decides whether a review has lapsed."""
    return [*_review(topic, today or date.today()), *_sentences(topic), *_queries(topic)]


def _review(topic: Topic, today: date) -> Iterator[Remark]:
    review = topic.about.review
    if review.reviewed is None:
        yield {"kind": "review", "text": f"written {review.written}, not yet reviewed by a clinician"}
    if today > review.lapses:
        yield {"kind": "review", "text": f"the review lapsed on {review.lapses}: read the texts and figures again"}
    for code in topic.about.languages:
        if LANGUAGES[code].unreviewed:
            yield {"kind": "translation", "text": f"the texts in {LANGUAGES[code].name} are not yet reviewed"}


def _sentences(topic: Topic) -> Iterator[Remark]:
    for name, section in topic.sections.items():
        for _, text in texts(section):
            for code, words in text.texts.items():
                for sentence in _SENTENCE.split(words):
                    count = len(sentence.split())
                    if count > LONG:
                        whose = "editorial" if text.editorial else "the publisher's"
                        start = " ".join(sentence.split()[:6])
                        yield {
                            "kind": "language",
                            "text": f"{name}, {code}: {count} words in one sentence ({whose}): {start} …",
                        }


def _queries(topic: Topic) -> Iterator[Remark]:
    for query in topic.about.queries:
        yield {"kind": "query", "text": f"{query.about}: {query.question}"}
