"""Forms check what was typed. They never save: the views call an action."""
