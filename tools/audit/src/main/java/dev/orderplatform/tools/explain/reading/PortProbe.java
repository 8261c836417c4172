package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.tools.explain.evidence.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Finds out which parts accept connections: in containers there is no supervisor that would know. */
final class PortProbe {

    private static final int TIMEOUT_MS = 1_000;

    private PortProbe() {}

    /** Connects to all parts in parallel. */
    static Parts of(Topology topology) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var states = topology.parts().stream()
                    .map(part -> CompletableFuture.supplyAsync(() -> state(part), threads))
                    .toList();
            return new Parts(states.stream().map(CompletableFuture::join).toList());
        }
    }

    private static Parts.State state(Part part) {
        return new Parts.State(part.name(), accepts(part) ? "ready" : "down", false);
    }

    private static boolean accepts(Part part) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(part.host(), part.port()), TIMEOUT_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
