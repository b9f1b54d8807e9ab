from core.words import sentences
from notifications.topics import KINDS, TOPICS, USUALLY, Topic, When

# Sentences that stand alone because nobody did it, or nobody may be named, and that
# are told to nobody: they stand in the trail.
ONLY_IN_THE_TRAIL = {
    "draft.answered",
    "enquiry.answered",
    "evidence.taken_back",
    "opening.ended",
    "proposal.evidence_unlinked",
    "proposal.finding_unlinked",
    "question.asked",
    "recommendation.imported",
    "role.withdrawn",
}


def test_every_kind_of_notice_has_one_topic():
    alone = {verb for verb, said in sentences().items() if "%(" not in str(said)}

    # A new one goes to a topic in notifications/topics.py.
    assert alone - ONLY_IN_THE_TRAIL - TOPICS.keys() == set()
    assert TOPICS.keys() - alone == set()
    assert len(TOPICS) == sum(len(kinds) for kinds in KINDS.values())


def test_only_what_cannot_wait_comes_at_once():
    at_once = {topic for topic, when in USUALLY.items() if when == When.NOW}

    assert at_once == {Topic.MENTIONS, Topic.DECISIONS, Topic.LAST_DAYS}
    assert USUALLY.keys() == set(Topic)
