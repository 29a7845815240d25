package io.roomwire.room;

/** A line of an import that was refused. Nothing was imported. */
final class InvalidLine extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * Refuses one line.
     *
     * @param code what the client sees as {@code error}
     * @param line the line's number, from 1
     */
    InvalidLine(String code, int line) {
        super(code);
        this.line = line;
    }

    String code() {
        return String.valueOf(getMessage());
    }

    int line() {
        return line;
    }
}
