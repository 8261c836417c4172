package dev.orderplatform.tools.simulators.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderplatform.tools.simulators.http.RequestFaults.Outcome;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Serves routes, each request on a virtual thread. */
public final class HttpApi implements AutoCloseable {
    private static final System.Logger log = System.getLogger(HttpApi.class.getName());
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_REQUESTS = 256;
    private static final int BACKLOG = 128;
    private static final Duration HANG = Duration.ofSeconds(30);
    private static final int STOP_SECONDS = 2;

    private final ObjectMapper json;
    private final List<Route> routes;
    private final RequestFaults faults;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(MAX_REQUESTS);
    private final CountDownLatch closing = new CountDownLatch(1);

    static {
        // The JDK's server has no other way to set these. Times are in seconds; maxRspTime must exceed HANG.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
        System.setProperty("jdk.httpserver.maxConnections", "1024");
    }

    /** Listens; nothing is served before {@link #start}. */
    public HttpApi(InetSocketAddress address, ObjectMapper json, List<Route> routes, RequestFaults faults)
            throws IOException {
        this.json = json;
        this.routes = List.copyOf(routes);
        this.faults = faults;
        this.server = HttpServer.create(address, BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    public void start() {
        server.start();
    }

    public URI address() {
        var address = server.getAddress();
        return URI.create("http://%s:%d".formatted(address.getHostString(), address.getPort()));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var response = answer(exchange);
            byte[] body = json.writeValueAsBytes(response.body());
            exchange.getResponseHeaders()
                    .add("Content-Type", response.status() < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (NoAnswer _) {
            log.log(Level.DEBUG, "A request was left without answer on purpose");
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        try {
            return dispatch(exchange);
        } catch (Problem problem) {
            if (problem.status() == 503) {
                exchange.getResponseHeaders().add("Retry-After", "1");
            }
            return problem(problem, exchange);
        } catch (NoAnswer hanging) {
            throw hanging;
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "Unexpected failure", e);
            return problem(Problem.of(500, "An internal error occurred."), exchange);
        }
    }

    private Response dispatch(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        var found =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        if (found.isEmpty()) {
            throw Problem.notFound();
        }
        for (Route route : found) {
            if (route.method().equals(exchange.getRequestMethod())) {
                return handle(route, request(exchange, route.match(path).orElse("")));
            }
        }
        exchange.getResponseHeaders()
                .add("Allow", found.stream().map(Route::method).collect(Collectors.joining(", ")));
        throw Problem.of(405, "This method is not allowed here; see Allow.");
    }

    private static Request request(HttpExchange exchange, String id) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw Problem.of(413, "The body is larger than 64 KiB.");
        }
        var query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        return new Request(id, query, exchange.getRequestHeaders()::getFirst, body);
    }

    private Response handle(Route route, Request request) {
        if (route.control()) {
            return route.handler().apply(request);
        }
        if (!permits.tryAcquire()) {
            throw Problem.unavailable("Too many requests are in progress.");
        }
        try {
            return withFaults(route, request);
        } finally {
            permits.release();
        }
    }

    private Response withFaults(Route route, Request request) {
        var outcome = faults.next();
        if (outcome == Outcome.UNAVAILABLE) {
            throw Problem.unavailable("Unavailable on request.");
        }
        if (outcome == Outcome.HANGING) {
            carryOut(route, request);
            throw hang();
        }
        return route.handler().apply(request);
    }

    private static void carryOut(Route route, Request request) {
        try {
            var _ = route.handler().apply(request);
        } catch (Problem problem) {
            log.log(Level.DEBUG, "Refused, and not answered: {0}", problem.getMessage());
        }
    }

    private NoAnswer hang() {
        try {
            if (!closing.await(HANG.toSeconds(), TimeUnit.SECONDS)) {
                log.log(Level.DEBUG, "Closing a connection without answer");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new NoAnswer();
    }

    private static Response problem(Problem problem, HttpExchange exchange) {
        var instance = exchange.getRequestURI().getRawPath();
        return new Response(problem.status(), ProblemBody.of(problem, instance));
    }

    /** Finishes requests in progress, up to two seconds. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(STOP_SECONDS);
        threads.shutdown();
    }

    /** Closes the connection. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAnswer() {
            super(null, null, false, false);
        }
    }
}
