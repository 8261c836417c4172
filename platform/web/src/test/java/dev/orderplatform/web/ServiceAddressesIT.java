package dev.orderplatform.web;

import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** A service moves to another address, while its name server allows ten minutes of caching, like Docker's. */
class ServiceAddressesIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void serviceIsServedAgainWithinFiveSecondsOfItsNewAddress() throws IOException {
        try (NameServer names = new NameServer("127.0.0.1")) {
            HttpClient client = HttpClient.create().resolver(spec -> {
                ServiceAddresses.lookUp(spec);
                spec.dnsAddressResolverGroupProvider(builder -> new DnsAddressResolverGroup(
                        builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(names.address()))));
            });
            DisposableServer before = serve("127.0.0.1", 0);
            String url = "http://service.example:" + before.port() + "/";
            await().atMost(Duration.ofSeconds(20)) // the client's very first request
                    .ignoreExceptions()
                    .until(() -> get(client, url).equals("127.0.0.1"));

            before.disposeNow(LIMIT);
            DisposableServer after = serve("127.0.0.2", before.port());
            names.answer("127.0.0.2");
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> get(client, url).equals("127.0.0.2"));
            after.disposeNow(LIMIT);
        }
    }

    private static String get(HttpClient client, String url) {
        return client.get().uri(url).responseContent().aggregate().asString().block(LIMIT);
    }

    private static DisposableServer serve(String address, int port) {
        return HttpServer.create()
                .host(address)
                .port(port)
                // Otherwise its connections would outlive it.
                .handle((_, response) -> response.keepAlive(false).sendString(Mono.just(address)))
                .bindNow(LIMIT);
    }

    /** Resolves every name to one IPv4 address. */
    private static final class NameServer implements AutoCloseable {
        private static final int HEADER = 12;
        private static final int IPV4 = 1;
        private static final int MAX_AGE_SECONDS = 600;

        private final DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        private volatile byte[] address;

        NameServer(String address) throws IOException {
            answer(address);
            Thread.ofVirtual().start(this::serve);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        void answer(String address) throws IOException {
            this.address = InetAddress.getByName(address).getAddress();
        }

        private void serve() {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                    socket.receive(packet);
                    ByteBuffer answer = answerTo(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                    socket.send(new DatagramPacket(answer.array(), answer.position(), packet.getSocketAddress()));
                }
            } catch (SocketException e) {
                // The socket was closed.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private ByteBuffer answerTo(ByteBuffer query) {
            int end = HEADER;
            while (query.get(end) != 0) {
                end += 1 + query.get(end);
            }
            boolean known = query.getShort(end + 1) == IPV4;
            ByteBuffer answer = ByteBuffer.allocate(512);
            answer.putShort(query.getShort(0)).putShort((short) 0x8180);
            answer.putShort((short) 1).putShort((short) (known ? 1 : 0)).putInt(0);
            answer.put(query.array(), HEADER, end + 5 - HEADER);
            if (known) {
                answer.putShort((short) 0xc00c).putShort((short) IPV4).putShort((short) 1);
                answer.putInt(MAX_AGE_SECONDS).putShort((short) address.length).put(address);
            }
            return answer;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
