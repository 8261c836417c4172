package dev.orderplatform.runtime.seata;

import java.nio.file.Path;

/**
 * What makes one coordinator different from another.
 *
 * @param libraries the folder with the coordinator's jars
 * @param home its working folder
 * @param log its log file
 * @param store its database
 * @param secrets a folder with the file {@code seata.store.db.password}, the password of the store's {@code app}
 */
public record SeataSettings(Path libraries, Path home, Path log, int port, SeataStore store, Path secrets) {

    @Override
    public String toString() {
        return "Seata's coordinator at port " + port; // no password ever reaches a log
    }
}
