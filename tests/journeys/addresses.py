"""Every kind of page, found by following what the pages offer: as full as the
demonstration makes them, as empty as a review begins, and with a form refused."""

import re
from dataclasses import dataclass, field

from tests.journeys import heard
from tests.journeys.conftest import press, sign_in
from tests.journeys.meetings import (
    of_meetings,
    of_no_meetings,
    of_phones,
    refused_at_meetings,
    unanswered,
)

# As in a browser that does not know them: the server must say what is too long.
NO_LIMITS = "document.querySelectorAll('[maxlength]').forEach(box => box.removeAttribute('maxlength'))"
UNFOLDED = "document.querySelectorAll('details').forEach(one => one.open = true)"
LONG = "Create shelters in every district and pay for them. " * 25

PLAN = "day=2030-01-21&clock=09:00&zone=Europe/Zurich&home=Asia/Bishkek"


@dataclass(frozen=True)
class Look:
    """An address, and what is typed into its form before that is sent. `meanwhile`:
    the number that somebody else writes there before it is."""

    address: str
    typed: dict[str, str | bool | dict] = field(default_factory=dict)
    meanwhile: str = ""

    def open(self, page, language):
        """Show it in the language; the answer that the server gave."""
        separator = "&" if "?" in self.address else "?"
        response = page.goto(f"{self.address}{separator}lang={language}")
        page.wait_for_load_state("networkidle")
        if not self.typed:
            return response
        page.evaluate(NO_LIMITS)
        page.evaluate(UNFOLDED)
        if self.meanwhile:
            self.let_another_count(page)
        form = page.locator(f"main form:has([name={next(iter(self.typed))}])").first
        for name, value in self.typed.items():
            boxes = form.locator(f"[name={name}]:not([type=hidden]):enabled")
            if isinstance(value, bool):
                for box in boxes.all():
                    box.set_checked(value)
            elif isinstance(value, dict):
                boxes.first.set_input_files(value)
            else:
                boxes.first.fill(value)
        with page.expect_navigation() as sent:
            form.locator("button.button:not([type=button])").first.click()
        page.wait_for_load_state("networkidle")
        return sent.value

    def let_another_count(self, page):
        """One more than stands there, from another window."""
        other = page.context.new_page()
        other.goto(self.address)
        other.evaluate(UNFOLDED)
        box = other.locator(f"[name={self.meanwhile}]")
        box.fill(str(int(box.input_value() or 0) + 1))
        with other.expect_navigation():
            form = other.locator(f"main form:has([name={self.meanwhile}])")
            form.locator("button.button:not([type=button])").first.click()
        other.close()


def find(platform, page) -> dict[str, dict[str, Look]]:
    """Person, and what is the matter → name of the page → where it is."""
    page.goto("/")
    public = href(page, "main h3 a")
    page.goto(public)
    landing = href(page, "main h3 a")
    sign_in(page, platform.accounts["rapporteur"])
    home = re.search(r"/r/[0-9a-f-]{36}/", page.url).group()
    written = of_a_writer(page, home)
    asked = {
        f"guest-{name}": ask_a_guest(page, written[name].address)
        for name in ("proposal", "factsheet", "roadmap")
    }
    asked["guest-packet"] = send_to_a_guest(page, written["proposal-new"].address)
    voices = heard.listen(platform, page, home)
    page.context.clear_cookies()
    sign_in(page, platform.accounts["adviser"])
    advised = of_an_adviser(page, home)
    page.context.clear_cookies()
    sign_in(page, platform.accounts["coordinator"])
    signing, link = of_who_asks_to_sign(page, home)
    meetings = of_meetings(page, home)
    phones = of_phones(page, meetings)
    page.context.clear_cookies()
    fresh, used = begin(platform, page, "beginner", state="KAZ")
    page.context.clear_cookies()
    begun, _used = begin(platform, page, "starter", state="TJK")
    first_group, invitation = of_a_first_group(page, begun)
    more = {"public-review": public, "landing": landing, "join": invitation, **asked}
    more |= {"sign": link, **phones}
    return {
        "anonymous": of_everybody() | looks(more),
        "rapporteur": written,
        "coordinator": of_a_leader(home) | signing | looks(meetings),
        "adviser": advised,
        **of_voices(voices),
        "adviser, refused": {
            "answer-refused": Look(advised["answer"].address, {"point_1": " "})
        },
        "anonymous, refused": {
            **(refused_to_everybody() | looks({"gone": used})),
            "sign-refused": Look(link, {"signed_name": " "}),
            "room-phone-refused": Look(*unanswered(page, phones)),
        },
        "rapporteur, refused": refused_to_a_writer(home, written),
        "coordinator, refused": {
            **refused_to_a_leader(home),
            "contact-refused": Look(signing["contact"].address, {"email": "nobody"}),
            "ask-refused": Look(signing["ask-to-sign"].address, {"name_ru": " "}),
            **refused(refused_at_meetings(meetings)),
        },
        "beginner, empty": of_a_beginning(fresh)
        | looks(of_no_meetings(fresh) | heard.of_no_findings(fresh)),
        "starter, begun": first_group,
    }


def of_voices(voices):
    """What was heard, inside and for people without an account."""
    return {
        "rapporteur, heard": looks(voices.inside),
        "rapporteur, heard and refused": refused(heard.refused_inside(voices.inside)),
        "anonymous, heard": {
            **heard.of_people_outside(voices),
            **refused(heard.of_codes(voices)),
        },
    }


def of_everybody():
    return looks(
        {
            "front": "/",
            "sign-in": "/accounts/login/",
            "forgotten": "/accounts/password/reset/",
            "accessibility": "/about/access/",
            "data": "/about/data/",
            "style": "/style/",
        }
    )


def of_a_writer(page, home):
    page.goto(f"{home}factsheets/")
    sheet = first_own_factsheet(page)
    page.goto(f"{home}proposals/")
    proposal = href(page, ".ask-line a")
    new_proposal = href(page, "a[href*='/proposals/new/']")
    page.goto(f"{home}recommendations/")
    recommendation = href(page, ".result-ref a")
    page.goto(f"{home}submissions/")
    submission, section = first_in_writing(page)
    page.goto(home)
    group = href(page, "[aria-labelledby=groups] table tbody th a")
    key = re.findall(r"[0-9a-f-]{36}", group)[-1]
    people = f"{home}groups/{key}/people/"
    return looks(
        {
            **of_a_roadmap(page, f"{home}group/{key}/roadmap/"),
            **of_decisions(page, f"{home}groups/{key}/decisions/"),
            "home": home,
            "more": f"{home}more/",
            "factsheets": f"{home}factsheets/",
            "start": f"{home}factsheets/new/",
            "factsheet": sheet,
            "edit": f"{sheet}edit/",
            "pick": f"{sheet}edit/recommendations/",
            "asks": f"{sheet}edit/asks/",
            "options": f"{sheet}edit/options/",
            "proof": f"{sheet}proof/en/",
            "preview": f"{sheet}preview/en/",
            "publish": f"{sheet}publish/",
            "submissions": f"{home}submissions/",
            "submission-new": f"{home}submissions/new/",
            "submission": submission,
            "check": f"{submission}check/ru/",
            "overlap": f"{home}overlap/",
            "import": f"{submission}import/",
            "submission-edit": f"{submission}edit/",
            "submission-groups": f"{submission}groups/",
            "section-new": f"{submission}sections/new/",
            "section": section,
            "proposals": f"{home}proposals/",
            "proposal": proposal,
            "feedback": feedback_of(page, proposal),
            "proposal-new": new_proposal,
            "proposal-edit": f"{proposal}edit/",
            "proposal-to-a-meeting": f"{proposal}meeting/",
            "recommendations": f"{home}recommendations/",
            "found-nothing": f"{home}recommendations/?q=zzzz",
            "recommendation": recommendation,
            "groups": f"{home}groups/",
            "group": group,
            "group-people": people,
            **packets_of(page, group, submission),
            "dates": f"{home}people/dates/",
            "road": f"{home}people/dates/road/",
            "feed": f"{home}people/dates/feed/",
            "rules": f"{home}people/rules/",
            "me": "/me/",
            "notices": "/me/notices/",
            "letters": "/me/notices/letters/",
            "sessions": "/accounts/sessions/",
            "password": "/accounts/password/change/",
            "sign-out": "/accounts/logout/",
        }
    )


def of_a_roadmap(page, roadmap):
    page.goto(roadmap)
    step = href(page, "table a[href*='/roadmap/']")
    return {"roadmap": roadmap, "step": step, "roadmap-copy": f"{roadmap}copy/"}


def of_decisions(page, decisions):
    """One that is open and one that is decided."""
    page.goto(decisions)
    links = page.locator("main h2 a[href*='/decisions/']").all()
    first, last = (links[place].get_attribute("href") for place in (0, -1))
    return {
        "decisions": decisions,
        "decision": first,
        "decided": last,
        "decision-new": f"{decisions}new/?begin=own-or-joint",
    }


def of_an_adviser(page, home):
    """What she is asked, and what opens with it."""
    page.goto(home)
    answer = href(page, "[aria-labelledby=waiting] a")
    page.goto(answer)
    text = href(page, "main a[href*='/submissions/t/']")
    return looks({"advised-home": home, "answer": answer, "advised-text": text})


def of_who_asks_to_sign(page, home):
    """The demonstration's submission in sign-on, and the link of an organisation
    that has not answered."""
    page.goto(f"{home}submissions/")
    row = page.locator("table tbody tr", has_text="keeps its girls")
    submission = row.locator("th a").first.get_attribute("href")
    page.goto(f"{submission}sign-on/")
    waiting = page.locator("table tbody tr", has_text="Sports").locator("th a")
    silent = waiting.get_attribute("href")
    told = page.locator("table tbody tr", has_text="No. 9").locator("th a")
    by_phone = told.get_attribute("href")
    page.goto(silent)
    link = re.search(r"https?://[^/]+(/sign/\S+/)", page.inner_text("p.break"))[1]
    page.goto(f"{home}organisations/")
    contact = href(page, "table td a")
    found = looks(
        {
            "signed": submission,
            "stage": f"{submission}stage/",
            "sign-on": f"{submission}sign-on/",
            "ask-to-sign": f"{submission}sign-on/ask/",
            "signature": by_phone,
            "signature-waiting": silent,
            "wording": f"{submission}wording/ru/",
            "filing": f"{submission}filing/",
            "contact": contact,
        }
    )
    return found, link


def feedback_of(page, address) -> str:
    page.goto(address)
    return href(page, "a[href*='/comments/feedback/']")


def ask_a_guest(page, address) -> str:
    page.goto(feedback_of(page, address))
    page.select_option("select[name=whom]", "guest")
    page.fill("textarea[name=question]", "Is it clear what the State should do?")
    page.fill("input[name=label]", "A professor")
    page.click("main form:has([name=question]) button.button:not([type=button])")
    return re.search(r"https?://[^/]+(/\S+/)", page.inner_text("p.break"))[1]


def packets_of(page, group, submission) -> dict[str, str]:
    """Sending, and a packet that is on its way. What the group has sent is with
    somebody; of the joint submission the others' sections are still to be sent."""
    page.goto(submission)
    whole = href(page, "main a[href*='/translate/submission/']")
    page.goto(group)
    translate = href(page, "main a[href*='/translate/group/']")
    page.goto(translate)
    packet = href(page, "[aria-labelledby=sent] a")
    page.goto(packet)
    item = href(page, "[aria-labelledby=texts] a")
    return {
        "translate": whole,
        "translate-nothing": translate,
        "packet": packet,
        "packet-item": item,
    }


def send_to_a_guest(page, new_proposal) -> str:
    """A proposal that is written for it: what waits elsewhere stays."""
    page.goto(new_proposal)
    page.fill("textarea[name=wording_ru]", "Опубликовать отчёт к концу 2029 года")
    page.click("main form:has([name=wording_ru]) button.button:not([type=button])")
    page.click("main a[href*='/translate/proposal/']")
    page.select_option("select[name=whom]", "guest")
    page.fill("input[name=label]", "A translation agency")
    page.click("main form:has([name=label]) button.button:not([type=button])")
    return re.search(r"https?://[^/]+(/\S+/)", page.inner_text("p.break"))[1]


def of_a_leader(home):
    return looks(
        {
            "lead-home": home,
            "people": f"{home}people/",
            "lead-dates": f"{home}people/dates/",
            "lead-road": f"{home}people/dates/road/",
            "plan": f"{home}people/dates/plan/",
            "plan-shown": f"{home}people/dates/plan/?{PLAN}",
            "settings": f"{home}people/settings/",
            "set-up-open": "/set-up/",
            "set-up": f"{home}set-up/",
            "set-up-dates": f"{home}set-up/dates/",
            "set-up-behind": f"{home}set-up/behind/",
            "set-up-groups": f"{home}set-up/groups/",
            "set-up-people": f"{home}set-up/people/",
            "group-new": f"{home}groups/new/",
            "organisations": f"{home}organisations/",
            "no-start": f"{home}factsheets/",
        }
    )


def refused_to_everybody():
    return {
        **looks({"missing": "/nowhere/"}),
        "sign-in-refused": Look("/accounts/login/", {"login": "bob", "password": ""}),
        "forgotten-refused": Look("/accounts/password/reset/", {"email": "bob"}),
    }


def refused_to_a_writer(home, written):
    return {
        **looks({"forbidden": f"{home}people/"}),
        "start-refused": Look(written["start"].address, {"title": " "}),
        "submission-refused": Look(written["submission-new"].address, {"title": " "}),
        "section-refused": Look(written["section-new"].address, {"heading_en": " "}),
        "proposal-refused": Look(written["proposal-new"].address, {"wording_en": LONG}),
        "step-refused": Look(written["step"].address, {"what": " "}),
        "decision-refused": Look(written["decision-new"].address, {"options": "One"}),
        "feedback-refused": Look(written["feedback"].address, {"question": " "}),
        "translate-refused": Look(written["translate"].address, {"label": " "}),
        "packet-item-refused": Look(written["packet-item"].address, {"text": " "}),
        "publish-refused": Look(written["publish"].address, {"languages": False}),
        "invitation-refused": Look(
            written["group-people"].address, {"email": "nobody at nowhere"}
        ),
        "me-refused": Look("/me/", {"full_name": " "}),
        "password-refused": Look(
            "/accounts/password/change/",
            {"oldpassword": "wrong", "password1": "short", "password2": "other"},
        ),
    }


def refused_to_a_leader(home):
    return {
        "dates-refused": Look(f"{home}people/dates/", {"day": "2027-03-28"}),
        "plan-refused": Look(f"{home}people/dates/plan/", {"day": "9999-12-31"}),
        "people-refused": Look(f"{home}people/", {"email": "nobody at nowhere"}),
        "set-up-open-refused": Look("/set-up/", {"cycle": "0"}),
        "set-up-people-refused": Look(
            f"{home}set-up/people/", {"lines": "nobody at nowhere"}
        ),
        "settings-refused": Look(
            f"{home}people/settings/", {"contact_email": "nobody at nowhere"}
        ),
        "group-new-refused": Look(f"{home}groups/new/", {"name_en": ""}),
    }


def of_a_beginning(home):
    """A review that has just been opened, with nothing in it."""
    return looks(
        {
            "empty-home": home,
            "empty-groups": f"{home}groups/",
            "empty-proposals": f"{home}proposals/",
            "empty-factsheets": f"{home}factsheets/",
            "empty-submissions": f"{home}submissions/",
            "empty-recommendations": f"{home}recommendations/",
            "empty-overlap": f"{home}overlap/",
            "empty-dates": f"{home}people/dates/",
            "empty-road": f"{home}people/dates/road/",
            "empty-plan": f"{home}people/dates/plan/",
            "empty-set-up": f"{home}set-up/",
            "empty-set-up-dates": f"{home}set-up/dates/",
            "empty-set-up-behind": f"{home}set-up/behind/",
            "empty-set-up-groups": f"{home}set-up/groups/",
            "empty-set-up-people": f"{home}set-up/people/",
            "empty-people": f"{home}people/",
            "empty-notices": "/me/notices/",
        }
    )


def of_a_first_group(page, home):
    """Its coordinator makes a group, joins it, begins a factsheet, and invites
    somebody who has not come yet. The pages, and that invitation."""
    own = make_group(page, home, name="Housing", email="starter@demo.example")
    page.goto(own)
    press(page, page.locator("main form button.button:not([type=button])"))
    page.goto(f"{home}groups/")
    group = re.search(r"/groups/([0-9a-f-]{36})/people/", page.content())[1]
    waiting = make_group(page, home, name="Water", email="soon@demo.example")
    page.goto(f"{home}factsheets/new/")
    page.fill("input[name=title]", "A roof for everybody")
    page.click("main form button.button:not([type=button])")
    page.wait_for_url("**/edit/**")
    sheet = re.search(r"/r/.*/factsheets/[0-9a-f-]{36}/", page.url).group()
    found = looks(
        {
            "begun-home": home,
            "begun-groups": f"{home}groups/",
            "begun-group": f"{home}group/{group}/",
            "begun-people": f"{home}groups/{group}/people/",
            "begun-roadmap": f"{home}group/{group}/roadmap/",
            "begun-decisions": f"{home}groups/{group}/decisions/",
            "begun-organisations": f"{home}organisations/",
            "begun-proposals": f"{home}proposals/",
            "begun-factsheet": sheet,
            "begun-edit": f"{sheet}edit/",
            "begun-pick": f"{sheet}edit/recommendations/",
            "begun-asks": f"{sheet}edit/asks/",
            "begun-publish": f"{sheet}publish/",
            "group-edit": f"{home}groups/{group}/edit/",
        }
    )
    return found, waiting


def begin(platform, page, name, *, state):
    """Open a review for a coordinator of this name. Its address, and that of the
    invitation that was used."""
    email = f"{name}@demo.example"
    said = platform.manage(
        "open_review", "--state", state, "--cycle", "4", "--email", email
    )
    invitation = re.search(r"/join/review/[\w-]+/", said).group()
    password = "a long enough password 77"
    platform.accounts[name] = {"email": email, "password": password}
    page.goto(invitation)
    page.fill("input[name=full_name]", name.title())
    page.fill("input[name=password]", password)
    page.click("main form button.button:not([type=button])")
    page.wait_for_url("**/r/**")
    return re.search(r"/r/[0-9a-f-]{36}/", page.url).group(), invitation


def make_group(page, home, *, name, email):
    """The invitation of its rapporteur, which is shown where no mail is sent."""
    page.goto(f"{home}groups/new/")
    page.fill("input[name=name_en]", name)
    page.fill("input[name=rapporteur_email]", email)
    page.click("main form button.button:not([type=button])")
    page.wait_for_url("**/groups/")
    return re.search(r"/join/group/[\w-]+/", page.content()).group()


def first_own_factsheet(page) -> str:
    return first_with(page, "a[href$='/edit/']")


def first_in_writing(page) -> tuple[str, str]:
    """A submission that no journey has frozen, and a section of it."""
    section = ".sect-more a[href*='/submissions/s/']"
    return first_with(page, section), href(page, section)


def first_with(page, selector: str) -> str:
    """The first of this page's list on whose own page this stands; it is open then."""
    links = page.locator("table tbody th a").all()
    hrefs = [link.get_attribute("href") for link in links]
    for address in hrefs:
        page.goto(address)
        if page.locator(selector).count():
            return address
    raise AssertionError(hrefs)


def refused(forms: dict[str, tuple]) -> dict[str, Look]:
    return {name: Look(address, *typed) for name, (address, *typed) in forms.items()}


def looks(addresses: dict[str, str]) -> dict[str, Look]:
    return {name: Look(address) for name, address in addresses.items()}


def href(page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("href")
