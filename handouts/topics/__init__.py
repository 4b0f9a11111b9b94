"""Located YAML → validated, frozen topics."""

from handouts.topics.loading import FOLDER, Topic, available, load, texts

__all__ = ["FOLDER", "Topic", "available", "load", "texts"]
