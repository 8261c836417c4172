package dev.orderplatform.tools.scaffold.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.TemplateRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Copies of a small project, with git. {@link MadePlatformIT} makes one of the whole platform. */
class NewPlatformIT {
    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void writeProject() throws IOException {
        checkout = folder.toRealPath().resolve("old");
        write("pom.xml", """
            <project>
              <parent><groupId>x</groupId><artifactId>x</artifactId></parent>
              <groupId>org.example.old</groupId>
              <artifactId>old-thing</artifactId>
              <version>1.0</version>
              <name>Old Thing</name>
            </project>
            """);
        write("gateway/pom.xml", "<project><artifactId>gateway</artifactId></project>\n");
        write("gateway/src/main/java/org/example/old/Main.java", "package org.example.old;\n// order-events\n");
        write("README.md", "The old thing.\n");
        write("docs/upgrading.md", "How to upgrade.\n");
        write("docs/guide.md", "It is [fast](notes/speed.md).\n");
        write("docs/notes/speed.md", "Measured.\n");
        write("run", "#!/bin/sh\n");
        Files.setPosixFilePermissions(checkout.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write(".gitignore", "target/\n");
        git(checkout, "init", "-q", "-b", "main");
        commit(checkout, "first");
    }

    @Test
    void aPlatformIsARenamedCopyWithItsOwnHistory() throws IOException {
        write("untracked", "");
        var shop = folder.resolve("shop");
        assertThat(create(shop, "--topic-prefix", "acme.").output())
                .contains("uncommitted changes", "Copying", "Formatting", "Acme Shop is in " + shop.toAbsolutePath());
        assertThat(git(shop, "ls-files").lines())
                .containsExactlyInAnyOrder(
                        ".gitignore",
                        ".template.json",
                        "README.md",
                        "docs/guide.md",
                        "docs/upgrading.md",
                        "gateway/pom.xml",
                        "gateway/src/main/java/com/acme/shop/Main.java",
                        "pom.xml",
                        "run");
        assertThat(Files.readString(shop.resolve("pom.xml")))
                .contains("<groupId>com.acme.shop<", "<artifactId>acme-shop<", "<name>Acme Shop<");
        assertThat(Files.readString(shop.resolve("gateway/src/main/java/com/acme/shop/Main.java")))
                .isEqualTo("package com.acme.shop;\n// acme.order-events\n");
        assertThat(Files.readString(shop.resolve("README.md")))
                .startsWith("# Acme Shop\n")
                .contains("Made from Old Thing 1.0");
        assertThat(Files.readString(shop.resolve("docs/guide.md")))
                .contains("[fast](upgrading.md#what-stays-with-the-template)");
        assertThat(shop.resolve("run")).isExecutable();
        assertThat(git(shop, "log", "--format=%D")).isEqualTo("HEAD -> main, template");
        assertThat(git(shop, "status", "--porcelain")).isEmpty();
    }

    @Test
    void aCheckoutWithoutGitIsCopiedWithoutBuildOutput() throws IOException {
        Folders.delete(checkout.resolve(".git"));
        write("gateway/target/old.jar", "");
        var shop = folder.resolve("shop");
        create(shop);
        assertThat(shop.resolve("docs/guide.md")).exists();
        assertThat(shop.resolve("gateway/target")).doesNotExist();
        assertThat(TemplateRecord.find(shop).orElseThrow().commit()).isEqualTo("unknown");
    }

    @Test
    void anUpdateIsMergedWithTheTeamsWork() throws IOException {
        var shop = folder.resolve("shop");
        create(shop);
        write(shop, "docs/guide.md", "It is fast.\n");
        write(shop, "own/pom.xml", "<project/>\n");
        commit(shop, "the team's work");
        write("gateway/src/main/java/org/example/old/New.java", "package org.example.old;\n");
        git(checkout, "rm", "-q", "run");
        commit(checkout, "second");

        git(shop, "switch", "-q", "template");
        assertThat(run("--update", shop.toString()).output()).contains("git merge template");
        assertThat(git(shop, "status", "--porcelain")).isEmpty();
        assertThat(run("--update", shop.toString()).output()).contains("already has this version");
        git(shop, "switch", "-q", "main");
        git(shop, "-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "-q", "template");

        assertThat(shop.resolve("gateway/src/main/java/com/acme/shop/New.java")).exists();
        assertThat(shop.resolve("run")).doesNotExist();
        assertThat(shop.resolve("own/pom.xml")).exists();
        assertThat(Files.readString(shop.resolve("docs/guide.md"))).isEqualTo("It is fast.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "org.example.old, Acme Shop, shop, Choose a package of your own",
        "org.example.old.shop, Acme Shop, shop, Choose a package of your own",
        "com.acme.Shop, Acme Shop, shop, is no package",
        "com.acme.shop, Acme & Co, shop, is no name",
        "com.acme.shop, Old Thing, shop, Choose another name",
        "com.acme.shop, Gateway, shop, Choose another name",
        "com.acme.shop, Acme Shop, old, is not an empty folder",
        "com.acme.shop, Acme Shop, old/shop, is inside this checkout",
        "com.acme.shop, Acme Shop, none/shop, does not exist"
    })
    void whatCannotBeMadeIsRefusedWithAChoiceAndLeavesNothing(
            String packageName, String name, String target, String message) {
        var refusal = run(
                "--package", packageName, "--name", name, folder.resolve(target).toString());
        assertThat(refusal.status()).isEqualTo(1);
        assertThat(refusal.output()).contains(message);
        assertThat(folder.toFile().list()).containsExactly("old");
    }

    @Test
    void aProjectOfOneWordIsNoTemplate() throws IOException {
        write("pom.xml", Files.readString(checkout.resolve("pom.xml")).replace("old-thing", "thing"));
        assertThat(create(folder.resolve("shop")).output()).contains("is one word");
    }

    @ParameterizedTest
    @CsvSource({"acme", "'acme_'", "Acme.", "'acme .'", "'.'"})
    void aPrefixThatIsNoneForTopicsIsRefused(String prefix) {
        assertThat(create(folder.resolve("shop"), "--topic-prefix", prefix).output())
                .contains("is no prefix for topics");
    }

    @Test
    void aFailedFormattingLeavesNothing() {
        var failing = run(
                platform -> {
                    throw new PlatformException("the formatter failed");
                },
                arguments(folder.resolve("shop")));
        assertThat(failing.output()).contains("the formatter failed");
        assertThat(folder.toFile().list()).containsExactly("old");
    }

    @Test
    void anUpdateNeedsACleanCheckoutOfTheTemplatesBranch() throws IOException {
        assertThat(run("--update", checkout.toString()).output())
                .contains("is no platform that ./orderctl new platform made");
        var shop = folder.resolve("shop");
        create(shop);
        assertThat(run("--update", shop.toString()).output()).contains("switch template");
        git(shop, "switch", "-q", "template");
        assertThat(run(shop, _ -> {}, "--update", shop.toString()).output())
                .contains("is Acme Shop itself", "in a checkout of Old Thing");
        write(shop, "own", "");
        assertThat(run("--update", shop.toString()).output()).contains("has uncommitted changes");
        assertThat(run("--update", "--name", "Other Shop", shop.toString()).output())
                .contains("keeps the names");
        write(shop, TemplateRecord.FILE, "{\"name\": \"Acme Shop\"}");
        assertThat(run("--update", shop.toString()).output()).contains(".template.json is unreadable");
    }

    private record Result(int status, String output) {}

    private Result create(Path target, String... more) {
        return run(Stream.concat(List.of(more).stream(), List.of(arguments(target)).stream())
                .toArray(String[]::new));
    }

    private static String[] arguments(Path target) {
        return new String[] {"--package", "com.acme.shop", "--name", "Acme Shop", target.toString()};
    }

    private Result run(String... arguments) {
        return run(platform -> {}, arguments);
    }

    private Result run(Formatter formatter, String... arguments) {
        return run(checkout, formatter, arguments);
    }

    private static Result run(Path source, Formatter formatter, String... arguments) {
        var output = new StringWriter();
        var status = new CommandLine(new NewPlatform(source, formatter))
                .setOut(new PrintWriter(output))
                .setExecutionExceptionHandler((failure, command, result) -> {
                    output.write(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
        return new Result(status, output.toString());
    }

    private void write(String file, String text) throws IOException {
        write(checkout, file, text);
    }

    private static void write(Path root, String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String git(Path root, String... arguments) {
        return new Git(root).run(arguments);
    }

    private static void commit(Path root, String message) {
        git(root, "add", "--all");
        new Git(root).commit(message);
    }
}
