"""What a person has to do: each has a page of her own, and sees no other's."""

from tests.access.rows import FOUND, OK

# Addresses about nothing in particular: (signed out, signed in) × (GET, POST).
PLAIN = {
    "workspace:work": ((FOUND, FOUND), (OK, 405)),
    "workspace:put-cards": ((FOUND, FOUND), (405, FOUND)),
    "workspace:practice": ((FOUND, FOUND), (OK, FOUND)),
}
