package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a renamed copy of the platform, or takes this version over into an earlier copy. */
@Command(
        name = "platform",
        description = {
            "Makes a renamed copy of the platform, with its own git history and without the template's history,"
                    + " measurements and build machine.",
            "With --update, writes this version to the branch 'template' of a platform made earlier"
                    + " (docs/upgrading.md)."
        })
public final class NewPlatform implements Callable<Integer> {
    // Kafka warns of names with both periods and underscores: its metrics confuse them.
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-z][a-z0-9-]*[.-]|");
    private static final int MAX_PREFIX = 40;

    private final SourceTree source;
    private final Formatter formatter;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--package", paramLabel = "PACKAGE", description = "Base package and Maven group: com.acme.shop.")
    private Optional<String> packageName = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the platform: \"Acme Shop\". Projects and images are named acme-shop.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "Prefix of all topics: acme. (default: none).")
    private Optional<String> topicPrefix = Optional.empty();

    @Option(names = "--update", description = "Update a platform made earlier, with the same names.")
    private boolean update;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder of the platform: a new one, or with --update a checkout of 'template'.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    public NewPlatform() {
        this(Project.locate().root(), Formatter.maven());
    }

    NewPlatform(Path checkout, Formatter formatter) {
        this.source = SourceTree.of(checkout);
        this.formatter = formatter;
    }

    @Override
    public Integer call() throws IOException {
        require("git", "2.28 or later");
        require("mvn", "3.8.6 or later");
        if (update) {
            update();
        } else {
            create();
        }
        return 0;
    }

    private void create() throws IOException {
        var template = template();
        var destination = Destination.of(folder, source.root());
        warnOfChanges();
        try (var work = new WorkFolder(destination.parent())) {
            copy(template).write(work.platform(), work.folder(), this::print);
            commit(work.platform(), "%s, made from %s".formatted(template.name(), template.origin()));
            destination.take(work.platform());
        }
        print("""
            %s is in %s. Next:

              cd %s
              ./orderctl demo     # builds and starts it, and places orders
              mvn verify          # runs all tests\
            """.formatted(template.name(), destination.folder(), folder));
    }

    private void update() throws IOException {
        if (packageName.isPresent() || name.isPresent() || topicPrefix.isPresent()) {
            throw new PlatformException("An update keeps the names. Choose --update alone, or make a new platform.");
        }
        var branch = TemplateBranch.of(folder.toAbsolutePath().normalize());
        var template = Template.read(branch.folder()).at(source);
        warnOfChanges();
        try (var work =
                new WorkFolder(Optional.ofNullable(branch.folder().getParent()).orElseThrow())) {
            copy(template).write(work.platform(), work.folder(), this::print);
            if (!branch.replaceBy(work.platform(), template.origin())) {
                print("%s already has this version.".formatted(branch.folder()));
                return;
            }
        }
        print("""
            The branch %s in %s is now %s. Next:

              cd %s
              git switch main
              git merge template\
            """.formatted(TemplateBranch.NAME, branch.folder(), template.origin(), folder));
    }

    private Template template() {
        var identity = PlatformIdentity.chosen(
                packageName.orElseThrow(() -> new PlatformException("Choose a package: --package com.acme.shop")),
                name.orElseThrow(() -> new PlatformException("Choose a name: --name \"Acme Shop\"")));
        requireOther(identity);
        var prefix = topicPrefix.orElse("");
        if (!TOPIC_PREFIX.matcher(prefix).matches() || prefix.length() > MAX_PREFIX) {
            throw new PlatformException(
                    "\"%s\" is no prefix for topics. Choose lower-case letters, digits and hyphens with a period or hyphen at"
                                    .formatted(prefix)
                            + " the end, such as acme.");
        }
        return new Template("", "", "", identity.packageName(), identity.name(), prefix).at(source);
    }

    private void requireOther(PlatformIdentity identity) {
        var own = source.identity();
        if ((identity.packageName() + ".").startsWith(own.packageName() + ".")) {
            throw new PlatformException("%s belongs to %s. Choose a package of your own, such as com.acme.shop."
                    .formatted(identity.packageName(), own.name()));
        }
        if (identity.artifact().equals(own.artifact()) || source.modules().contains(identity.artifact())) {
            throw new PlatformException(
                    "A project named %s exists in the platform. Choose another name, such as \"Acme Shop\"."
                            .formatted(identity.artifact()));
        }
    }

    private PlatformCopy copy(Template template) {
        var topics = EventStreams.ALL.stream().map(EventStream::topic).toList();
        return new PlatformCopy(
                source,
                template,
                new Renaming(source.identity(), template.identity(), topics, template.topicPrefix()),
                formatter);
    }

    private static void commit(Path platform, String message) {
        var git = new Git(platform);
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("add", "--all");
        git.commit(message);
        git.run("branch", TemplateBranch.NAME);
    }

    private void warnOfChanges() {
        if (source.changed()) {
            print("Warning: this checkout has uncommitted changes. Those of tracked files are copied, new files are"
                    + " not.");
        }
    }

    private static void require(String program, String version) {
        var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        if (!found) {
            throw new PlatformException("%s is not on the PATH. Install it, version %s.".formatted(program, version));
        }
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
