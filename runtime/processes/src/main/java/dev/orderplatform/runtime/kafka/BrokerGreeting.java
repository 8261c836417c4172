package dev.orderplatform.runtime.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The first exchange of every Kafka client, an ApiVersions request of version 0, by hand: a whole Admin client costs half
 * a second of CPU, and an accepted TCP connection proves nothing, since the kernel accepts for a process that hangs.
 */
final class BrokerGreeting {

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x6f72;
    private static final int PATIENCE_MILLIS = 2000;

    private BrokerGreeting() {}

    static boolean answered(String host, int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
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
