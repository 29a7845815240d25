package io.roomwire.bench;

/** The benchmark cannot go on: something is missing, does not start or does not end. */
final class BenchFailure extends RuntimeException {

    BenchFailure(String message) {
        super(message);
    }

    BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
