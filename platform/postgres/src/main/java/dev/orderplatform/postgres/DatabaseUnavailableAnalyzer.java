package dev.orderplatform.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports an unavailable database in two sentences instead of a stack trace per start attempt. */
final class DatabaseUnavailableAnalyzer extends AbstractFailureAnalyzer<DatabaseUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseUnavailable cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start the database server, or give the service the password of that role.",
                cause);
    }
}
