package io.roomwire.pages;

import io.micronaut.http.MutableHttpResponse;

/** What browsers are told of all that they show or load for a page. */
final class PageHeaders {

    private PageHeaders() {
    }

    /**
     * Of a document and what it loads.
     *
     * @param policy what it may load and do, and who may frame it
     */
    static MutableHttpResponse<?> guarded(MutableHttpResponse<?> answer, String policy) {
        return plain(answer).header("Content-Security-Policy", policy);
    }

    /** Of what other pages may load too. */
    static MutableHttpResponse<?> plain(MutableHttpResponse<?> answer) {
        return answer.header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer");
    }
}
