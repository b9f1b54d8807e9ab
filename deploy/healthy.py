"""Is the web server of this container answering? Exits with 1 if not."""

# ruff: noqa: INP001 -- run by the container engine, never imported

import os
import sys
from urllib.request import Request, urlopen

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
request = Request("http://127.0.0.1:8000/healthz", headers={"Host": host})
try:
    urlopen(request, timeout=4).close()  # noqa: S310 -- the address above
except OSError as error:
    sys.exit(str(error))
