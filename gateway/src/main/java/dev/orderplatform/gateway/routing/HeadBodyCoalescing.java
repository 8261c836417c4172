package dev.orderplatform.gateway.routing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.flush.FlushConsolidationHandler;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/**
 * Lets head and body of a message that is passed on leave in one write, in both directions. Otherwise the body is only
 * looked at when the head has left, which is twice the system calls, here and for whoever reads them.
 */
@Configuration(proxyBeanMethods = false)
class HeadBodyCoalescing {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wholeAnswers() {
        return server -> server.addServerCustomizers(http -> http.doOnChannelInit((_, channel, _) -> install(channel)));
    }

    @Bean
    HttpClientCustomizer wholeRequests() {
        return client -> client.doOnChannelInit((_, channel, _) -> install(channel));
    }

    // Flushes are put off until the event loop has run its tasks, for no timer, and outside of reads, too: what is
    // passed
    // on is read from another connection.
    static void install(Channel channel) {
        channel.pipeline()
                .addFirst(new FlushConsolidationHandler(
                        FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true))
                .addAfter(NettyPipeline.HttpCodec, "head-with-body", HeadWithBody.INSTANCE);
    }

    /** Says at once that a head is written. If it can't be, the connection is closed, as it would be then. */
    @Sharable
    private static final class HeadWithBody extends ChannelOutboundHandlerAdapter {

        static final HeadWithBody INSTANCE = new HeadWithBody();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpMessage && !(message instanceof LastHttpContent)) {
                context.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                promise.trySuccess();
            } else {
                context.write(message, promise);
            }
        }
    }
}
