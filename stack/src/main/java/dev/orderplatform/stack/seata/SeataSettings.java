package dev.orderplatform.stack.seata;

import java.nio.file.Path;

/**
 * What makes one coordinator different from another.
 *
 * @param libraries the folder with the coordinator's jars
 * @param home its working folder
 * @param log its log file
 * @param store JDBC URL of its database
 * @param owner creates the tables of the store
 * @param ownerPassword of {@code owner}
 * @param app reads and writes their rows, nothing else
 * @param secrets a folder with the file {@code seata.store.db.password}, the password of {@code app}
 */
public record SeataSettings(
        Path libraries,
        Path home,
        Path log,
        int port,
        String store,
        String owner,
        String ownerPassword,
        String app,
        Path secrets) {

    @Override
    public String toString() {
        return "Seata's coordinator at port " + port; // no password ever reaches a log
    }
}
