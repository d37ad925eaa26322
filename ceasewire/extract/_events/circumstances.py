"""When, where and how many, read from an act's own clause first; each answer is a record that an earlier layer made of words."""

from __future__ import annotations

from collections.abc import Sequence

from ceasewire.extract._events.acts import Act
from ceasewire.extract._events.counting import Counting
from ceasewire.extract._events.dating import Dating
from ceasewire.extract._events.locating import Locating
from ceasewire.extract._events.scene import Scene


class Circumstances:
    """`acts` are all acts around: one act's words never lend their place or date to another."""

    def __init__(self, scene: Scene, acts: Sequence[Act]) -> None:
        self.scene = scene
        owner = {t.i: act for act in reversed(acts) for t in act.anchors}
        self.time = Dating(scene, owner).time
        self.place = Locating(scene, owner).place
        self.numbers = Counting(scene, owner).numbers
