# The platform as one image; bin/serve says which of its processes a container is.
FROM python:3.13-slim-bookworm AS build
WORKDIR /app
# Node builds the editor and stays behind in this stage.
COPY requirements-node.txt ./
RUN python -m venv /opt/node \
    && /opt/node/bin/pip install --no-cache-dir --require-hashes -r requirements-node.txt
ENV UV_COMPILE_BYTECODE=1
COPY requirements-uv.txt requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
    && .venv/bin/uv pip install --no-cache --python .venv/bin/python --require-hashes -r requirements.txt
COPY . .
# Fonts are cut, words compiled and the editor built, as bin/run does it on a laptop.
RUN PATH="/opt/node/bin:$PATH" PYTHONPATH=bin/lib .venv/bin/python -P -m launch build \
    && rm -rf node_modules

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data app \
    && install --directory --owner app --mode 0700 /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 MODE=production DATA_DIR=/data
USER app
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["bin/serve"]
CMD ["web"]
