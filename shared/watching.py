"""The Celery application of those who look on: Flower, and the probe that asks whether a worker lives.

They need the broker's address and none of what a worker imports to work.
"""

from celery import Celery

from shared.queue import make_celery
from shared.settings import settings

app: Celery = make_celery(settings())
