package dev.orderplatform.tools.scaffold.service;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.SourceFiles;
import java.util.Map;
import java.util.regex.Pattern;

/** The three files outside its own module that a new service is added to. */
final class SharedFiles {
    private static final String POM = "pom.xml";
    private static final String STREAMS =
            "contracts/src/main/java/" + Tokens.BASE_FOLDER + "contracts/EventStreams.java";
    private static final String SERVICES =
            "runtime/topology/src/main/java/" + Tokens.BASE_FOLDER + "runtime/topology/Services.java";

    /** Services come before the gateway, which routes to them. */
    private static final Pattern GATEWAY_MODULE = Pattern.compile("( *)<module>gateway</module>");

    private static final Pattern GATEWAY_DECLARATION =
            Pattern.compile("(?m)^(?: *//.*\n)* *Service\\.\\w+\\(\"gateway\",");
    private static final Pattern ALL_STREAMS =
            Pattern.compile("(\\s+)(public static final List<EventStream<\\?>> ALL =\\s+List\\.of\\([^)]*)\\)");

    private final SourceFiles sources;

    SharedFiles(SourceFiles sources) {
        this.sources = sources;
    }

    /** The changed texts by path. */
    Map<String, String> changed(NewServicePlan plan, String stream) {
        return Map.of(
                POM, withModule(sources.read(POM), plan.name()),
                STREAMS, withStream(sources.read(STREAMS), plan.name(), stream),
                SERVICES, withDeclaration(sources.read(SERVICES), plan));
    }

    static String withModule(String pom, ServiceName name) {
        return edited(POM, pom, GATEWAY_MODULE, "$1<module>" + name.module() + "</module>\n$0");
    }

    /** @param stream the declaration of a constant with the service's name */
    static String withStream(String source, ServiceName name, String stream) {
        return edited(STREAMS, source, ALL_STREAMS, "\n    " + stream + "$1$2, " + name.constant() + ")");
    }

    static String withDeclaration(String source, NewServicePlan plan) {
        return edited(SERVICES, source, GATEWAY_DECLARATION, declaration(plan).indent(12) + "$0");
    }

    /** One expression in Java, in the formatter's layout. */
    private static String declaration(NewServicePlan plan) {
        var name = plan.name();
        return """
            Service.%s("%s", %d)
                    .database("%s")
                    .routes("%s/**", ORDERS)
                    .consumes("%s", EventStreams.ORDER)
                    %s.megabytes(160, 384),
            """.formatted(
                        plan.global() ? "forAllRegions" : "inEachRegion",
                        name.module(),
                        plan.port(),
                        name.snake(),
                        name.route(),
                        name.module(),
                        plan.global() ? ".uses(ALL_BROKERS)\n        .sharesJvm(\"global-services\")\n        " : "");
    }

    private static String edited(String file, String text, Pattern place, String replacement) {
        var found = place.matcher(text);
        if (!found.find()) {
            throw new PlatformException("%s has no place to add a service to: it should match %s. Restore its layout."
                    .formatted(file, place));
        }
        return found.replaceFirst(replacement);
    }
}
