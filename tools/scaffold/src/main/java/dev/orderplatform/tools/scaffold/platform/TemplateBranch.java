package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.TemplateRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A checkout of the vendor branch, which holds only what the template made. Each update is a commit here, and git merges it
 * with the team's work.
 */
record TemplateBranch(Path folder, TemplateRecord made) {
    static final String NAME = "template";

    static TemplateBranch of(Path chosen) throws IOException {
        var made = TemplateRecord.find(chosen)
                .filter(_ -> Files.exists(chosen.resolve(".git")))
                .orElseThrow(() -> new PlatformException(
                        "%s is no platform that ./orderctl new platform made. Choose a folder with %s and .git."
                                .formatted(chosen, TemplateRecord.FILE)));
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
        return new TemplateBranch(folder, made);
    }

    /**
     * Commits the copy as the branch's next state; false if nothing has changed.
     *
     * @param index a file that does not exist: staged there, so that the checkout is as before until the commit
     */
    boolean replaceBy(Path copy, Path index, String message) {
        var checkout = new Git(folder);
        var repository = checkout.run("rev-parse", "--absolute-git-dir");
        var staging = new Git(
                copy,
                Map.of("GIT_DIR", repository, "GIT_WORK_TREE", copy.toString(), "GIT_INDEX_FILE", index.toString()));
        staging.run("add", "--all");
        if (staging.succeeds("diff", "--cached", "--quiet")) {
            return false;
        }
        staging.commit(message);
        checkout.run("reset", "--quiet", "--hard");
        return true;
    }
}
