package dev.orderplatform.tools.scaffold.platform;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.TemplateRecord;
import dev.orderplatform.tools.scaffold.source.TopicPrefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a copy in a temporary folder, then moves it to its place in one step. */
record MakePlatform(SourceTree source, Formatter formatter, Consumer<String> progress) {

    /** Makes a new platform. */
    void create(PlatformChoices chosen, Path folder) throws IOException {
        requireOther(chosen.identity());
        var made = chosen.madeFrom(source);
        var destination = Destination.of(folder, source.root());
        warnOfChanges();
        try (var work = new WorkFolder(destination.parent())) {
            copy(chosen, made, work);
            commit(work.platform(), "%s, made from %s".formatted(made.name(), made.origin()));
            destination.take(work.platform());
        }
        progress.accept("""
            %s is in %s. Next:

              cd %s
              ./orderctl demo     # builds and starts it, and places orders
              mvn verify          # runs all tests\
            """.formatted(made.name(), destination.folder(), folder));
    }

    /** Makes a platform again from this version, and commits it on the platform's branch {@value TemplateBranch#NAME}. */
    void update(Path folder) throws IOException {
        var branch = TemplateBranch.of(folder.toAbsolutePath().normalize());
        var chosen = PlatformChoices.of(branch.made());
        requireTemplateOf(branch.made());
        var made = chosen.madeFrom(source);
        warnOfChanges();
        try (var work =
                new WorkFolder(Optional.ofNullable(branch.folder().getParent()).orElseThrow())) {
            copy(chosen, made, work);
            if (!branch.replaceBy(work.platform(), work.index(), made.origin())) {
                progress.accept("%s already has this version.".formatted(branch.folder()));
                return;
            }
        }
        progress.accept("""
            The branch template in %s is now %s.
            Next, on the branch main: git merge template\
            """.formatted(branch.folder(), made.origin()));
    }

    private void requireOther(PlatformIdentity identity) {
        var own = source.identity();
        if (!own.artifact().contains("-")) {
            throw new PlatformException(
                    "The project name \"%s\" is one word. Renaming it would also change other uses of that word."
                                    .formatted(own.artifact())
                            + " Make new platforms from the platform that this one was made from.");
        }
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

    /** An update of a platform from its own sources would record it as a copy of itself. */
    private void requireTemplateOf(TemplateRecord made) {
        if (source.identity().packageName().equals(made.packageName())) {
            throw new PlatformException(
                    "This checkout is %s itself. Run the update in a checkout of %s, from which it was made."
                            .formatted(made.name(), made.template()));
        }
    }

    private void copy(PlatformChoices chosen, TemplateRecord made, WorkFolder work) throws IOException {
        var own = TopicPrefix.of(source.root());
        var topics = EventStreams.ALL.stream()
                .map(EventStream::topic)
                .collect(toMap(identity(), topic -> chosen.topicPrefix().addTo(own.removeFrom(topic))));
        var renaming = new Renaming(source.identity(), chosen.identity(), topics);
        new PlatformCopy(source, made, renaming, formatter).write(work.platform(), progress);
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
            progress.accept(
                    "Warning: this checkout has uncommitted changes. Those of tracked files are copied, new files are"
                            + " not.");
        }
    }
}
