package dev.orderplatform.gateway.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

class HeadBodyCoalescingTest {
    private static final String BODY = "{}";

    private final List<Integer> bytesOfEachFlush = new ArrayList<>();
    private boolean broken;
    private int written;
    private final EmbeddedChannel channel = new EmbeddedChannel();

    HeadBodyCoalescingTest() {
        channel.pipeline().addLast(NettyPipeline.HttpCodec, new HttpClientCodec());
        HeadBodyCoalescing.install(channel);
        channel.pipeline().addFirst(new Wire());
    }

    @Test
    void headAndBodyAreFlushedTogether() {
        // Channel.write would run the event loop's tasks each time.
        ChannelFuture head = channel.pipeline().writeAndFlush(head());
        assertThat(head.isSuccess()).as("the body does not wait").isTrue();
        channel.pipeline().writeAndFlush(body());
        channel.runPendingTasks();

        assertThat(bytesOfEachFlush).hasSize(1);
        assertThat(bytesOfEachFlush.getFirst()).isGreaterThan(BODY.length()).isEqualTo(written);
    }

    @Test
    void headWithALateBodyIsFlushedAlone() {
        channel.writeAndFlush(head());
        channel.runPendingTasks();
        channel.writeAndFlush(body());
        channel.runPendingTasks();

        assertThat(bytesOfEachFlush).hasSize(2).last().isEqualTo(BODY.length());
    }

    @Test
    void connectionIsClosedWhenTheHeadCannotBeWritten() {
        broken = true;
        channel.writeAndFlush(head());
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    private static HttpRequest head() {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/api/v1/orders");
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, BODY.length());
        return head;
    }

    private static LastHttpContent body() {
        return new DefaultLastHttpContent(Unpooled.copiedBuffer(BODY, US_ASCII));
    }

    /** Records what is written to the network, per flush. */
    private final class Wire extends ChannelOutboundHandlerAdapter {
        private int waiting;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            int bytes = ((ByteBuf) message).readableBytes();
            waiting += bytes;
            written += bytes;
            ((ByteBuf) message).release();
            if (broken) {
                promise.setFailure(new IOException("broken pipe"));
            } else {
                promise.setSuccess();
            }
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            bytesOfEachFlush.add(waiting);
            waiting = 0;
        }
    }
}
