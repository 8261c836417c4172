package dev.orderplatform.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The base of all scenarios: checkouts in the open model (by schedule) or the closed model (constant concurrency). */
abstract class LoadSimulation extends Simulation {

    private final Parameters parameters;
    private final Tokens tokens;
    private final Acknowledgements acknowledgements;
    private final Recorder recorder;
    private final Progress progress;

    LoadSimulation() {
        this(Parameters.ofSystem());
    }

    private LoadSimulation(Parameters parameters) {
        this.parameters = parameters;
        tokens = new Tokens(parameters.url(), parameters.users());
        acknowledgements = new Acknowledgements(parameters.acknowledgements());
        var schedule = schedule(parameters);
        var figures = new Figures(phases(parameters));
        progress = new Progress(figures);
        recorder = new Recorder(true, clock(schedule), figures, progress::begin);
        setUp(populations(schedule))
                .protocols(http.baseUrl(parameters.url())
                        // Persistent connections, as from a load balancer: otherwise a handshake a checkout would be
                        // measured, too.
                        .shareConnections()
                        .disableCaching()
                        .disableFollowRedirect()
                        .disableAutoReferer()
                        .userAgentHeader("order-platform-load"));
    }

    /** The schedule of checkouts in the open model. */
    Schedule schedule(Parameters parameters) {
        return Schedule.constant(parameters.rate(), parameters.duration());
    }

    /** The phases with separate figures. */
    List<Phase> phases(Parameters parameters) {
        return Phase.split(parameters.duration(), List.of("whole"));
    }

    private Clock clock(Schedule schedule) {
        return new Clock(parameters.concurrency().isPresent() ? Optional.empty() : Optional.of(schedule));
    }

    private List<PopulationBuilder> populations(Schedule schedule) {
        // Makes keys unique across runs.
        var run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        var populations = new ArrayList<PopulationBuilder>();
        var warmUp = parameters.warmUp();
        if (warmUp.isPositive()) {
            var easy = Schedule.constant(schedule.levels().getFirst().rate(), warmUp);
            var discarding =
                    new Recorder(false, clock(easy), new Figures(Phase.split(warmUp, List.of("warm-up"))), () -> {});
            populations.add(population("warm-up", run, discarding, Duration.ZERO, easy, warmUp));
        }
        populations.add(population("checkout", run, recorder, warmUp, schedule, parameters.duration()));
        return populations;
    }

    private PopulationBuilder population(
            String name, String run, Recorder figures, Duration after, Schedule schedule, Duration duration) {
        var checkouts = scenario(name).exec(new Checkout(parameters, tokens, acknowledgements, figures, run).chain());
        if (parameters.concurrency().isPresent()) {
            var constant =
                    constantConcurrentUsers(parameters.concurrency().getAsInt()).during(duration);
            return checkouts.injectClosed(
                    after.isZero()
                            ? List.<ClosedInjectionStep>of(constant)
                            : List.of(constantConcurrentUsers(0).during(after), constant));
        }
        var steps = new ArrayList<OpenInjectionStep>();
        if (after.isPositive()) {
            steps.add(nothingFor(after));
        }
        steps.addAll(schedule.steps());
        return checkouts.injectOpen(steps);
    }

    @Override
    public void before() {
        tokens.fetch();
        tokens.keepFresh();
        progress.start();
    }

    @Override
    public void after() {
        progress.stop();
        acknowledgements.close();
        var model = parameters.concurrency().isPresent() ? "closed" : "open";
        parameters
                .figures()
                .ifPresent(file ->
                        recorder.figures().write(file, model, recorder.clock().arrivals()));
    }
}
