package io.roomwire.sse;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration.NettyListenerConfiguration;
import jakarta.inject.Singleton;
import java.util.List;

/** Has the server listen at the {@link ServicePort} too, on the same host. The server's own port comes first. */
@Singleton
final class ServerPorts implements BeanCreatedEventListener<NettyHttpServerConfiguration> {

    private final ServicePort services;

    ServerPorts(ServicePort services) {
        this.services = services;
    }

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> created) {
        NettyHttpServerConfiguration server = created.getBean();
        services.number().ifPresent(number -> server.setListeners(List.of(
                listener(server, server.getPort().orElse(HttpServerConfiguration.DEFAULT_PORT)),
                listener(server, number))));
        return server;
    }

    private static NettyListenerConfiguration listener(NettyHttpServerConfiguration server, int port) {
        NettyListenerConfiguration listener = new NettyListenerConfiguration("port-" + port);
        server.getHost().ifPresent(listener::setHost);
        listener.setPort(port);
        return listener;
    }
}
