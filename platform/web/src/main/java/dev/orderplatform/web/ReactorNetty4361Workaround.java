package dev.orderplatform.web;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Triggers the read of a connection's next request after each response. Reactor Netty 1.2.18 misses that read if a
 * request arrived before the previous response was complete and was itself answered immediately; the next request would
 * then hang.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">the issue, fixed after 1.2.18</a>
 */
@Sharable
final class ReactorNetty4361Workaround extends ChannelInboundHandlerAdapter {
    private static final ReactorNetty4361Workaround HANDLER = new ReactorNetty4361Workaround();

    private ReactorNetty4361Workaround() {}

    static HttpServer install(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, "next-request", HANDLER));
    }

    /**
     * Reactor Netty fires an event at the end of a response. Queued requests go first, so the read is a task after
     * them.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        context.executor().execute(context::read);
        super.userEventTriggered(context, event);
    }
}
