from core.exceptions import ActionRefused


class CannotRead(ActionRefused):
    """The file is not what it says, or not whole. One sentence, for the person
    who has the file."""
