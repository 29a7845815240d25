package io.roomwire.config;

/** A setting's value is not permitted. The message is one line that names setting, value and permitted range. */
public final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int SHOWN = 100;

    public BadSetting(String message) {
        super(message);
    }

    static BadSetting of(Setting<?> setting, String value) {
        String shown = setting.isSecret() ? "the value given (not shown)" : '"' + oneLine(value) + '"';
        return new BadSetting(setting.name() + " (" + setting.environment() + "): " + shown
                + " is not permitted; permitted: " + setting.permitted());
    }

    private static String oneLine(String value) {
        String cut = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
