"""What the learner touches: one exercise each, made of ipywidgets. A notebook calls one of these, nothing else."""

from tertulia.widgets.canvas import StrategyCanvas as strategy_canvas
from tertulia.widgets.mix import ContentMix as content_mix
from tertulia.widgets.picker import NetworkPicker as network_picker
from tertulia.widgets.simulator import CommunitySimulator as community_simulator

__all__ = ["community_simulator", "content_mix", "network_picker", "strategy_canvas"]
