package dev.orderplatform.runtime.orderctl;

/**
 * A command that a tool adds to orderctl: a picocli command with a public constructor without parameters, registered for
 * {@link java.util.ServiceLoader}.
 */
public interface ToolCommand {}
