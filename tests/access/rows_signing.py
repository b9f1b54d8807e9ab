"""Stages and sign-on: who gets which answer. The submission is in sign-on; who
concludes it is its coordinator, or, where nobody coordinates it, its rapporteurs."""

from dataclasses import replace

from tests.access.rows import FOUND, NO_ONE, OK, WITH_JOINT, Row
from tests.access.standing import OPEN

LED = tuple(name for name in WITH_JOINT if name not in {"hidden", "institution"})
CONCLUDING = (({"coordinator"}, LED), ({"rapporteur"}, ("hidden", "institution")))


def of_signing(*, get=None, post=None, data=None, knows=OPEN, **ids) -> Row:
    return Row(
        ids={"pk": "signing", **ids},
        get=get,
        post=post,
        data=data or {},
        knows=frozenset(knows),
        groups=WITH_JOINT,
    )


def for_who_concludes(*, get=None, post=None, data=None, key="signing", hidden=False):
    """`get` and `post`: what they are answered; everybody else is refused, or does
    not know of it."""
    return [
        replace(
            of_signing(
                get=get and (who, get),
                post=post and (who, post),
                data=data,
                knows=who if hidden else OPEN,
                pk=key,
            ),
            groups=groups,
        )
        for who, groups in CONCLUDING
    ]


ROWS = {
    "submissions:stage": [
        replace(row, get=(OPEN, OK))
        for row in [
            *for_who_concludes(post=FOUND, data={"to": "frozen"}),
            *for_who_concludes(post=OK, data={"to": "review", "back": "1"}),
        ]
    ],
    "submissions:wording": [of_signing(get=(OPEN, OK), language="=ru")],
    # Nothing is frozen yet; of what is, tests/submissions/test_stages.py asks.
    "submissions:frozen-file": [
        of_signing(get=(NO_ONE, OK), knows=NO_ONE, language="=ru")
    ],
    "submissions:sign-on": [of_signing(get=(OPEN, OK))],
    "submissions:ask-to-sign": for_who_concludes(get=OK, post=OK),
    "submissions:ask-again": for_who_concludes(post=FOUND),
    "submissions:remind": for_who_concludes(post=FOUND),
    "submissions:signature": [
        *for_who_concludes(key="sign_on", get=OK, post=OK),
        *for_who_concludes(key="hidden_sign_on", get=OK, post=OK, hidden=True),
    ],
    "submissions:signature-link": [
        *for_who_concludes(key="sign_on", post=FOUND, data={"what": "new"}),
        *for_who_concludes(
            key="hidden_sign_on", post=FOUND, data={"what": "withdraw"}, hidden=True
        ),
    ],
    "submissions:signature-take-back": [
        *for_who_concludes(key="sign_on", post=FOUND),
        *for_who_concludes(key="hidden_sign_on", post=FOUND, hidden=True),
    ],
}

# By an organisation's link: (GET, POST).
BY_LINK = {"ids": {"token": "sign_token"}, "names_coalition": True, "is_asked": True}
GUESTS = {
    "sign:home": {**BY_LINK, "answers": (OK, 405)},
    "sign:answer": {
        **BY_LINK,
        "answers": (405, FOUND),
        "data": {"kind": "no", "seen": "1"},
    },
    "sign:withdraw": {**BY_LINK, "answers": (405, FOUND)},
    "sign:wrong": {**BY_LINK, "answers": (405, FOUND)},
}
