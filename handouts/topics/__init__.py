"""Located YAML → validated, frozen topics, and the brands that hand them out."""

from handouts.topics.branding import Brand, load_brand
from handouts.topics.loading import FOLDER, Topic, available, load, publisher
from handouts.topics.text import texts

__all__ = ["FOLDER", "Brand", "Topic", "available", "load", "load_brand", "publisher", "texts"]
