/** Runs scenarios of the load kit ({@code tests/load}): starts Gatling, adds outages, audits and checks thresholds. */
@NullMarked
package dev.orderplatform.tools.load.scenario;

import org.jspecify.annotations.NullMarked;
