package dev.orderplatform.runtime.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Readiness probe: sends an ApiVersions request (version 0), as every Kafka client does first. An Admin client would
 * cost half a second of CPU. A TCP connect proves nothing: the kernel accepts connections for a process that hangs.
 */
final class ApiVersionsProbe {

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x6f72;
    private static final int TIMEOUT_MILLIS = 2000;

    private ApiVersionsProbe() {}

    static boolean answered(String host, int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeLong((long) 10 << 32 | API_VERSIONS << 16); // length, key, version 0
            out.writeInt(CORRELATION);
            out.writeShort(-1); // no client id
            var in = new DataInputStream(socket.getInputStream());
            var length = in.readInt();
            return length > 4 && in.readInt() == CORRELATION;
        } catch (IOException _) {
            return false;
        }
    }
}
