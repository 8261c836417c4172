package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The sources of this platform: what git tracks, or everything but build output in a checkout without git. */
record SourceTree(Path root, PlatformIdentity identity, String version) {
    static SourceTree of(Path root) {
        var project = parse(root.resolve("pom.xml"));
        return new SourceTree(
                root,
                new PlatformIdentity(text(project, "groupId"), text(project, "artifactId"), text(project, "name")),
                text(project, "version"));
    }

    /** Paths relative to the root. */
    List<String> files() {
        if (!tracked()) {
            return new SourceFiles(root).paths();
        }
        return Stream.of(new Git(root).run("ls-files", "-z").split("\0"))
                .filter(file -> Files.exists(root.resolve(file)))
                .toList();
    }

    boolean changed() {
        return tracked() && !new Git(root).run("status", "--porcelain").isEmpty();
    }

    /** The commit's id, with the suffix {@code -dirty} if tracked files were changed since. */
    String commit() {
        return tracked()
                ? new Git(root).run("describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
                : "unknown";
    }

    /** The artifact ids of all modules: the root project cannot have one of them, too. */
    Set<String> modules() {
        var modules = new HashSet<String>();
        files().stream()
                .filter(file -> file.endsWith("/pom.xml"))
                .forEach(file -> modules.add(text(parse(root.resolve(file)), "artifactId")));
        return modules;
    }

    private boolean tracked() {
        return Files.exists(root.resolve(".git"));
    }

    private static Element parse(Path pom) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new PlatformException("Cannot read " + pom + ": " + e.getMessage(), e);
        }
    }

    /** The text of a child element, not of one further below. */
    private static String text(Element element, String name) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        throw new PlatformException("A pom.xml has no " + name);
    }
}
