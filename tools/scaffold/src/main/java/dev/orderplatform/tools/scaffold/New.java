package dev.orderplatform.tools.scaffold;

import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.tools.scaffold.platform.NewPlatform;
import dev.orderplatform.tools.scaffold.service.NewService;
import picocli.CommandLine.Command;

/** Makes a service or a platform of one's own. */
@Command(
        name = "new",
        description = "Makes a service, or a renamed copy of the platform.",
        subcommands = {NewService.class, NewPlatform.class})
public final class New implements ToolCommand {}
