# One image for the web server and the worker. Nothing is fetched at run time: fonts and scripts are in it.
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1

# Before the code, so that a change of code does not install everything again.
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/base.txt

COPY . .

# Static files are hashed and compressed once, into the image; /data is what lives longer than a container.
ENV STATIC_HASHED=1 STATIC_ROOT=/app/collected VAR_DIR=/data MEDIA_ROOT=/data/media
RUN mkdir -p /data/media \
    && SECRET_KEY=only-to-collect python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 --home-dir /data hyokasho \
    && chown -R hyokasho:hyokasho /data
USER hyokasho
VOLUME /data

EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--timeout", "120", \
     "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
