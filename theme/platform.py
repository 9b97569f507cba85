"""What the page around the course says in a learning platform (`publish/launch.js`)."""

from __future__ import annotations

from tertulia.language import _


def texts() -> dict[str, str]:
    """The sentences that stand in the page."""
    return {
        "more": _("What the platform is told"),
        "heading": _("What the platform is told"),
        "through": _(
            "A step is worked through when you have read its chapter, done its exercises and answered all its "
            "questions. When all steps are worked through, the platform hears that you have completed the course. In "
            "the course itself, a step is done only when every question was right."
        ),
        "points": _(
            "The points say how many of a hundred questions you would have right. The answer that counts is the "
            "first, or the first on the day on which a question comes back."
        ),
        "place": _("The platform is also told on which page you stopped and for how long the course was open."),
        "notes": _(
            "So that you can go on with another device, it keeps how far you are and your answers to the questions, in "
            "4,096 characters at most. If you agree, it keeps your firm, your plan and what you typed in the "
            "exercises too, as far as they fit. The people who run the platform can read it."
        ),
        "shares": _("The platform may keep my firm and my plan"),
        "shared": _(
            "Several people may use this device. When somebody else opens the course from the platform, what you kept "
            "here is put aside and given back when you return. It stays in this browser: somebody who knows browsers "
            "well could find it. To leave nothing here, erase it on the page “Your data”."
        ),
        "finish": _("Save and close"),
        "large": _(
            "Your plan is too large for the platform. It stays in this browser; you can take it along as a file."
        ),
        "file": _("Save the plan as a file"),
        "again": _("Open the course again"),
    }


def words() -> dict[str, str]:
    """What `publish/launch.js` says."""
    return {
        "far": _("{n} of {all} steps worked through"),
        "points": _("{n} of 100 points"),
        "mastery": _("The course is passed with {n} points or more."),
        "read": _("read"),
        "unread": _("not read yet"),
        "exercises": _("exercises done: {n} of {all}"),
        "answered": _("questions answered: {n} of {all}, right: {right}"),
        "told": _("The platform has everything up to {time}."),
        "alone": _(
            "There is no learning platform around this page. The course works all the same, and what you do is kept in "
            "this browser."
        ),
        "looking": _(
            "The platform shows you the course again and records nothing this time. What you do is kept in this "
            "browser."
        ),
        "closed": _(
            "The platform does not answer ({why}). The course works all the same: what you do is kept in this browser "
            "and told when you open the course from the platform again."
        ),
        "refused": _(
            "The platform did not take everything ({why}). Nothing is lost: it is kept in this browser and offered "
            "again."
        ),
        "blocked": _(
            "This browser has switched off the storage for this address. So nothing you do here is kept, and the "
            "platform hears nothing of it. Your browser's settings for privacy or cookies decide this."
        ),
        "full": _(
            "Somebody else used the course in this browser, and there is no room left to keep your notes apart. Please "
            "open the course in another browser. Nothing was changed."
        ),
        "other": _("Somebody else has opened the course in this browser. Open it again from the platform."),
        "saved": _("Saved. You can close this window."),
        "unsaved": _(
            "The platform did not take everything. It is kept in this browser: open the course here once more later. "
            "You can close this window."
        ),
        "whose": _("This browser holds notes from the course that belong to no name. Are they yours?"),
        "mine": _("Yes, they are mine"),
        "not_mine": _("No, put them aside"),
        "share": _(
            "May the platform keep your firm and your plan, so that you find them with another device? The people who "
            "run the platform can read them. You can change this at any time under “What the platform is told”."
        ),
        "yes": _("Yes, it may"),
        "no": _("No, only how far I am"),
        "two": _("There are two different versions of {what}: one in this browser and one {where}. Which one stays?"),
        "firm": _("your firm"),
        "plan": _("your plan"),
        "platform": _("on the platform"),
        "aside": _("that was put aside here"),
        "take_here": _("The one in this browser"),
        "take_there": _("The one {where}"),
        "save_here": _("Save the one in this browser as a file"),
        "save_there": _("Save the other one as a file"),
    }
