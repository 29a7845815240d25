package io.roomwire.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain requests by the JDK's own client, with the body as text. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Http() {
    }

    public static HttpResponse<String> get(URI uri, String... headers) throws IOException {
        return send("GET", uri, "", headers);
    }

    /** Posts JSON. */
    public static HttpResponse<String> post(URI uri, String body, String... headers) throws IOException {
        return send("POST", uri, body, headers);
    }

    /** Sends text as JSON; {@code headers} are names and values in turn and win over that content type. */
    public static HttpResponse<String> send(String method, URI uri, String body, String... headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
