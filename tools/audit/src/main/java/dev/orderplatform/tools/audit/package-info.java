/** The auditor: checks invariants in databases and topics, read-only. */
@NullMarked
package dev.orderplatform.tools.audit;

import org.jspecify.annotations.NullMarked;
