package dev.orderplatform.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters, from the system properties {@code load.*} set by orderctl. The defaults are for manual runs.
 *
 * @param url of the gateway
 * @param rate checkouts started a second (open model); the highest level of a ramp
 * @param concurrency checkouts in flight (closed model); empty for the open model
 * @param warmUp load before the measurement
 * @param users number of users, starting with 1
 * @param skus number of SKUs, starting with SKU-00001
 * @param lines lines of an order, each with another SKU
 * @param multiRegionPercent share of MULTI_REGION orders
 * @param payPercent share of confirmed orders that are paid
 * @param levels levels of a ramp
 * @param acknowledgements file for acknowledged requests
 * @param figures file for the results
 */
record Parameters(
        String url,
        double rate,
        OptionalInt concurrency,
        Duration warmUp,
        Duration duration,
        int users,
        int skus,
        int lines,
        int multiRegionPercent,
        int payPercent,
        int levels,
        Optional<Path> acknowledgements,
        Optional<Path> figures) {

    static Parameters ofSystem() {
        return new Parameters(
                text("url").orElse("http://localhost:8080"),
                text("rate").map(Double::parseDouble).orElse(10.0),
                text("concurrency").map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty()),
                Duration.ofMillis(number("warm-up-ms", 0)),
                Duration.ofMillis(number("duration-ms", 10_000)),
                number("users", 100),
                number("skus", 1000),
                number("lines", 1),
                number("multi-region-percent", 0),
                number("pay-percent", 0),
                number("levels", 1),
                text("acks").map(Path::of),
                text("figures").map(Path::of));
    }

    private static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty("load." + name));
    }

    private static int number(String name, int defaultValue) {
        return text(name).map(Integer::parseInt).orElse(defaultValue);
    }
}
