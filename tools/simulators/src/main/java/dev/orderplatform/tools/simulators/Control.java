package dev.orderplatform.tools.simulators;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.faults.Faults;
import dev.orderplatform.tools.simulators.http.Request;
import dev.orderplatform.tools.simulators.http.Response;
import dev.orderplatform.tools.simulators.http.Route;
import dev.orderplatform.tools.simulators.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Routes for operators and auditors: health, faults, ledger. */
final class Control {
    private static final Set<Fault> COMMON =
            Set.of(Fault.LOSE, Fault.REPEAT, Fault.REORDER, Fault.DELAY, Fault.HANG, Fault.UNAVAILABLE);
    private static final long MAX_DELAY_MILLIS = Duration.ofHours(1).toMillis();
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final String name;
    private final Journal journal;
    private final Set<String> faults;

    /** @param faults those that only this simulator supports */
    Control(String name, Journal journal, Set<Fault> faults) {
        this.name = name;
        this.journal = journal;
        this.faults = Stream.concat(COMMON.stream(), faults.stream())
                .map(Fault::label)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Route> routes() {
        return List.of(
                Route.control("GET", "/health", _ -> health()),
                Route.control("GET", "/v1/faults", _ -> Response.ok(journal.faults())),
                Route.control("PUT", "/v1/faults", request -> Response.ok(journal.activate(faults(request)))),
                Route.control("DELETE", "/v1/faults", _ -> Response.ok(journal.activate(Faults.NONE))),
                Route.control("GET", "/v1/ledger", this::ledger));
    }

    private Response health() {
        boolean up = journal.isIntact();
        return new Response(up ? 200 : 503, new Health(up ? "UP" : "DOWN", name, journal.owed()));
    }

    private Faults faults(Request request) {
        var json = request.json();
        var active = new Faults(
                json.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 0),
                json.integer("delayMillis", 0, MAX_DELAY_MILLIS, 0),
                json.shares("shares", faults));
        json.check();
        return active;
    }

    private Response ledger(Request request) {
        long after = request.parameter("after", 0, 0, Long.MAX_VALUE);
        int limit = (int) request.parameter("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        var lines = journal.read(after, limit);
        return Response.ok(new Page("[" + String.join(",", lines) + "]", after + lines.size()));
    }

    /** @param owed steps and callbacks that are due */
    private record Health(String status, String name, int owed) {}

    /**
     * Part of the ledger.
     *
     * @param items the entries, as they are in the file
     * @param last number of the last one; where to go on
     */
    private record Page(@JsonRawValue String items, long last) {}
}
