package dev.orderplatform.tools.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** POST /api/v1/orders as HTTP/1.1 bytes, with random users and SKUs and a unique idempotency key each. */
public final class OrderRequests implements Supplier<ByteBuffer> {
    private static final AtomicInteger ALL = new AtomicInteger();

    private final List<byte[]> heads;
    private final int skus;
    private final int lines;
    private final SplittableRandom random = new SplittableRandom(1);
    // Makes keys unique across instances and runs.
    private final String run =
            Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-" + ALL.incrementAndGet();
    private long sequence;

    /**
     * @param tokens of the users
     * @param skus number of SKUs, starting with SKU-00001
     * @param lines SKUs an order
     */
    public OrderRequests(List<String> tokens, int skus, int lines) {
        this.heads = tokens.stream().map(OrderRequests::head).toList();
        this.skus = skus;
        this.lines = Math.min(lines, skus);
    }

    private static byte[] head(String token) {
        return """
            POST /api/v1/orders HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            """.formatted(token).getBytes(US_ASCII);
    }

    @Override
    public ByteBuffer get() {
        byte[] head = heads.get(random.nextInt(heads.size()));
        String body = body();
        byte[] rest = ("Idempotency-Key: bench-" + run + "-" + sequence++ + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + rest.length)
                .put(head)
                .put(rest)
                .flip();
    }

    private String body() {
        return "{\"lines\":" + lines(random.nextInt(skus), skus, lines) + "}";
    }

    /**
     * An order's lines as JSON, one of each SKU.
     *
     * @param first index of the first SKU, from 0
     * @param skus number of SKUs; the index wraps around
     */
    public static String lines(int first, int skus, int lines) {
        return IntStream.range(0, lines)
                .mapToObj(line -> "{\"sku\":\"" + sku((first + line) % skus + 1) + "\",\"quantity\":1}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The SKU with this number, of the demo catalogue or added by a benchmark. */
    public static String sku(int number) {
        var digits = Integer.toString(number);
        return "SKU-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }
}
