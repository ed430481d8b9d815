# The wheels are built in one stage and installed in another, which therefore needs no tools.
#
# To others than itself the container is only open with a key, which the bot insists on:
#   docker build -t mastermind .
#   docker run -p 8765:8765 -v mastermind:/data -e ROOM_KEY=... mastermind

FROM python:3.12.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt LICENSE ./
COPY bot bot
COPY adapters adapters
COPY scheduler scheduler
RUN pip install --no-cache-dir --constraint constraints.txt setuptools \
    && pip wheel --no-cache-dir --no-build-isolation --constraint constraints.txt \
       --wheel-dir /wheels ".[postgres,slack,discord,otel]"

FROM python:3.12.12-slim-bookworm
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index /wheels/*.whl \
    && useradd --uid 10001 --home-dir /data --create-home mastermind
USER 10001:10001
WORKDIR /data

# A container is reached from outside, so the bot listens on all addresses; it then refuses to
# start without ROOM_KEY, the secret that opens the local room. Give it when the container starts.
ENV HOST=0.0.0.0 \
    PORT=8765 \
    DATABASE_URL=sqlite:////data/mastermind.db \
    LOG_FORMAT=json \
    PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8765

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=4)"]

# The exec form: signals reach the bot itself, which then closes in order.
CMD ["mastermind", "run"]
