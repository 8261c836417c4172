package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.tools.scaffold.source.TopicPrefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    private final Path root;
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
            description = "Prefix of all topics: acme. (default: that of this platform).")
    private Optional<String> topicPrefix = Optional.empty();

    @Option(names = "--update", description = "Update a platform made earlier, with the same names.")
    private boolean update;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder of the platform: a new one, or with --update a checkout of 'template'.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    public NewPlatform() {
        this(Project.locate().root(), Formatter.ofJavaFiles());
    }

    NewPlatform(Path root, Formatter formatter) {
        this.root = root;
        this.formatter = formatter;
    }

    @Override
    public Integer call() throws IOException {
        new Git(root).run("--version"); // before anything is copied: git may be missing
        var make = new MakePlatform(SourceTree.of(root), formatter, this::print);
        if (!update) {
            make.create(chosen(), folder);
        } else if (packageName.isPresent() || name.isPresent() || topicPrefix.isPresent()) {
            throw new PlatformException("An update keeps the names. Choose --update alone, or make a new platform.");
        } else {
            make.update(folder);
        }
        return 0;
    }

    private PlatformChoices chosen() {
        var identity = PlatformIdentity.chosen(
                packageName.orElseThrow(() -> new PlatformException("Choose a package: --package com.acme.shop")),
                name.orElseThrow(() -> new PlatformException("Choose a name: --name \"Acme Shop\"")));
        return new PlatformChoices(identity, topicPrefix.map(TopicPrefix::new).orElseGet(() -> TopicPrefix.of(root)));
    }

    private void print(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
