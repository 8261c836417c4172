/** Scenarios of the load kit ({@code tests/load}): starts Gatling in a JVM of its own, adds outages, audits and judges. */
@NullMarked
package dev.orderplatform.tools.load.scenario;

import org.jspecify.annotations.NullMarked;
