package dev.orderplatform.notification.channel.email;

import java.util.List;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param sent taken over by the mail server
 * @param failed the others, with the reason
 */
record Outcome(List<Email> sent, Map<Email, String> failed) {}
