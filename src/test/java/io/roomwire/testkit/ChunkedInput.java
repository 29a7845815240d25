package io.roomwire.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The payload of a chunked response. */
final class ChunkedInput extends InputStream {

    private final InputStream in;
    private int left;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            left = size();
            ended = left == 0;
        }
        int n = ended ? -1 : in.read(buffer, offset, Math.min(length, left));
        left -= Math.max(n, 0);
        if (left == 0 && !ended) {
            in.skipNBytes(2);
        }
        return n;
    }

    private int size() throws IOException {
        int size = 0;
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("cut off between chunks");
            }
            size = size * 16 + Character.digit(c, 16);
        }
        in.skipNBytes(1);
        return size;
    }
}
