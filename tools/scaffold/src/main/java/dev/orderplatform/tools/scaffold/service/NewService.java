package dev.orderplatform.tools.scaffold.service;

import dev.orderplatform.runtime.orderctl.Console;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import dev.orderplatform.tools.scaffold.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a module for a new service. */
@Command(
        name = "service",
        description = {
            "Makes a module for a new service that is complete: a table, a consumer of order events, events of its own,"
                    + " a route, and tests.",
            "docs/add-a-service.md explains each file, and how to change it."
        })
public final class NewService implements Callable<Integer> {
    private final SourceFiles sources;
    private final Console console = Console.standard();

    @Option(names = "--global", description = "One instance for all regions instead of one in each.")
    private boolean global;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Its port, or that of its instance in the first region (default: the next free one).")
    private Optional<Integer> port = Optional.empty();

    @Parameters(paramLabel = "NAME", description = "Lower-case words with hyphens between them: gift-card.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    public NewService() {
        this(Project.locate().root());
    }

    NewService(Path root) {
        sources = new SourceFiles(root);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var template = ServiceTemplate.of(sources);
        var plan = checked(ServiceName.parse(name), template);
        console.line("Making %s …", plan.name().module());
        new FileChanges(sources.root()).apply(texts(plan, template));
        var generated = generate();
        report(plan, generated);
        return generated ? 0 : 1;
    }

    /** Refuses everything that can be refused before anything is written. */
    private NewServicePlan checked(ServiceName service, ServiceTemplate template) {
        var topology = Topology.of(TopologySettings.DEFAULT);
        Existing.of(sources, topology, template).requireFree(service, template.identifiersOf(service));
        var ports = Ports.of(topology);
        port.ifPresent(chosen -> ports.requireFree(chosen, global));
        return new NewServicePlan(service, global, port.orElseGet(() -> ports.next(global)));
    }

    private Map<String, String> texts(NewServicePlan plan, ServiceTemplate template) {
        var texts = new TreeMap<>(template.filesOf(plan));
        texts.keySet().stream().filter(sources::has).findFirst().ifPresent(file -> {
            throw new PlatformException("%s exists. Choose another name, or delete the file.".formatted(file));
        });
        texts.putAll(new SharedFiles(sources).changed(plan, template.streamOf(plan.name())));
        return texts;
    }

    /** In a new orderctl, because this one was built without the new declaration. */
    private boolean generate() throws IOException, InterruptedException {
        var command = List.of(sources.root().resolve("orderctl").toString(), "generate");
        return new ProcessBuilder(command)
                        .directory(sources.root().toFile())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private void report(NewServicePlan plan, boolean generated) {
        var service = plan.name();
        console.verbatim("""

            Made %1$s, on port %2$d: %3$s
            Added to pom.xml, EventStreams.java and Services.java; events, schemas and samples to contracts/.
            """.formatted(
                        service.module(),
                        plan.port(),
                        global ? "one instance for all regions." : "one instance in each region."));
        if (!generated) {
            console.verbatim("The generated files are out of date, see above. Then run: ./orderctl generate\n");
        }
        console.verbatim("""
            Next:
              mvn verify -pl %1$s -am -Dtest='%2$s*Test' -Dit.test='%2$s*IT' \\
                -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
              ./orderctl up
              curl -H "Authorization: Bearer $TOKEN" localhost:8080%3$s/ORDER_ID   # of a confirmed order
            What each file is for, and how to change it: docs/add-a-service.md\
            """.formatted(service.module(), service.type(), service.route()));
    }
}
