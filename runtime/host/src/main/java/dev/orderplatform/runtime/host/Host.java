package dev.orderplatform.runtime.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Starts and stops what shares this JVM on request, and ends the JVM when the last one is stopped. */
public final class Host {

    private final Function<String, Hosted> factory;
    private final Map<String, Hosted> all = new HashMap<>();

    /** @param factory makes what has this name, in the state DOWN */
    public Host(Function<String, Hosted> factory) {
        this.factory = factory;
    }

    /** Answers requests on a Unix domain socket; returns only if that fails. */
    public void serve(Path socket) throws IOException {
        try (var control = ControlSocket.bind(socket)) {
            control.serve(this::answer);
        }
    }

    private Reply answer(Request request) {
        return switch (request.command()) {
            case "start" -> start(request);
            case "stop" -> stop(request.service());
            case "state" -> Reply.state(named(request.service()).state());
            default -> throw new IllegalArgumentException("Unknown command " + request.command());
        };
    }

    private synchronized Hosted named(String name) {
        return all.computeIfAbsent(name, factory);
    }

    // Synchronized with endIfIdle: nothing may start in a JVM that is about to end.
    synchronized Reply start(Request request) {
        var hosted = named(request.service());
        hosted.start(request);
        return Reply.state(hosted.state());
    }

    private Reply stop(String name) {
        named(name).stop();
        return endIfIdle();
    }

    private synchronized Reply endIfIdle() {
        var idle = all.values().stream().allMatch(Host::isDown);
        if (idle) {
            // In another thread, because exit never returns; who asks for a start from now on finds no socket.
            Thread.ofPlatform().start(() -> System.exit(0));
        }
        return idle ? Reply.ENDING : Reply.state(Hosted.State.DOWN);
    }

    synchronized boolean anyDown() {
        return all.values().stream().anyMatch(Host::isDown);
    }

    private static boolean isDown(Hosted hosted) {
        return hosted.state() == Hosted.State.DOWN;
    }
}
