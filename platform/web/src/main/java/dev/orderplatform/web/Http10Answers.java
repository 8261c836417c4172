package dev.orderplatform.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Answers clients of HTTP/1.0, which knows no chunks: an answer of unknown length ends with its connection. Reactor Netty
 * itself closes the connection after an answer without length or chunks; here it only loses the chunks. A connection that
 * is kept has to say so, since HTTP/1.0 does not expect it.
 */
final class Http10Answers extends ChannelDuplexHandler {
    private boolean isHttp10;
    private boolean keepAlive;

    private Http10Answers() {}

    /** Behind the traffic handler there is one request at a time, so an answer belongs to the last one seen. */
    static HttpServer install(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, "http-1.0", new Http10Answers()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            isHttp10 = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
            keepAlive = HttpUtil.isKeepAlive(request);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (isHttp10 && message instanceof HttpResponse response) {
            // Or Reactor Netty's answers would be of either version, and each version says in its own way what it
            // keeps.
            response.setProtocolVersion(HttpVersion.HTTP_1_1);
            HttpHeaders headers = response.headers();
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            if (keepAlive && HttpUtil.isContentLengthSet(response) && !headers.contains(HttpHeaderNames.CONNECTION)) {
                headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
            }
        }
        super.write(context, message, promise);
    }
}
