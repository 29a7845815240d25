package io.roomwire.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher posts: {@code {"name": …, "data": …}}, other fields ignored.
 *
 * @param name of the event
 * @param data exactly the JSON given, but for line breaks between its tokens, which are left out
 * @param controlToken the body's {@code control_token}, null without one
 */
record TopicEvent(String name, ByteBuffer data, @Nullable String controlToken) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Fails with {@link TopicException} on anything else. */
    static TopicEvent parse(byte[] body) {
        try {
            checkEncoding(body);
            try (JsonParser parser = JSON.createParser(body)) {
                return parse(parser, body);
            }
        } catch (CharacterCodingException e) {
            throw TopicException.invalid("the body is not UTF-8");
        } catch (IOException e) {
            throw TopicException.invalid("the body is not JSON");
        }
    }

    /** By a zero among the first bytes the parser would take it for UTF-16 or UTF-32, and know no offsets. */
    private static void checkEncoding(byte[] body) throws CharacterCodingException {
        if (!isAscii(body)) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        }
        for (int i = 0; i < Math.min(2, body.length); i++) {
            if (body[i] == 0) {
                throw new CharacterCodingException();
            }
        }
    }

    private static boolean isAscii(byte[] body) {
        int all = 0;
        for (byte b : body) {
            all |= b;
        }
        return all >= 0;
    }

    private static TopicEvent parse(JsonParser parser, byte[] body) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw TopicException.invalid("the body is not a JSON object");
        }
        String name = null;
        String token = null;
        ByteBuffer data = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(parser, value, field);
                case "control_token" -> token = text(parser, value, field);
                case "data" -> data = raw(parser, body);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw TopicException.invalid("the body goes on behind the JSON object");
        }
        if (name == null || data == null) {
            throw TopicException.invalid("the body lacks " + (name == null ? "name" : "data"));
        }
        return new TopicEvent(TopicName.event(name), data, token);
    }

    private static String text(JsonParser parser, JsonToken value, String field) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw TopicException.invalid(field + " is not a string");
        }
        return parser.getText();
    }

    private static ByteBuffer raw(JsonParser parser, byte[] body) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        return oneLine(ByteBuffer.wrap(body, from, to - from).slice());
    }

    /** JSON allows line breaks only between tokens, where they mean nothing. */
    private static ByteBuffer oneLine(ByteBuffer json) {
        int breaks = 0;
        for (int i = 0; i < json.limit(); i++) {
            breaks += isBreak(json.get(i)) ? 1 : 0;
        }
        return breaks == 0 ? json : withoutBreaks(json, json.limit() - breaks);
    }

    private static ByteBuffer withoutBreaks(ByteBuffer json, int length) {
        ByteBuffer line = ByteBuffer.allocate(length);
        for (int i = 0; i < json.limit(); i++) {
            if (!isBreak(json.get(i))) {
                line.put(json.get(i));
            }
        }
        return line.flip();
    }

    private static boolean isBreak(byte b) {
        return b == '\n' || b == '\r';
    }
}
