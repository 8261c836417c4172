package dev.orderplatform.notification.channel.webhook;

/** Endpoints of each lane have slots of their own, so that those that hang cannot occupy the slots of the others. */
public enum Lane {
    NORMAL,
    /** The endpoint's last requests took long. One request per turn, until it answers quickly again. */
    SLOW
}
