package dev.orderplatform.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What orderctl asks for, as system properties {@code load.*}; the defaults are for people who start a simulation by hand.
 *
 * @param url of the gateway
 * @param rate checkouts that begin each second (open model); of a ramp, the highest
 * @param concurrency empty: open model. Otherwise so many checkouts are under way at any moment (closed model)
 * @param warmUp load before that, which does not count
 * @param users orders come from users 1 to this
 * @param skus orders are for SKU-00001 up to this one
 * @param lines SKUs an order
 * @param multiRegionPercent share of the orders that must survive their region
 * @param levels steps of a ramp
 * @param acknowledgements where to write key and id of each acknowledged order
 * @param figures where to write what came of it
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
                number("levels", 1),
                text("acks").map(Path::of),
                text("figures").map(Path::of));
    }

    private static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty("load." + name));
    }

    private static int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }
}
