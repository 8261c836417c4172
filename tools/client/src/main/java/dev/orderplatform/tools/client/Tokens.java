package dev.orderplatform.tools.client;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** Fetches tokens of many users concurrently. */
public final class Tokens {

    private static final int CONCURRENCY = 8;

    private Tokens() {}

    /** Tokens of the users {@code first} to {@code first + count - 1}, in that order. */
    public static List<String> ofUsers(Gateway gateway, long first, int count) {
        // A single request first: if the gateway does not answer, fail early with one message.
        gateway.token(first, "orders");
        var tasks = LongStream.range(first, first + count)
                .<Callable<String>>mapToObj(user -> () -> gateway.token(user, "orders"))
                .toList();
        try (var fetching = Executors.newFixedThreadPool(CONCURRENCY)) {
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
