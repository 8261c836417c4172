package dev.orderplatform.tools.scaffold.service;

import dev.orderplatform.tools.scaffold.source.SourceFiles;
import dev.orderplatform.tools.scaffold.source.TopicPrefix;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The living template: {@code templates/sample-service}, and the events that it publishes.
 *
 * @param files text by path
 */
record ServiceTemplate(Map<String, String> files) {
    private static final String SERVICE = "templates/sample-service/";
    private static final String CONTRACTS = "templates/sample-contracts/";

    /** In the template the stream is declared beside the events; in a platform all are in one class. */
    private static final String STREAM = "SampleStream";

    private static final String STREAM_FILE =
            CONTRACTS + "src/main/java/" + Tokens.BASE_FOLDER + "contracts/" + STREAM + ".java";

    private static final Pattern STREAM_DECLARATION = Pattern.compile("public static final EventStream<[^;]*;");
    private static final Pattern EVENT_FILE = Pattern.compile("Sample\\w*Event\\.(java|json)$");

    /** Things that only a module of the folder templates needs. */
    private static final Pattern ONLY_IN_TEMPLATES = Pattern.compile(" *<relativePath>.*\n"
            + "| *<dependency>\n"
            + "(?:(?!.*</dependency>).*\n"
            + ")*?.*<artifactId>sample-contracts<.*\n"
            + "(?:(?!.*</dependency>).*\n"
            + ")*.*\n");

    private static final Pattern COMMENT_OR_TEXT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*|\"[^\"\n]*\"");
    private static final Pattern IDENTIFIER = Pattern.compile("\\b[A-Za-z]\\w*\\b");

    static ServiceTemplate of(SourceFiles sources) {
        var files = new TreeMap<String, String>();
        var topic = "\"" + TopicPrefix.of(sources.root()).addTo("sample-events");
        Stream.of(SERVICE, CONTRACTS)
                .flatMap(folder -> sources.paths(folder).stream())
                .forEach(file -> files.put(file, sources.read(file).replace("\"sample-events", topic)));
        return new ServiceTemplate(files);
    }

    /** The files of a new service, by their paths. */
    Map<String, String> filesOf(NewServicePlan plan) {
        var tokens = new Tokens(plan.name());
        var made = new TreeMap<String, String>();
        files.forEach((path, text) ->
                targets(path).forEach(target -> made.put(tokens.inPath(target), tokens.in(adapted(path, text, plan)))));
        return made;
    }

    /** The declaration of the service's stream, to be added to all others. */
    String streamOf(ServiceName name) {
        var declaration = STREAM_DECLARATION.matcher(files.get(STREAM_FILE));
        if (!declaration.find()) {
            throw new IllegalStateException(STREAM + " declares no stream");
        }
        return new Tokens(name).in(declaration.group());
    }

    /** Identifiers of the template that do not contain its name: a new service may not be called like one of them. */
    Set<String> identifiers() {
        return identifiers(identifier -> !isToken(identifier)).collect(Collectors.toSet());
    }

    /** The identifiers that its name becomes in a service. */
    Set<String> identifiersOf(ServiceName name) {
        return identifiers(ServiceTemplate::isToken).map(new Tokens(name)::in).collect(Collectors.toSet());
    }

    private Stream<String> identifiers(Predicate<String> wanted) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".java"))
                .map(file -> COMMENT_OR_TEXT.matcher(file.getValue()).replaceAll(" "))
                .flatMap(code -> code.lines().filter(line -> !line.startsWith("package ")))
                .flatMap(line -> IDENTIFIER
                        .matcher(line.replaceAll("^import .*\\.(\\w+);$", "$1"))
                        .results())
                .map(found -> found.group())
                .filter(wanted);
    }

    private static boolean isToken(String identifier) {
        return identifier.matches("sample|sample[A-Z].*|.*Sample(?![a-z]).*|SAMPLE");
    }

    private List<String> targets(String path) {
        if (path.startsWith(SERVICE)) {
            return List.of(path.substring("templates/".length()));
        }
        if (!EVENT_FILE.matcher(path).find()) {
            return List.of();
        }
        var file = path.replace(CONTRACTS, "contracts/");
        // The published copies are what later changes are compared with.
        return file.endsWith(".json")
                ? List.of(file, file.replaceAll("src/(main|test)/resources/", "src/test/resources/published/"))
                : List.of(file);
    }

    private static String adapted(String path, String text, NewServicePlan plan) {
        if (path.endsWith("pom.xml")) {
            return ONLY_IN_TEMPLATES.matcher(text).replaceAll("");
        }
        if (path.endsWith("application.yml")) {
            var configured = text.replaceAll("port: \\d+", "port: " + plan.port());
            return plan.global() ? configured.replace(":15432/", ":15430/") : configured;
        }
        return text.replace(STREAM, "EventStreams");
    }
}
