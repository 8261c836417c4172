package dev.orderplatform.runtime.local;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them: 500ms, 60s, 2m, 1h, 1d; a bare number is seconds. */
public final class DurationArgument implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|)");

    @Override
    public Duration convert(String value) {
        var parts = FORM.matcher(value);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + value + "' is not a duration; write 500ms, 60s, 2m or 1h");
        }
        var amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
