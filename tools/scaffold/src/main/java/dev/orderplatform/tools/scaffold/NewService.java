package dev.orderplatform.tools.scaffold;

import picocli.CommandLine.Command;

/** Makes a module for a new service. */
@Command(name = "service", description = "Makes a module for a new service.")
final class NewService {}
