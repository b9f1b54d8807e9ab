"""`python -m launch build`: what a container image needs beyond its packages."""

from launch import node, preparation


def build(_arguments: list[str]) -> int:
    preparation.make_fonts()
    preparation.compile_words()
    node.build_editor()
    return 0
