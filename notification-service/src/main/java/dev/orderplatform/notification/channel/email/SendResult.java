package dev.orderplatform.notification.channel.email;

import java.util.List;
import java.util.Map;

/**
 * The result of sending a batch.
 *
 * @param sent accepted by the mail server
 * @param failed the others, with the error
 */
record SendResult(List<Email> sent, Map<Email, String> failed) {}
