package dev.orderplatform.loyalty.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long points are valid, and how the ledger is written.
 *
 * @param validity of posted points, from their posting on; at least a second
 * @param expiryInterval interval of the search for points that have expired
 * @param expiryBatch orders whose points expire in one transaction at most
 * @param issuingAccounts ISSUED accounts, among which batches take turns; each batch locks one until its commit
 */
@ConfigurationProperties("platform.points")
record PointsProperties(
        @DefaultValue("365d") Duration validity,
        @DefaultValue("1m") Duration expiryInterval,
        @DefaultValue("500") int expiryBatch,
        @DefaultValue("1") int issuingAccounts) {

    PointsProperties {
        if (validity.toSeconds() < 1) {
            throw new IllegalArgumentException("platform.points.validity must be at least 1s, not " + validity);
        }
        if (!expiryInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "platform.points.expiry-interval must be positive, not " + expiryInterval);
        }
        if (expiryBatch < 1 || expiryBatch > 10_000) {
            throw new IllegalArgumentException("platform.points.expiry-batch must be 1 to 10000, not " + expiryBatch);
        }
        if (issuingAccounts < 1 || issuingAccounts > 64) {
            throw new IllegalArgumentException(
                    "platform.points.issuing-accounts must be 1 to 64, not " + issuingAccounts);
        }
    }
}
