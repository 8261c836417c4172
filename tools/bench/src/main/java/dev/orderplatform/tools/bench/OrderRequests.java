package dev.orderplatform.tools.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** POST /api/v1/orders in the bytes of HTTP/1.1, of some users and SKUs in turn by chance, each with a key of its own. */
public final class OrderRequests implements Supplier<ByteBuffer> {
    private static final AtomicInteger ALL = new AtomicInteger();

    private final List<byte[]> heads;
    private final int skus;
    private final int lines;
    private final SplittableRandom random = new SplittableRandom(1);
    // Keys of one never meet those of another.
    private final String run =
            Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-" + ALL.incrementAndGet();
    private long sequence;

    /**
     * @param tokens of the users
     * @param skus orders are for SKU-00001 up to this one
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
     * @param first of the SKUs, from 0
     * @param skus after the last of which the first follows
     */
    public static String lines(int first, int skus, int lines) {
        return IntStream.range(0, lines)
                .mapToObj(line -> "{\"sku\":\"" + sku((first + line) % skus + 1) + "\",\"quantity\":1}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The name of a SKU of the demo catalogue, and of those that a benchmark adds to it. */
    public static String sku(int number) {
        var digits = Integer.toString(number);
        return "SKU-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }
}
