"""The web server, the same on a laptop and behind a proxy."""

# ruff: noqa: INP001 -- read by gunicorn, never imported

import gc
import os
import sys

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ["WEB_THREADS"])
worker_class = "gthread"
preload_app = False  # a connection pool does not survive a fork

timeout = 60
graceful_timeout = 5
keepalive = 5
max_requests = 50_000  # a slow leak never becomes a story
max_requests_jitter = 5_000

# Heartbeats in memory: a slow disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True

# Addresses of readers are nobody's business; the application logs what is allowed.
accesslog = None
errorlog = "-"
loglevel = "warning"

# Which header says https is decided by the proxy's address, not by whoever asks.
forwarded_allow_ips = os.environ.get("PROXY_ADDRESSES", "127.0.0.1")


def post_fork(_server, _worker):
    """Threads here wait for PostgreSQL all the time. With Python's own five
    milliseconds each waits that long for its turn after every answer."""
    sys.setswitchinterval(0.001)


def post_worker_init(_worker):
    """What is loaded stays. The garbage collector need not look through it again and
    again while everybody waits."""
    gc.collect()
    gc.freeze()
