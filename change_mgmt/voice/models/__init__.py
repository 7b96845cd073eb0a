from change_mgmt.voice.models.ask import Ask, Theme
from change_mgmt.voice.models.hearing import Hearing, Panel

__all__ = ["Ask", "Hearing", "Panel", "Theme"]
