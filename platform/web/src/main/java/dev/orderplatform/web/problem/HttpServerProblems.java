package dev.orderplatform.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Adds a problem+json body to the HTTP server's own error responses (malformed request or URI, request line or headers
 * too long). The server writes them without a body, and they bypass the application.
 */
public final class HttpServerProblems extends ChannelDuplexHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private String path = "/";

    private HttpServerProblems() {}

    public static HttpServer install(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> channel.pipeline()
                .addBefore(NettyPipeline.HttpTrafficHandler, "problem-json", new HttpServerProblems()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            path = request.decoderResult().isSuccess() ? request.uri() : "/";
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(context, lacksBody(message) ? withBody((FullHttpResponse) message) : message, promise);
    }

    private static boolean lacksBody(Object message) {
        return message instanceof FullHttpResponse response
                && response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private HttpResponse withBody(FullHttpResponse empty) throws JsonProcessingException {
        HttpStatus status = HttpStatus.valueOf(empty.status().code());
        ProblemException problem = new ProblemException(status, detail(status));
        ByteBuf body = Unpooled.wrappedBuffer(JSON.writeValueAsBytes(Problem.of(problem, instance())));
        FullHttpResponse response = new DefaultFullHttpResponse(
                empty.protocolVersion(), empty.status(), body, empty.headers(), empty.trailingHeaders());
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        empty.release();
        return response;
    }

    private String instance() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "This is not a valid HTTP request.";
            case URI_TOO_LONG -> "The request line is too long.";
            case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The headers are too large.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
