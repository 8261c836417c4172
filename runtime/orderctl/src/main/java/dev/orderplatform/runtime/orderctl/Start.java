package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.supervision.Holds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Brings one part back that was stopped, or that died under --no-restart.")
final class Start implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The part, as `status` calls it.")
    private String name = "";

    @Override
    public Integer call() {
        var platform = Platform.here();
        var part = platform.part(name);
        if (platform.state().supervisor().isEmpty()) {
            throw new PlatformException("The platform is not up: ./orderctl up starts all of it");
        }
        platform.state().forgetIfDead(part);
        new Holds(platform.data()).remove(name);
        new Startup(platform, Console.standard()).await(part);
        return 0;
    }
}
