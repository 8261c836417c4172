package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkout of the branch that has nothing but what the template made: as a vendor branch, it takes up the template's new
 * versions, and git merges them with the team's work.
 */
record TemplateBranch(Path folder) {
    static final String NAME = "template";

    static TemplateBranch of(Path chosen) throws IOException {
        if (!Files.exists(chosen.resolve(Template.FILE)) || !Files.exists(chosen.resolve(".git"))) {
            throw new PlatformException(
                    "%s is no platform that ./orderctl new platform made. Choose a folder with %s and .git."
                            .formatted(chosen, Template.FILE));
        }
        var folder = chosen.toRealPath();
        var git = new Git(folder);
        if (!git.run("branch", "--show-current").equals(NAME)) {
            throw new PlatformException("An update is written to the branch %s. Check it out first: git -C %s switch %s"
                    .formatted(NAME, folder, NAME));
        }
        if (!git.run("status", "--porcelain").isEmpty()) {
            throw new PlatformException(
                    "%s has uncommitted changes. Commit them on another branch, or stash them: git -C %s stash -u"
                            .formatted(folder, folder));
        }
        return new TemplateBranch(folder);
    }

    /** Commits the copy as the branch's next state; false if it has none of its files changed. */
    boolean replaceBy(Path copy, String message) {
        var checkout = new Git(folder);
        var repository = "--git-dir=" + checkout.run("rev-parse", "--absolute-git-dir");
        // Staged from the copy: the checkout's files change only after the commit.
        new Git(copy).run(repository, "--work-tree=.", "add", "--all");
        try {
            if (checkout.succeeds("diff", "--cached", "--quiet")) {
                return false;
            }
            checkout.commit(message);
            return true;
        } finally {
            checkout.run("reset", "--quiet", "--hard");
        }
    }
}
