package io.roomwire;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM in other words than the JVM's own, which run the process' hooks and hear no second one. The JDK's classes for
 * it are sought by name, for the compiler warns of them and cannot be told not to.
 */
final class Sigterm {

    private static final Logger LOG = LoggerFactory.getLogger(Sigterm.class);

    private Sigterm() {
    }

    /** Has each SIGTERM run this, on a thread of its own, and do nothing else. */
    static void runs(Runnable told) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object own = Proxy.newProxyInstance(Sigterm.class.getClassLoader(), new Class<?>[] {handler},
                    (proxy, method, arguments) -> {
                        told.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), own);
        } catch (ReflectiveOperationException e) {
            LOG.warn("SIGTERM ends this process without a drain: {}", e.getCause() == null ? e : e.getCause());
        }
    }
}
