package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.Acknowledgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The requests acknowledged to clients, from a file with one {@link Acknowledgement} a line. */
final class Acknowledgements {

    private static final Pattern OLD_FORM = Pattern.compile("[^{].*[\\s,][0-9]{1,19}");
    private static final int MAX_QUOTE = 120;

    private final Map<Long, String> orders = new HashMap<>();
    private final Set<Long> cancels = new HashSet<>();
    private final Map<String, String> transfers = new HashMap<>();
    private final Map<String, String> payments = new HashMap<>();

    private Acknowledgements() {}

    static Acknowledgements none() {
        return new Acknowledgements();
    }

    /** @throws PlatformException with the line number if a line is invalid */
    static Acknowledgements of(Path file) {
        var acknowledgements = new Acknowledgements();
        try (var lines = Files.lines(file)) {
            var number = 0L;
            for (var line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.isBlank()) {
                    acknowledgements.read(line.strip(), file + ", line " + number);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PlatformException("Cannot read the acknowledgements in " + file + ": " + e.getMessage(), e);
        }
        return acknowledgements;
    }

    private void read(String line, String where) {
        if (OLD_FORM.matcher(line).matches()) {
            throw new PlatformException(
                    where + ": this is the form of earlier versions (key, tab, order id). The current form is "
                            + Acknowledgement.FORM);
        }
        try {
            add(Acknowledgement.parse(line));
        } catch (IllegalArgumentException e) {
            var quote = line.length() > MAX_QUOTE ? line.substring(0, MAX_QUOTE) + "…" : line;
            throw new PlatformException("%s: no acknowledgement, because %s: '%s'. Expected: %s"
                    .formatted(where, e.getMessage(), quote, Acknowledgement.FORM));
        }
    }

    private void add(Acknowledgement acknowledgement) {
        switch (acknowledgement.kind()) {
            case ORDER ->
                orders.put(orderId(acknowledgement), acknowledgement.key().orElseThrow());
            case CANCEL -> cancels.add(orderId(acknowledgement));
            case TRANSFER ->
                transfers.put(acknowledgement.id(), acknowledgement.key().orElseThrow());
            case PAYMENT ->
                payments.put(acknowledgement.id(), acknowledgement.key().orElseThrow());
        }
    }

    private static long orderId(Acknowledgement acknowledgement) {
        try {
            return Long.parseLong(acknowledgement.id());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("its order id is not a number");
        }
    }

    /** Marks an order as found. Returns the acknowledged key if the stored one is different. */
    Optional<String> found(long orderId, Optional<String> key) {
        // Retention may delete a key, but keys never change.
        return Optional.ofNullable(orders.remove(orderId))
                .filter(acknowledged -> key.isPresent() && !key.get().equals(acknowledged));
    }

    void forEachMissing(BiConsumer<Long, String> reader) {
        orders.forEach(reader);
    }

    /** Ids of orders with an acknowledged cancel. */
    Set<Long> cancels() {
        return Set.copyOf(cancels);
    }

    /** Keys of acknowledged transfers by transfer id. */
    Map<String, String> transfers() {
        return Map.copyOf(transfers);
    }

    /** Keys of acknowledged payments by payment id. */
    Map<String, String> payments() {
        return Map.copyOf(payments);
    }
}
