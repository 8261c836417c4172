package dev.orderplatform.notification.channel.email;

/**
 * An e-mail to send.
 *
 * @param eventId becomes the Message-ID, by which the recipient detects duplicates
 * @param attempt number of this attempt, from 1
 */
public record Email(long notificationId, String eventId, long userId, String title, String body, int attempt) {}
