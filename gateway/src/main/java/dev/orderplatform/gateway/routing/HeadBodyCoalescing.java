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
 * Writes head and body of a proxied message in one system call, in both directions. Otherwise the body is written only
 * after the head was flushed, which doubles the system calls here and at the receiver.
 */
@Configuration(proxyBeanMethods = false)
class HeadBodyCoalescing {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> responseCoalescing() {
        return server -> server.addServerCustomizers(http -> http.doOnChannelInit((_, channel, _) -> install(channel)));
    }

    @Bean
    HttpClientCustomizer requestCoalescing() {
        return client -> client.doOnChannelInit((_, channel, _) -> install(channel));
    }

    // Delays flushes until the event loop has run its pending tasks; no timer is involved. Also outside of reads,
    // because the proxied data is read from another connection.
    static void install(Channel channel) {
        channel.pipeline()
                .addFirst(new FlushConsolidationHandler(
                        FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true))
                .addAfter(NettyPipeline.HttpCodec, "head-with-body", HeadWithBody.INSTANCE);
    }

    /**
     * Completes the head's write promise immediately, so that the body follows. If the write fails, closes the
     * connection, as would happen anyway.
     */
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
