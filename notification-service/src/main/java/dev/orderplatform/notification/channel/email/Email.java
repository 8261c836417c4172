package dev.orderplatform.notification.channel.email;

/**
 * A mail that is to be sent now.
 *
 * @param eventId what the mail is about: its identity for the receiving side
 * @param attempt number of this try, from 1
 */
record Email(long notificationId, String eventId, long userId, String title, String body, int attempt) {}
