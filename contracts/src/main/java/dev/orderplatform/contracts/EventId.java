package dev.orderplatform.contracts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies an event by aggregate and version. As text: {@code aggregateType-aggregateId-epoch-version}.
 *
 * @param aggregateType lower-case letters and underscores
 * @param aggregateId letters, digits, dots, underscores and hyphens
 * @param epoch of the slot's ownership when the change was made, from 1
 * @param version position in the aggregate's sequence of events, from 1
 */
public record EventId(String aggregateType, String aggregateId, long epoch, int version) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z_]{0,31}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern TEXT =
            Pattern.compile("(" + TYPE + ")-(" + ID + ")-([1-9][0-9]{0,17})-([1-9][0-9]{0,8})");

    public EventId {
        if (!TYPE.matcher(aggregateType).matches() || !ID.matcher(aggregateId).matches()) {
            throw new IllegalArgumentException("invalid aggregate type or id: " + aggregateType + ", " + aggregateId);
        }
        if (epoch < 1 || version < 1) {
            throw new IllegalArgumentException("epoch and version must be positive, got " + epoch + ", " + version);
        }
    }

    /** Empty when the text is not an event id. */
    public static Optional<EventId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new EventId(
                        parts.group(1),
                        parts.group(2),
                        Long.parseLong(parts.group(3)),
                        Integer.parseInt(parts.group(4))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return aggregateType + "-" + aggregateId + "-" + epoch + "-" + version;
    }
}
