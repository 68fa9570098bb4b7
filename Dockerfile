# Two stages: what builds stays out of what runs. Runs as a user without rights.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt

FROM python:3.12-slim-bookworm
RUN useradd --system --create-home --uid 10001 zaedno && mkdir /data && chown zaedno /data
COPY --from=build /venv /venv
WORKDIR /app
COPY --chown=root:root . .
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app/site PYTHONUNBUFFERED=1 DATA_DIR=/data \
    DJANGO_SETTINGS_MODULE=zaedno.settings.production
USER zaedno
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
    CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"
CMD ["python", "-m", "zaedno.web", "0.0.0.0:8000"]
