package io.roomwire.room;

import java.net.http.HttpResponse;

/** What tests compare of an answer. */
record Answer(int status, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }

    /** A refusal as the room system gives it. */
    static Answer refusal(int status, String code) {
        return new Answer(status, "{\"success\":false,\"error\":\"" + code + "\"}");
    }
}
