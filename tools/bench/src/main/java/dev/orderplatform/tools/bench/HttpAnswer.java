package dev.orderplatform.tools.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** An answer of HTTP/1.1 with a Content-Length, as far as it has come. */
final class HttpAnswer {
    private static final byte[] HEAD_ENDS = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 14);
    private int end = -1;

    /** Whether it is complete. */
    boolean readFrom(ReadableByteChannel channel) throws IOException {
        if (channel.read(bytes) < 0) {
            throw new EOFException("the server closed the connection");
        }
        if (end < 0) {
            var head = find(HEAD_ENDS, bytes.position());
            if (head >= 0) {
                end = head + HEAD_ENDS.length + bodyLength(head);
            }
        }
        return end >= 0 && bytes.position() >= end;
    }

    int status() {
        return number(STATUS_AT);
    }

    void clear() {
        bytes.clear();
        end = -1;
    }

    private int bodyLength(int head) throws IOException {
        var at = find(LENGTH, head);
        if (at < 0) {
            throw new IOException("an answer without Content-Length: " + new String(bytes.array(), 0, head, US_ASCII));
        }
        return number(at + LENGTH.length + 1);
    }

    private int number(int from) {
        var number = 0;
        for (var at = from; Character.isDigit(bytes.get(at)); at++) {
            number = 10 * number + bytes.get(at) - '0';
        }
        return number;
    }

    /** Where lower-case text stands before a limit, in whatever case; -1 when nowhere. */
    private int find(byte[] text, int limit) {
        for (var from = 0; from + text.length <= limit; from++) {
            var matching = 0;
            while (matching < text.length && lowerCase(bytes.get(from + matching)) == text[matching]) {
                matching++;
            }
            if (matching == text.length) {
                return from;
            }
        }
        return -1;
    }

    private static byte lowerCase(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
    }
}
