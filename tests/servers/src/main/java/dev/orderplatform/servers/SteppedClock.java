package dev.orderplatform.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a service under test, which can be stepped while it runs; its monotonic clock goes on. Needs
 * libfaketime (Debian: package {@code faketime}).
 */
public final class SteppedClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private final Path library;
    private final Path offset;

    private SteppedClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** A clock that is right at first; empty if libfaketime is not installed. */
    public static Optional<SteppedClock> find() {
        try (var architectures = Files.newDirectoryStream(LIBRARIES)) {
            for (var architecture : architectures) {
                var library = architecture.resolve(LIBRARY);
                if (Files.exists(library)) {
                    var clock = new SteppedClock(library, Files.createTempFile("clock", ".offset"));
                    clock.step(Duration.ZERO);
                    return Optional.of(clock);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the clock, relative to the real time. */
    public void step(Duration fromNow) {
        try {
            Files.writeString(offset, "%+d\n".formatted(fromNow.toSeconds()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment of the process that has this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }
}
