package dev.orderplatform.tools.scaffold.service;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.tools.scaffold.source.SourceFiles;
import dev.orderplatform.tools.scaffold.source.TopicPrefix;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a new service can't have, because the platform has them.
 *
 * @param modules top-level folders
 * @param packages below the base package
 * @param identifiers used in the template beside its own name
 * @param topics without the prefix of all topics
 * @param types of events
 */
record Existing(
        Set<String> modules,
        Set<String> packages,
        Set<String> databases,
        Set<String> tables,
        Set<String> routes,
        Set<String> topics,
        Set<String> types,
        Set<String> identifiers) {
    private static final Pattern TOP_FOLDER = Pattern.compile("^([\\w.-]+)/");
    private static final Pattern PACKAGE = Pattern.compile("src/main/java/" + Tokens.BASE_FOLDER + "(\\w+)/");
    private static final Pattern TABLE = Pattern.compile("(?i)CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");
    private static final Pattern ROUTE = Pattern.compile("\"(/api/v1/[\\w-]+)");
    private static final Pattern EVENT = Pattern.compile("/contracts/(\\w+)\\.java$");

    static Existing of(SourceFiles sources, Topology topology, ServiceTemplate template) {
        var files = sources.paths();
        var java = files.stream()
                .filter(file -> file.contains("src/main/java/") && !file.startsWith("templates/"))
                .toList();
        return new Existing(
                groups(files, TOP_FOLDER),
                groups(files, PACKAGE),
                databases(topology),
                groupsInTexts(sources, files.stream().filter(file -> file.endsWith(".sql")), TABLE),
                groupsInTexts(sources, java.stream(), ROUTE),
                topics(TopicPrefix.of(sources.root())),
                groups(java, EVENT),
                template.identifiers());
    }

    /** @throws PlatformException if something in the platform has one of the names that the service would have */
    void requireFree(ServiceName name, Collection<String> newIdentifiers) {
        refuse(modules.contains(name.module()), name, "the folder " + name.module() + " exists");
        refuse(
                packages.contains(name.packageName()),
                name,
                "the package " + Tokens.BASE + "." + name.packageName() + " exists");
        refuse(databases.contains(name.snake()), name, "a database or role prefix " + name.snake() + " exists");
        refuse(tables.contains("t_" + name.snake()), name, "a table t_" + name.snake() + " exists");
        refuse(routes.contains(name.route()), name, "the route " + name.route() + " exists");
        refuse(topics.contains(name.topic()), name, "the topic " + name.topic() + " exists");
        newIdentifiers.stream()
                .filter(identifier ->
                        identifiers.contains(identifier) || types.contains(identifier) || inJava(identifier))
                .sorted()
                .findFirst()
                .ifPresent(identifier -> refuse(true, name, "its code would have two meanings of " + identifier));
    }

    private static void refuse(boolean taken, ServiceName name, String reason) {
        if (taken) {
            throw new PlatformException("%s can't be the name of a new service: %s. Choose another name, such as my-%s."
                    .formatted(name.kebab(), reason, name.kebab()));
        }
    }

    private static boolean inJava(String identifier) {
        try {
            Class.forName("java.lang." + identifier);
            return true;
        } catch (ClassNotFoundException | LinkageError _) {
            return false;
        }
    }

    private static Set<String> databases(Topology topology) {
        return topology.parts().stream()
                .flatMap(part -> part instanceof PostgresPart server ? server.databases().stream() : Stream.empty())
                .flatMap(database -> Stream.of(database.name(), database.module()))
                .collect(Collectors.toSet());
    }

    private static Set<String> groupsInTexts(SourceFiles sources, Stream<String> files, Pattern pattern) {
        return groups(files.map(sources::read).toList(), pattern);
    }

    private static Set<String> topics(TopicPrefix prefix) {
        return EventStreams.ALL.stream()
                .map(stream -> prefix.removeFrom(stream.topic()))
                .collect(Collectors.toSet());
    }

    private static Set<String> groups(Collection<String> texts, Pattern pattern) {
        return texts.stream()
                .flatMap(text -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
