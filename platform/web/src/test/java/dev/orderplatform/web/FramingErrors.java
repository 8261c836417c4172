package dev.orderplatform.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Requests with ambiguous framing, for each service's server. Each is sent with another request after it. */
public final class FramingErrors {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String CRLF = "\r\n";
    private static final String EMPTY_BODY = CRLF + "0\r\n\r\n";

    private FramingErrors() {}

    /** Name, and the text after the usual header lines: more header lines, the empty line and a body. */
    public static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("unknown coding", "Transfer-Encoding: xchunked\r\n" + EMPTY_BODY),
                Arguments.of("coding that is not chunked", "Transfer-Encoding: gzip\r\n" + EMPTY_BODY),
                Arguments.of("identity", "Transfer-Encoding: identity\r\n" + EMPTY_BODY),
                Arguments.of("coding without a name", "Transfer-Encoding:\r\n" + EMPTY_BODY),
                Arguments.of("coding and chunked", "Transfer-Encoding: gzip, chunked\r\n" + EMPTY_BODY),
                Arguments.of("chunked and coding", "Transfer-Encoding: chunked, gzip\r\n" + EMPTY_BODY),
                Arguments.of("chunked twice", "Transfer-Encoding: chunked, chunked\r\n" + EMPTY_BODY),
                Arguments.of("chunked in two fields", CHUNKED + CHUNKED + EMPTY_BODY),
                Arguments.of("chunked and an unknown field", CHUNKED + "Transfer-Encoding: xchunked\r\n" + EMPTY_BODY),
                Arguments.of("chunked and nothing", "Transfer-Encoding: chunked,\r\n" + EMPTY_BODY),
                Arguments.of("chunked with a parameter", "Transfer-Encoding: chunked;x=1\r\n" + EMPTY_BODY),
                Arguments.of("quoted coding", "Transfer-Encoding: \"chunked\"\r\n" + EMPTY_BODY),
                Arguments.of("coding with a space in it", "Transfer-Encoding: chun ked\r\n" + EMPTY_BODY),
                Arguments.of("coding with a vertical tab", "Transfer-Encoding: \u000bchunked\r\n" + EMPTY_BODY),
                Arguments.of("coding with a NUL", "Transfer-Encoding: chunked\0\r\n" + EMPTY_BODY),
                Arguments.of("coding with a control byte", "Transfer-Encoding: chunked\u0001\r\n" + EMPTY_BODY),
                Arguments.of("coding with a no-break space", "Transfer-Encoding: \u00a0chunked\r\n" + EMPTY_BODY),
                Arguments.of("coding with a bare CR", "Transfer-Encoding: chun\rked\r\n" + EMPTY_BODY),
                Arguments.of("space before the coding's colon", "Transfer-Encoding : chunked\r\n" + EMPTY_BODY),
                Arguments.of("tab before the coding's colon", "Transfer-Encoding\t: chunked\r\n" + EMPTY_BODY),
                Arguments.of("control byte in the coding's name", "Transfer-Encoding\u0001: chunked\r\n" + EMPTY_BODY),
                Arguments.of("folded coding", "Transfer-Encoding:\r\n chunked\r\n" + EMPTY_BODY),
                Arguments.of("folded coding", "Transfer-Encoding: chunked\r\n , gzip\r\n" + EMPTY_BODY),
                Arguments.of("length and coding", "Content-Length: 5\r\n" + CHUNKED + EMPTY_BODY),
                Arguments.of("coding and length", CHUNKED + "Content-Length: 5\r\n" + EMPTY_BODY),
                Arguments.of("length and unknown coding", "Content-Length: 0\r\nTransfer-Encoding: x\r\n" + CRLF),
                Arguments.of("two lengths", "Content-Length: 0\r\nContent-Length: 5\r\n" + CRLF),
                Arguments.of("two equal lengths", "Content-Length: 0\r\nContent-Length: 0\r\n" + CRLF),
                Arguments.of("list of equal lengths", "Content-Length: 0, 0\r\n" + CRLF),
                Arguments.of("list of lengths", "Content-Length: 0, 5\r\n" + CRLF),
                Arguments.of("invalid length", "Content-Length: x\r\n" + CRLF),
                Arguments.of("empty length", "Content-Length:\r\n" + CRLF),
                Arguments.of("length with a sign", "Content-Length: +0\r\n" + CRLF),
                Arguments.of("negative length", "Content-Length: -1\r\n" + CRLF),
                Arguments.of("hexadecimal length", "Content-Length: 0x0\r\n" + CRLF),
                Arguments.of("length with a space in it", "Content-Length: 0 0\r\n" + CRLF),
                Arguments.of("length with a vertical tab", "Content-Length: \u000b0\r\n" + CRLF),
                Arguments.of("length with a NUL", "Content-Length: 0\0\r\n" + CRLF),
                Arguments.of("length that is too large", "Content-Length: 18446744073709551616\r\n" + CRLF),
                Arguments.of("space before the length's colon", "Content-Length : 0\r\n" + CRLF),
                Arguments.of("folded length", "Content-Length:\r\n 0\r\n" + CRLF),
                Arguments.of("length continued on a folded line", "Content-Length: 0\r\n 0\r\n" + CRLF),
                Arguments.of("line without a colon", "Content-Length\r\n" + CRLF),
                Arguments.of("bare LF after a field", "X: y\n" + CRLF),
                Arguments.of("bare LF as the empty line", "X: y\r\n\n"),
                Arguments.of("bare CR in a field", "X: y\rContent-Length: 5\r\n" + CRLF),
                Arguments.of("NUL in a field", "X: y\0\r\n" + CRLF),
                Arguments.of("invalid chunk size", CHUNKED + CRLF + "x\r\n"),
                Arguments.of("chunk size with a sign", CHUNKED + CRLF + "+0\r\n\r\n"),
                Arguments.of("chunk size with a prefix", CHUNKED + CRLF + "0x0\r\n\r\n"),
                Arguments.of("chunk size that is too large", CHUNKED + CRLF + "fffffffff\r\n"),
                Arguments.of("bare LF after a chunk size", CHUNKED + CRLF + "0\n\r\n"),
                Arguments.of("chunk that is longer than its size", CHUNKED + CRLF + "1\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("bare LF after the last chunk", CHUNKED + CRLF + "0\r\n\n"));
    }

    /** Sends a request followed by another one, and expects one error response and the end of the connection. */
    public static void assertRefusedAndClosed(int port, String request, String next) throws IOException {
        String answers = exchange(port, request + next);
        assertThat(answers)
                .startsWith("HTTP/1.1 400")
                .containsOnlyOnce("HTTP/1.")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("connection: close")
                .contains("\"status\":400", "\"instance\":\"/");
    }

    /** Returns all that the server sends until it closes the connection; fails if it doesn't. */
    public static String exchange(int port, String requests) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException e) {
            throw new AssertionError("the connection was reset before the response could be read", e);
        }
    }
}
