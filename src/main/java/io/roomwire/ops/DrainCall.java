package io.roomwire.ops;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A program beside the node, for the hook that runs before a container ends: asks the node to drain, by the port and
 * the control token that both find in their environment. An image without a shell has no other tool that can POST.
 */
final class DrainCall {

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int FIRST_REFUSAL = 300;

    private DrainCall() {
    }

    /** Ends with 0 when the node has agreed, else with 1 and a line that says why. */
    public static void main(String[] args) {
        String answer = answer(System.getenv());
        if (!answer.isEmpty()) {
            System.err.println("roomwire: " + answer);
            System.exit(1);
        }
    }

    /** Empty when the node has agreed, else one line. */
    static String answer(Map<String, String> environment) {
        URI drain = URI.create("http://127.0.0.1:" + environment.getOrDefault("MICRONAUT_SERVER_PORT", "8080") + "/drain");
        try {
            int status = post(drain, environment.getOrDefault("ROOMWIRE_CONTROL_TOKEN", ""));
            return status < FIRST_REFUSAL ? "" : drain + " answered " + status;
        } catch (IOException e) {
            return drain + " cannot be reached: " + e.getMessage();
        }
    }

    private static int post(URI drain, String token) throws IOException {
        HttpURLConnection call = (HttpURLConnection) drain.toURL().openConnection();
        call.setConnectTimeout(TIMEOUT_MILLIS);
        call.setReadTimeout(TIMEOUT_MILLIS);
        call.setRequestMethod("POST");
        call.setRequestProperty("x-control-token", token);
        call.setDoOutput(true);
        call.setFixedLengthStreamingMode(0);
        call.getOutputStream().close();
        return call.getResponseCode();
    }
}
