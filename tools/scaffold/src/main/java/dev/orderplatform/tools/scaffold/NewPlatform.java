package dev.orderplatform.tools.scaffold;

import picocli.CommandLine.Command;

/** Makes a renamed copy of the platform. */
@Command(name = "platform", description = "Makes a renamed copy of the platform.")
final class NewPlatform {}
