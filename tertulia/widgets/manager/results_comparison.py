"""The model's answers for one set of posts, each worked out once: moving a cost need not do it again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tertulia.models.manager import results as model
from tertulia.models.manager.results import Grouping, Middle, PostGroup, PostMeasure, Posts

BESIDE = (PostMeasure.BY_REACH, PostMeasure.BY_FOLLOWERS, PostMeasure.BY_VIEWS, PostMeasure.REACH, PostMeasure.VIEWS)
"""What may stand beside the figure looked at, the best first."""


class PostsAnswers:
    """What the model says about a set of posts, kept for the next time it is asked."""

    def __init__(self, posts: Posts) -> None:
        self.posts = posts
        self._middles: dict[PostMeasure, Middle] = {}
        self._groups: dict[tuple[PostMeasure, Grouping], tuple[PostGroup, ...]] = {}

    @cached_property
    def measures(self) -> tuple[PostMeasure, ...]:
        """The measures these posts have."""
        return model.measurable(self.posts)

    def middle(self, measure: PostMeasure) -> Middle:
        """The middle of all posts together."""
        if measure not in self._middles:
            self._middles[measure] = model.middle(model.values_of(self.posts, measure))
        return self._middles[measure]

    def groups(self, measure: PostMeasure, grouping: Grouping) -> tuple[PostGroup, ...]:
        """Each group beside the rest."""
        if (measure, grouping) not in self._groups:
            self._groups[measure, grouping] = model.compared(self.posts, measure, grouping)
        return self._groups[measure, grouping]


@dataclass(frozen=True)
class Comparison:
    """What the learner looks at: one measure of the posts, by what tells them apart."""

    answers: PostsAnswers
    measure: PostMeasure
    grouping: Grouping

    @property
    def posts(self) -> Posts:
        """All of them."""
        return self.answers.posts

    @property
    def whole(self) -> Middle:
        """The middle of all posts together."""
        return self.answers.middle(self.measure)

    @property
    def groups(self) -> tuple[PostGroup, ...]:
        """Each group beside the rest."""
        return self.answers.groups(self.measure, self.grouping)

    @property
    def beside(self) -> PostMeasure | None:
        """Another figure of these posts, worth standing beside the one looked at."""
        known = self.answers.measures
        return next((each for each in BESIDE if each is not self.measure and each in known), None)
