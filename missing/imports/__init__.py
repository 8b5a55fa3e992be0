"""The one door by which files change what this room has on record: set-based, under the rules of its actions."""

from missing.imports.episodes import finish_episodes, import_episodes, judge_episodes
from missing.imports.interviews import finish_interviews, import_interviews, judge_interviews

__all__ = [
    "finish_episodes",
    "finish_interviews",
    "import_episodes",
    "import_interviews",
    "judge_episodes",
    "judge_interviews",
]
