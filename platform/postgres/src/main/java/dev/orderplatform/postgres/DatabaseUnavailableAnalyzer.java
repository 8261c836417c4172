package dev.orderplatform.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A service that can't open its database says so in two sentences: a stack trace for each new attempt helps nobody. */
final class DatabaseUnavailableAnalyzer extends AbstractFailureAnalyzer<DatabaseUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseUnavailable cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start the database server, or give the service the password of that role.",
                cause);
    }
}
