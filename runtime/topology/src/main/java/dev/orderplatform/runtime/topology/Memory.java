package dev.orderplatform.runtime.topology;

/**
 * A service's memory, in megabytes.
 *
 * @param heap maximum heap size of a process started by orderctl
 * @param container memory limit of a container
 */
public record Memory(int heap, int container) {}
