"""Pages about meetings: one module to a noun."""
