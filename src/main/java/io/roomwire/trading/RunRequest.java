package io.roomwire.trading;

/** What a session is asked to do; the dates are checked by who plays it. */
record RunRequest(String baseModel, String startDate, String endDate) {

    private static final int LONGEST = 200;

    /** Fails with {@link TradingException}. */
    static RunRequest read(BodyForm body) {
        RunRequest request = new RunRequest(body.text("base_model", 0, LONGEST), body.text("start_date", 0, LONGEST),
                body.text("end_date", 0, LONGEST));
        body.check();
        return request;
    }
}
