package dev.orderplatform.runtime.generate;

import static java.util.stream.Collectors.joining;

import dev.orderplatform.runtime.topology.Topology;

/** The module that tests depend on to be built after all services. */
final class ServicesPom {

    private ServicesPom() {}

    static String text(Topology topology) {
        var dependencies =
                topology.modules().stream().map(ServicesPom::dependency).collect(joining("\n"));
        return Template.resource("services-pom.xml")
                .with("dependencies", dependencies)
                .text();
    }

    private static String dependency(String module) {
        return """
            <dependency>
              <groupId>dev.orderplatform</groupId>
              <artifactId>%s</artifactId>
              <version>${project.version}</version>
              <exclusions>
                <exclusion>
                  <groupId>*</groupId>
                  <artifactId>*</artifactId>
                </exclusion>
              </exclusions>
            </dependency>\
            """.formatted(module);
    }
}
