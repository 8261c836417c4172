package dev.orderplatform.gateway.limits;

import dev.orderplatform.web.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;

/**
 * Accumulates a body. Its parts are copied immediately: each part retains its whole network buffer, and a slow client
 * could make those a thousand times as large as what it has sent.
 */
final class BodyBuffer {
    private static final int INITIAL_CAPACITY = 1024;

    private final BodyBudget.Share share;
    private final int limit;
    private final int expected;
    private byte[] bytes = {};
    private int length;

    /**
     * @param declared Content-Length, or negative if absent
     * @param limit max body
     */
    BodyBuffer(BodyBudget.Share share, long declared, int limit) {
        this.share = share;
        this.limit = limit;
        refuseIfTooLong(declared);
        this.expected = declared < 0 ? limit : (int) declared;
        grow(Math.min(INITIAL_CAPACITY, expected));
    }

    /** Copies a part of the body and releases it. */
    BodyBuffer add(DataBuffer part) {
        try {
            int size = part.readableByteCount();
            if (length + size > bytes.length) {
                grow(length + size);
            }
            part.read(bytes, length, size);
            length += size;
            return this;
        } finally {
            DataBufferUtils.release(part);
        }
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    // Grows with the received bytes, not by Content-Length: otherwise headers alone could exhaust the budget.
    private void grow(int needed) {
        refuseIfTooLong(needed);
        int capacity = Math.max(needed, Math.min(expected, 2 * bytes.length));
        share.grow(capacity - bytes.length);
        bytes = Arrays.copyOf(bytes, capacity);
    }

    private void refuseIfTooLong(long size) {
        if (size > limit) {
            throw new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "The body is larger than " + limit + " bytes.");
        }
    }
}
