package dev.orderplatform.runtime.supervision;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.runtime.kafka.KafkaBroker;
import dev.orderplatform.runtime.kafka.KafkaSettings;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.runtime.postgres.PostgresServer;
import dev.orderplatform.runtime.postgres.PostgresSettings;
import dev.orderplatform.runtime.process.AotCache;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.seata.SeataCoordinator;
import dev.orderplatform.runtime.seata.SeataSettings;
import dev.orderplatform.runtime.seata.SeataStore;
import dev.orderplatform.runtime.service.HostProcess;
import dev.orderplatform.runtime.service.HostedService;
import dev.orderplatform.runtime.service.HostedSimulator;
import dev.orderplatform.runtime.service.Installation;
import dev.orderplatform.runtime.service.ServiceProcess;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SeataPart;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.ZipkinPart;
import dev.orderplatform.runtime.zipkin.ZipkinServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Creates the program for each part of the topology. */
@FunctionalInterface
public interface Programs {

    /** The role that may read every database and write none. */
    String AUDITOR = "auditor";

    int PARTITIONS = 8;

    Program of(Part part);

    static Programs real(Project project, DataFolder data) {
        var hosts = new ConcurrentHashMap<String, HostProcess>();
        return part -> switch (part) {
            case PostgresPart postgres -> postgres(postgres, project, data);
            case KafkaPart kafka -> kafka(kafka, project, data);
            case SeataPart seata -> seata(seata, project, data);
            case ServicePart service
            when service.jvm().isPresent() ->
                hosted(
                        service,
                        hosts.computeIfAbsent(
                                service.jvm().get().name(),
                                _ -> host(service, service.jvm().get(), project, data)),
                        project,
                        data);
            case ServicePart service -> service(service, project, data);
            case ZipkinPart zipkin ->
                new ZipkinServer(
                        project.zipkinServer(), data.home(zipkin.name()), data.log(zipkin.name()), zipkin.port());
            case SimulatorPart simulator ->
                simulator(
                        simulator,
                        hosts.computeIfAbsent(SimulatorPart.JVM.name(), _ -> simulators(simulator, project, data)),
                        data);
        };
    }

    /**
     * Whether a launch may record for the part's start cache. Only a part's first launch, because recording delays
     * recovery from a crash; only the first part that uses a cache; and only in the default data folder, because
     * platforms of tests are short-lived and stopped with a timeout.
     */
    private static BooleanSupplier recording(Part part, Project project, DataFolder data) {
        var allowed = new AtomicBoolean(part.ofFirstRegion() && data.equals(DataFolder.defaultOf(project)));
        return () -> allowed.getAndSet(false);
    }

    private static UnaryOperator<List<String>> startCache(
            Part part, String name, Project project, DataFolder data, Path... classPath) {
        var recording = recording(part, project, data);
        return arguments -> {
            var cache = AotCache.in(project.applications().resolve(name), classPath);
            return recording.getAsBoolean() ? cache.useOrRecord(arguments) : cache.use();
        };
    }

    private static Program postgres(PostgresPart part, Project project, DataFolder data) {
        var secrets = data.secrets();
        var settings = new PostgresSettings(
                project.distributions(),
                data.home(part.name()),
                data.log(part.name()),
                part.host(),
                part.port(),
                part.sharedBuffersMegabytes(),
                secrets.password(part.name(), "postgres"));
        var modules = part.databases().stream()
                .flatMap(database -> Stream.of(database.owner(), database.app()))
                .distinct()
                .map(role -> new PostgresRole(role, secrets.password(part.name(), role)));
        var auditor = new PostgresRole(AUDITOR, secrets.password(part.name(), AUDITOR), List.of("pg_read_all_data"));
        var databases = part.databases().stream()
                .map(database ->
                        new PostgresDatabase(database.name(), database.owner(), List.of(database.app(), AUDITOR)))
                .toList();
        return new PostgresServer(
                settings, Stream.concat(modules, Stream.of(auditor)).toList(), databases);
    }

    private static Program kafka(KafkaPart part, Project project, DataFolder data) {
        var settings = new KafkaSettings(
                project.brokerLibraries(),
                data.home(part.name()),
                data.log(part.name()),
                part.host(),
                part.port(),
                part.controllerPort());
        var topics = part.topics().stream().map(Programs::topic).toList();
        return new KafkaBroker(settings, topics, startCache(part, "kafka", project, data, settings.libraries()));
    }

    // Dead letters have no retention: they wait for a person's decision.
    private static Topic topic(String name) {
        var retention = name.endsWith(".dlt") ? -1 : EventRetention.TOPIC.toMillis();
        return new Topic(name, PARTITIONS, Map.of("retention.ms", Long.toString(retention)));
    }

    private static Program seata(SeataPart part, Project project, DataFolder data) {
        var own = data.secrets()
                .handOut(
                        part.name(),
                        Map.of(
                                "seata.store.db.password",
                                part.store().name() + "." + part.database().app()));
        var settings = new SeataSettings(
                project.coordinatorLibraries(),
                data.home(part.name()),
                data.log(part.name()),
                part.port(),
                store(part, data),
                own);
        return new SeataCoordinator(
                settings,
                startCache(part, "seata", project, data, SeataCoordinator.ownClasses(), settings.libraries()));
    }

    static SeataStore store(SeataPart part, DataFolder data) {
        var database = part.database();
        return new SeataStore(
                part.store().url(database.name()),
                database.owner(),
                data.secrets().password(part.store().name(), database.owner()),
                database.app());
    }

    private static Program service(ServicePart part, Project project, DataFolder data) {
        return new ServiceProcess(
                part,
                installation(part, project),
                data.home(part.name()),
                data.log(part.name()),
                data.secrets(),
                recording(part, project, data));
    }

    private static Program hosted(ServicePart part, HostProcess host, Project project, DataFolder data) {
        return new HostedService(part, installation(part, project), host, data.log(part.name()), data.secrets());
    }

    private static HostProcess host(ServicePart part, SharedJvm jvm, Project project, DataFolder data) {
        var users = jvm.modules().stream().map(module -> jar(module, project)).toList();
        return new HostProcess(
                jvm,
                List.of("dev.orderplatform.runtime.host.ServiceHost"),
                new Installation(
                        jar("runtime/host", "runtime-host", project),
                        users,
                        project.applications().resolve(jvm.name())),
                data.home(jvm.name()),
                data.log(jvm.name()),
                recording(part, project, data));
    }

    private static Program simulator(SimulatorPart part, HostProcess host, DataFolder data) {
        return new HostedSimulator(part, host, data.home(part.name()), data.log(part.name()), data.secrets());
    }

    private static HostProcess simulators(SimulatorPart part, Project project, DataFolder data) {
        var jvm = SimulatorPart.JVM;
        return new HostProcess(
                jvm,
                // C1 only: the simulators do little, and C2 would take half as much memory again.
                List.of("-XX:TieredStopAtLevel=1", "dev.orderplatform.tools.simulators.Simulators", "--control"),
                new Installation(
                        jar("tools/simulators", "tools-simulators", project),
                        project.applications().resolve(jvm.name())),
                data.home(jvm.name()),
                data.log(jvm.name()),
                recording(part, project, data));
    }

    private static Installation installation(ServicePart part, Project project) {
        return new Installation(
                jar(part.module(), project), project.applications().resolve(lastName(part.module())));
    }

    private static Path jar(String module, Project project) {
        return jar(module, lastName(module), project);
    }

    private static Path jar(String module, String name, Project project) {
        return project.root().resolve(Path.of(module, "target", name + ".jar"));
    }

    private static String lastName(String module) {
        return Path.of(module).getFileName().toString();
    }
}
