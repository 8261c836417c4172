/** The auditor: compares what the databases and topics hold with what must hold, and never writes. */
@NullMarked
package dev.orderplatform.tools.audit;

import org.jspecify.annotations.NullMarked;
