/** The auditor: checks invariants in databases, topics and ledgers, read-only. */
@NullMarked
package dev.orderplatform.tools.audit;

import org.jspecify.annotations.NullMarked;
