package io.roomwire.trading;

/**
 * Who calls.
 *
 * @param id whose the models are that are made or listed
 * @param admin whether models of others are within reach too, one by one
 */
record Caller(String id, boolean admin) {

    private static final int NAME_SHOWN = 8;

    static Caller user(String subject) {
        return new Caller(subject, false);
    }

    static Caller apiKey(String name) {
        return new Caller("apikey_" + name.substring(0, Math.min(NAME_SHOWN, name.length())), true);
    }

    boolean mayUse(Model model) {
        return admin || model.owner().equals(id);
    }
}
