import pytest

from tests.factories.submissions import SectionFactory, SubmissionFactory, text_of


@pytest.fixture
def text(cast):
    """Of a submission that Bob's and Carol's groups write; Alice coordinates."""
    submission = SubmissionFactory(review=cast.review, groups=[cast.first, cast.second])
    return text_of(SectionFactory(submission=submission))


@pytest.fixture
def joint(cast):
    """Of one that Grace's confidential group writes with Bob's."""
    submission = SubmissionFactory(
        review=cast.review, groups=[cast.first, cast.confidential]
    )
    return text_of(SectionFactory(submission=submission))
