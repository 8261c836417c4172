package dev.orderplatform.web;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Has a connection's next request read after each answer. Reactor Netty 1.2.18 forgets that where a request was there
 * before the previous answer was quite done and is itself answered at once: the request after it would wait for ever.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">the report, mended after 1.2.18</a>
 */
@Sharable
final class ReactorNetty4361Workaround extends ChannelInboundHandlerAdapter {
    private static final ReactorNetty4361Workaround HANDLER = new ReactorNetty4361Workaround();

    private ReactorNetty4361Workaround() {}

    static HttpServer install(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, "next-request", HANDLER));
    }

    /** The end of an answer is told as an event. What waits in the queue goes first, so the read is a task behind it. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        context.executor().execute(context::read);
        super.userEventTriggered(context, event);
    }
}
