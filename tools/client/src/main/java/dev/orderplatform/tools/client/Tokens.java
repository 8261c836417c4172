package dev.orderplatform.tools.client;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** Tokens of many users, fetched side by side. */
public final class Tokens {

    private static final int AT_ONCE = 8;

    private Tokens() {}

    /** Tokens of the users {@code first} to {@code first + count - 1}, in that order. */
    public static List<String> ofUsers(Gateway gateway, long first, int count) {
        // One alone first: when nobody answers, that is told once and soon.
        gateway.token(first, "orders");
        var tasks = LongStream.range(first, first + count)
                .<Callable<String>>mapToObj(user -> () -> gateway.token(user, "orders"))
                .toList();
        try (var fetching = Executors.newFixedThreadPool(AT_ONCE)) {
            var tokens = new ArrayList<String>();
            for (var fetched : fetching.invokeAll(tasks)) {
                tokens.add(fetched.get());
            }
            return tokens;
        } catch (ExecutionException e) {
            throw new PlatformException("Cannot fetch tokens: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while fetching tokens", e);
        }
    }
}
