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
 * Adapts responses for HTTP/1.0 clients, which don't support chunking: the end of the connection ends a response of
 * unknown length. This handler removes the chunked encoding; Reactor Netty then closes the connection itself. A kept
 * connection needs an explicit header in HTTP/1.0.
 */
final class Http10Responses extends ChannelDuplexHandler {
    private boolean isHttp10;
    private boolean keepAlive;

    private Http10Responses() {}

    /** After the traffic handler there is one request at a time, so a response belongs to the last request. */
    static HttpServer install(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, "http-1.0", new Http10Responses()));
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
            // Reactor Netty uses both versions in responses, with different keep-alive defaults; make it one.
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
