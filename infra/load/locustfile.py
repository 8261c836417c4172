"""The checkout mix of ./orderctl load --scenario steady for Locust. README.md describes how to run it.

A user places an order and polls it until it is decided; sometimes lists all orders, and sometimes cancels.
Locust's users wait for responses (closed model): a slow platform receives fewer requests, so percentiles under overload
look better than in the open model of ./orderctl load --scenario.
"""

import datetime
import json
import os
import random
import time
import uuid

from locust import FastHttpUser, between, task

ORDERS = "/api/v1/orders"
ORDER = "/api/v1/orders/{orderId}"
CANCEL = "/api/v1/orders/{orderId}/cancel"
TOKEN = "/demo/token"

CUSTOMERS = int(os.environ.get("LOAD_USERS", "1000"))
SKUS = int(os.environ.get("LOAD_SKUS", "1000"))
ACKS = os.environ.get("LOAD_ACKS")

LIST_SHARE = 0.20
CANCEL_SHARE = 0.10
# Polls after 0.2, 0.4, 0.8 … seconds, 12.6 in all.
FIRST_POLL_SECONDS = 0.2
MAX_POLLS = 6

acknowledged = open(ACKS, "w", buffering=1) if ACKS else None


def acknowledge(kind, key, order):
    if acknowledged:
        at = datetime.datetime.now(datetime.timezone.utc).isoformat()
        line = {"kind": kind, "key": key, "id": order, "orderId": order, "at": at}
        acknowledged.write(json.dumps(line) + "\n")


class Customer(FastHttpUser):
    wait_time = between(1, 5)

    def on_start(self):
        answer = self.client.post(TOKEN, json={"userId": random.randint(1, CUSTOMERS), "scope": "orders"})
        self.identity = {"Authorization": "Bearer " + answer.json()["token"]}

    @task
    def checkout(self):
        order = self.place()
        if order is None:
            return
        state = self.poll_until_decided(order)
        if random.random() < LIST_SHARE:
            self.client.get(ORDERS + "?limit=20", headers=self.identity, name="list")
        if state != "REJECTED" and random.random() < CANCEL_SHARE:
            self.cancel(order)

    def place(self):
        key = "locust-" + uuid.uuid4().hex
        body = {"lines": [{"sku": "SKU-%05d" % random.randint(1, SKUS), "quantity": 1}]}
        headers = {**self.identity, "Idempotency-Key": key}
        with self.client.post(ORDERS, json=body, headers=headers, name="create", catch_response=True) as answer:
            if answer.status_code != 201:
                answer.failure("HTTP %d" % answer.status_code)
                return None
            order = answer.json()["orderId"]
        acknowledge("order", key, order)
        return order

    def poll_until_decided(self, order):
        state = "PENDING"
        for poll in range(MAX_POLLS):
            time.sleep(FIRST_POLL_SECONDS * 2**poll)
            answer = self.client.get(ORDER.format(orderId=order), headers=self.identity, name="poll")
            if answer.status_code == 200:
                state = answer.json()["status"]
            if state not in ("PENDING", "UNDECIDED"):
                break
        return state

    def cancel(self, order):
        path = CANCEL.format(orderId=order)
        with self.client.post(path, headers=self.identity, name="cancel", catch_response=True) as answer:
            # 409: it was rejected after the last poll.
            if answer.status_code in (200, 409):
                answer.success()
            if answer.status_code == 200:
                acknowledge("cancel", None, order)
