# One image for every service of Cotejo; docker-compose.yml says which command each runs.
FROM python:3.13-slim-trixie AS build
WORKDIR /build
COPY requirements/build.txt requirements/base.txt requirements/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/base.txt
COPY pyproject.toml README.md LICENSE ./
COPY cotejo cotejo
COPY services services
COPY shared shared
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim-trixie
RUN useradd --system --uid 10001 --no-create-home cotejo \
    && mkdir /data \
    && chown cotejo /data
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    COTEJO_DATA_DIR=/data \
    UVICORN_HOST=0.0.0.0 \
    UVICORN_PORT=8000
USER 10001
VOLUME /data
EXPOSE 8000
CMD ["cotejo", "--help"]
