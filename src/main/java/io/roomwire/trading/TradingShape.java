package io.roomwire.trading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.ErrorShape;
import jakarta.inject.Singleton;

/** What the server itself refuses under the trading system's paths. */
@Singleton
final class TradingShape implements ErrorShape {

    @Override
    public boolean covers(String path) {
        return path.matches("/api/(trading|models)(/.*)?");
    }

    @Override
    public Object body(HttpRequest<?> request, HttpStatus status, String code, String message) {
        return TradingException.shape(status, message);
    }
}
