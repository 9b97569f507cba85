"""The last posts of the three invented firms, the newest first; each is ours and invented like the firm."""

from __future__ import annotations

from tertulia.language import _


def example(firm: str) -> tuple[str, ...]:
    """The firm's posts in the learner's language; none for a firm of the learner's own."""
    if firm == "bakery":
        return (
            _(
                "Fresh from the oven this morning: country loaf, rye and baguettes. #bread #bakery #fresh #artisan "
                "#local"
            ),
            _("Two country loaves for €5 until Saturday. What are you waiting for?"),
            _(
                "You asked for rye bread without yeast, Ana. We are baking a trial batch on Thursday. Would you come "
                "and taste it?"
            ),
            _("This week we are open from 7:30 to 20:00 without a break, closed on Sunday."),
            _("20 % off all pastries from six o'clock."),
            _(
                "Pilar has worked behind the counter on Saturdays for eleven years now. She knows who wants the loaf "
                "well done."
            ),
            _("The Christmas cakes have arrived. Order yours."),
            _("Special offer: coffee and croissant for €2.20."),
            _("Thank you to everybody who wrote about the slicing machine. From today it also cuts thick slices."),
            _("Baguettes at €1.10, open until eight."),
        )
    if firm == "workshop":
        return (
            _("Talleres Arga at the trade fair, hall 4, stand 12. Visit us."),
            _("A customer asked us why we weld this joint from below. Here is the reason, in three photos."),
            _("New machine: a five-axis milling centre, available from today."),
            _("Flanges in stainless steel, special prices until the end of the month."),
            _("Our apprentice Ibai has finished his first piece. Which mistake did you make on yours?"),
            _("Happy Christmas from the whole workshop. Closed until 7 January."),
        )
    if firm == "guesthouse":
        return (
            _("Last rooms for the long weekend. Book now, link in bio."),
            _("The plum tree is in flower. Casa Alba, house in the country. #rural #country #house #nature #weekend"),
            _("Some of you wanted to know whether the path to the mill is open again. It is, with mud at the bridge."),
            _("Weekend offer: two nights for €140, breakfast included."),
            _("Our neighbour Julia brings the eggs at seven. Which breakfast do you remember from your grandmother?"),
            _("See you soon at Casa Alba."),
            _("Thank you for the photo of the fog, Marta. Where did you stand?"),
            _("Half price in November, from Monday to Thursday."),
        )
    return ()
