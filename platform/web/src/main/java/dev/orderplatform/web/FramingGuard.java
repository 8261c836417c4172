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
 * Rejects a request with ambiguous framing, and everything after it on the connection: bytes that this server parses as
 * the next request may be a body to a proxy (request smuggling, RFC 9112 section 11.2). Netty's decoder finds most
 * framing errors, but treats an unknown transfer coding as "no body".
 */
final class FramingGuard extends ChannelDuplexHandler {
    /** A client that is still sending has this long to read the response before the close; see RFC 9112 section 9.6. */
    private static final int LINGER_SECONDS = 1;

    private boolean refused;
    private int pendingResponses;

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
            pendingResponses++;
            if (!hasFailed(request) && !isFramed(request.headers())) {
                request.setDecoderResult(
                        DecoderResult.failure(new IllegalArgumentException("The body's length is ambiguous")));
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
        if (pendingResponses == 0) {
            context.channel().close();
        } else {
            super.channelRead(context, new BrokenBody(cause));
        }
    }

    /** Closes the connection after the response to the rejected request. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                super.write(context, message, promise);
                return;
            }
            if (refused && pendingResponses == 1) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        ChannelPromise written = promise;
        if (message instanceof LastHttpContent && --pendingResponses == 0 && refused) {
            written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
        }
        super.write(context, message, written);
    }

    /** Closing with unread bytes resets the connection, and the client may lose the response. */
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

    // At most one of the two headers, once, in its simple form. The decoder already rejects two lengths.
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

    // For this WebSocket draft Netty reads an eight-byte body that no header declares.
    private static boolean isHixie76(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1);
    }

    private static boolean hasFailed(Object message) {
        return message instanceof DecoderResultProvider result
                && result.decoderResult().isFailure();
    }

    /** No stack trace: malformed requests must stay cheap. */
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
     * Signals a broken body to its receiver as an error. Reactor Netty would respond itself and let the receiver treat
     * the partial body as complete; behind a pipelined request it would not notice the error at all.
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
