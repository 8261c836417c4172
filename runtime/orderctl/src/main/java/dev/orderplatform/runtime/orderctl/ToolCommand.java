package dev.orderplatform.runtime.orderctl;

/**
 * A picocli command that a tool adds to orderctl. Needs a public no-argument constructor and a registration for {@link
 * java.util.ServiceLoader}.
 */
public interface ToolCommand {}
