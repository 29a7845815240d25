package io.roomwire;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.roomwire.access.ErrorShape;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Routes of no feature, to see what the server itself refuses. */
@Controller
@Requires(property = "probe")
final class ProbeController {

    @Post(uris = {"/api/v1/probe", "/api/probe", "/api/v1/odd/probe"})
    Said say(@Body Said said) {
        return said;
    }

    @Post("/api/probe/import")
    @Consumes("application/x-ndjson")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String read(@Body InputStream body) throws IOException {
        try (body) {
            return Long.toString(body.transferTo(OutputStream.nullOutputStream()));
        }
    }

    @Get(uri = "/api/probe/echo/{name}", produces = MediaType.TEXT_PLAIN)
    String echo(String name, @QueryValue(defaultValue = "1") int limit) {
        return name.length() + " " + limit;
    }

    @Get("/api/probe/fail")
    HttpResponse<String> fail() {
        throw new IllegalStateException("on purpose");
    }

    @Serdeable
    record Said(String text, int n) {
    }

    /** Stands for a system with errors of its own shape. */
    @Serdeable
    record Odd(int status, String code, String why) {
    }

    @Singleton
    @Requires(property = "probe")
    static final class OddShape implements ErrorShape {

        @Override
        public boolean covers(String path) {
            return path.startsWith("/api/v1/odd/");
        }

        @Override
        public Object body(HttpRequest<?> request, HttpStatus status, String code, String message) {
            return new Odd(status.getCode(), code, request.getPath());
        }
    }
}
