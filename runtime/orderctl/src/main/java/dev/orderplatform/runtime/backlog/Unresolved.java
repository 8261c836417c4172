package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a service has not resolved with an external system, such as the payment provider.
 *
 * @param count of all
 * @param oldest some of them, the oldest first
 */
public record Unresolved(long count, List<Item> oldest) {

    /** Of the items that `status` shows. */
    static final int MAX_ITEMS = 50;

    private static final Pattern SEPARATOR = Pattern.compile("\t");

    public Unresolved {
        oldest = List.copyOf(oldest);
    }

    /**
     * An item, as the service describes it.
     *
     * @param subject such as a payment's id
     */
    public record Item(long orderId, String subject, String reason, Instant since) {

        private String text() {
            return "%d\t%s\t%s\t%s".formatted(orderId, flat(subject), flat(reason), since);
        }

        private static String flat(String text) {
            return text.replace('\t', ' ');
        }

        private static Item parse(String text) {
            var values = SEPARATOR.split(text, -1);
            return new Item(Long.parseLong(values[0]), values[1], values[2], Instant.parse(values[3]));
        }
    }

    void write(String service, Fields.Writer fields) {
        fields.put(countOf(service), Long.toString(count));
        for (var n = 0; n < oldest.size(); n++) {
            fields.put(countOf(service) + "." + n, oldest.get(n).text());
        }
    }

    static Optional<Unresolved> parse(String service, Fields fields) {
        if (!fields.has(countOf(service))) {
            return Optional.empty();
        }
        var oldest = new ArrayList<Item>();
        for (var n = 0; fields.has(countOf(service) + "." + n); n++) {
            oldest.add(Item.parse(fields.of(countOf(service) + "." + n)));
        }
        return Optional.of(new Unresolved(Long.parseLong(fields.of(countOf(service))), oldest));
    }

    private static String countOf(String service) {
        return "unresolved." + service;
    }
}
