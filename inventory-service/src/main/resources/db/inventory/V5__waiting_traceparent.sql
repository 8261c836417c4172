-- W3C trace context of an order that waits: the event that decides over it carries it on. Null where the order had none.
ALTER TABLE t_reservation ADD COLUMN traceparent text;
