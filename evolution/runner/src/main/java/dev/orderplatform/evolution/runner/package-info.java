/** The stages that led to the platform, run one after the other under the same contract and the same load. */
@NullMarked
package dev.orderplatform.evolution.runner;

import org.jspecify.annotations.NullMarked;
