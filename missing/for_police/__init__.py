"""The page for the police, after the Philomena Protocol: what is on file of a young person, part by part."""

from missing.for_police.page import page_for_police, with_police_page
from missing.for_police.reading import people_for_police

__all__ = ["page_for_police", "people_for_police", "with_police_page"]
