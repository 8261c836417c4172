package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.supervision.HeldParts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Starts a part that was stopped, or that died under --no-restart.")
final class Start implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The part's name as in `status`.")
    private String name = "";

    @Override
    public Integer call() {
        var platform = Platform.here();
        var part = platform.part(name);
        if (platform.state().supervisor().isEmpty()) {
            throw new PlatformException("The platform is not up: ./orderctl up starts all of it");
        }
        platform.state().deleteIfDead(part);
        new HeldParts(platform.data()).remove(name);
        new Startup(platform, Console.standard()).await(part);
        return 0;
    }
}
