package dev.orderplatform.tools.simulators;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.orderplatform.tools.simulators.callbacks.CallbackSender;
import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.http.HttpApi;
import dev.orderplatform.tools.simulators.http.RequestFaults.Outcome;
import dev.orderplatform.tools.simulators.http.Route;
import dev.orderplatform.tools.simulators.journal.CallbackEntry;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.FaultEntry;
import dev.orderplatform.tools.simulators.journal.Journal;
import dev.orderplatform.tools.simulators.journal.Simulation;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookSigner;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A running simulator: interface, ledger, and the work that is due. */
public final class Simulator implements AutoCloseable {
    private static final System.Logger log = System.getLogger(Simulator.class.getName());

    private final Simulation simulation;
    private final Journal journal;
    private final CallbackSender callbacks;
    private final HttpApi http;
    private final AtomicLong requests = new AtomicLong();
    // Only starts work; the work itself runs on virtual threads, which share the ledger's flushes.
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timer").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    private Simulator(SimulatorSettings settings, Simulation simulation) throws IOException {
        var clock = Clock.systemUTC();
        var json = json(simulation);
        var secrets = WebhookSecrets.parse(Files.readString(settings.secrets()));
        this.simulation = simulation;
        this.journal = new Journal(settings.ledger().resolve("ledger.jsonl"), json, simulation::apply, clock);
        this.callbacks =
                new CallbackSender(journal, settings.callbackUrl(), new WebhookSigner(secrets, clock), this::after);
        var control = new Control(settings.name(), journal, simulation.faults());
        this.http = listen(
                settings,
                json,
                Stream.concat(control.routes().stream(), simulation.routes(journal).stream())
                        .toList());
    }

    private HttpApi listen(SimulatorSettings settings, ObjectMapper json, List<Route> routes) throws IOException {
        try {
            return new HttpApi(
                    new InetSocketAddress(settings.host(), settings.port()), json, routes, this::nextRequest);
        } catch (IOException | RuntimeException e) {
            // Otherwise the ledger would stay locked, and the next attempt in this JVM would fail, too.
            journal.close();
            throw e;
        }
    }

    private static ObjectMapper json(Simulation simulation) {
        var json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        json.registerSubtypes(simulation.entryTypes().toArray(Class<?>[]::new));
        json.registerSubtypes(CallbackEntry.class.getPermittedSubclasses());
        json.registerSubtypes(FaultEntry.class.getPermittedSubclasses());
        return json;
    }

    /** Starts the simulator that the settings name. */
    public static Simulator start(SimulatorSettings settings) throws IOException {
        var simulator = new Simulator(settings, settings.simulation().get());
        simulator.journal.start(simulator::schedule);
        simulator.callbacks.start();
        simulator.http.start();
        log.log(Level.INFO, "{0} listens on {1}", settings.name(), simulator.address());
        return simulator;
    }

    public URI address() {
        return http.address();
    }

    private void schedule(Due due) {
        after(Duration.between(Clock.systemUTC().instant(), due.at()), () -> run(due));
    }

    private void after(Duration pause, Runnable work) {
        var _ = timer.schedule(work, Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void run(Due due) {
        switch (due) {
            case Due.Callback callback -> callbacks.send(callback);
            case Due.Settlement settlement -> Thread.startVirtualThread(() -> settle(settlement));
        }
    }

    private void settle(Due.Settlement due) {
        try {
            journal.decide(moment -> Decision.recording(simulation.settle(due, moment)));
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "%s could not be settled; a restart repeats it".formatted(due.key()), e);
        }
    }

    // By sequence number, not by content: a retried request would meet the same fault every time.
    private Outcome nextRequest() {
        var number = Long.toString(requests.incrementAndGet());
        var faults = journal.faults();
        if (faults.hits(Fault.UNAVAILABLE, number)) {
            return Outcome.UNAVAILABLE;
        }
        return faults.hits(Fault.HANG, number) ? Outcome.HANGING : Outcome.ANSWERED;
    }

    /** Finishes requests in progress. What is due stays so, and goes on after the next start. */
    @Override
    public void close() {
        http.close();
        callbacks.close();
        timer.shutdownNow();
        journal.close();
    }
}
