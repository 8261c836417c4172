package dev.orderplatform.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Refuses a request whose end is in doubt, and everything that follows it on its connection: what this server takes for
 * the next request another one may have taken for a body (request smuggling, RFC 9112 section 11.2). Netty's decoder
 * finds most framing errors; a transfer coding that it does not know it reads as "no body".
 */
final class FramingGuard extends ChannelDuplexHandler {
    /** A client that is still sending can read the answer for so long; see RFC 9112 section 9.6. */
    private static final int LINGER_SECONDS = 1;

    private boolean refused;
    private int unanswered;

    private FramingGuard() {}

    static HttpServer install(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> channel.pipeline()
                .addBefore(NettyPipeline.HttpTrafficHandler, "framing", new FramingGuard())
                .addAfter(NettyPipeline.HttpTrafficHandler, "broken-bodies", BrokenBodies.HANDLER));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            unanswered++;
            if (!hasFailed(request) && !isFramed(request.headers())) {
                request.setDecoderResult(
                        DecoderResult.failure(new IllegalArgumentException("The body's end is in doubt")));
            }
        }
        refused = hasFailed(message);
        if (refused && !(message instanceof HttpRequest)) {
            refuseBody(
                    context, ((DecoderResultProvider) message).decoderResult().cause());
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(context, message);
        }
    }

    private void refuseBody(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (unanswered == 0) {
            context.channel().close();
        } else {
            super.channelRead(context, new BrokenBody(cause));
        }
    }

    /** After the answer to what is refused the connection is closed. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                super.write(context, message, promise);
                return;
            }
            if (refused && unanswered == 1) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        ChannelPromise written = promise;
        if (message instanceof LastHttpContent && --unanswered == 0 && refused) {
            written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
        }
        super.write(context, message, written);
    }

    /** A close while bytes of the client are unread resets the connection, and the answer may be lost. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (refused && context.channel().isActive() && context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
            channel.config().setAutoRead(true);
            context.executor().schedule(() -> context.close(promise), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            super.close(context, promise);
        }
    }

    // At most one of both, once, and in its plain form. (Two lengths are refused by the decoder.)
    private static boolean isFramed(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (codings.isEmpty()) {
            return lengths.stream().allMatch(FramingGuard::isDecimal) && !isHixie76(headers);
        }
        return lengths.isEmpty() && codings.size() == 1 && "chunked".equalsIgnoreCase(codings.getFirst());
    }

    private static boolean isDecimal(String length) {
        return length.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    // For this draft of WebSocket Netty reads a body of eight bytes that no header declares.
    private static boolean isHixie76(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1);
    }

    private static boolean hasFailed(Object message) {
        return message instanceof DecoderResultProvider result
                && result.decoderResult().isFailure();
    }

    /** Without a stack trace: whoever sends rubbish must not make it expensive. */
    private static final class BrokenBody extends DecoderException {
        private static final long serialVersionUID = 1;

        BrokenBody(Throwable cause) {
            super(cause.toString());
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /**
     * Fails the receiver of a broken body. Reactor Netty would answer by itself and let the receiver take what there is of
     * the body for the whole; and where the request had to wait for an earlier one's answer, it would not even notice.
     */
    @Sharable
    private static final class BrokenBodies extends ChannelInboundHandlerAdapter {
        static final BrokenBodies HANDLER = new BrokenBodies();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof BrokenBody failure) {
                context.fireExceptionCaught(failure);
            } else {
                super.channelRead(context, message);
            }
        }
    }
}
