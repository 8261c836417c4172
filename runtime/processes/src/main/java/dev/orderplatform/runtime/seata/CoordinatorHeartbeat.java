package dev.orderplatform.runtime.seata;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Seata's heartbeat by hand: an accepted TCP connection proves nothing, since the kernel accepts for a process that
 * hangs. A frame is magic, version, full length, head length, message type, codec, compressor and request id, 16 bytes.
 */
final class CoordinatorHeartbeat {

    private static final int MAGIC = 0xdada;
    private static final int FRAME = 16;
    private static final int PING = 3;
    private static final int PONG = 4;
    private static final int PATIENCE_MILLIS = 2000;

    private CoordinatorHeartbeat() {}

    static boolean answered(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(MAGIC);
            out.writeByte(1); // version
            out.writeInt(FRAME);
            out.writeShort(FRAME); // all of it is head
            out.writeByte(PING);
            out.writeByte(1); // Seata's own codec
            out.writeByte(0); // not compressed
            out.writeInt(1);
            out.flush();
            var answer = new DataInputStream(socket.getInputStream()).readNBytes(FRAME);
            return answer.length == FRAME
                    && (answer[0] & 0xff) == MAGIC >>> 8
                    && (answer[1] & 0xff) == (MAGIC & 0xff)
                    && answer[9] == PONG;
        } catch (IOException _) {
            return false;
        }
    }
}
