package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.testkit.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"'command':'ping','args':['-c','1','10.0.0.1'],'command_target':'agent'",
            "'command':'ip','args':['addr'],'command_target':'agent'", "'command':'help','command_target':'dongle'",
            "'command':'ifconfig','args':[],'command_target':'agent'",
            "'command':'remote status','command_target':'dongle'",
            "'command':'can','args':['cfg','show'],'command_target':'dongle'"})
    void takesWhatIsOnTheList(String body) {
        assertThat(parse(body).args()).hasSizeLessThan(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'command':'rm','args':[],'command_target':'agent'",
            "'command':'ping','args':['1','2','3','4','5','6','7'],'command_target':'agent'",
            "'command':'ifconfig','args':['1','2','3','4','5'],'command_target':'agent'",
            "'command':'ping','args':['a;b'],'command_target':'agent'", "'command':'help','command_target':'agent'",
            "'command':'ping','command_target':'dongle'", "'command':'help'",
            "'command':'help','command_target':'dongle','args':['x']",
            "'command':'ping','args':'x','command_target':'agent'",
            "'command':'ping','args':[1],'command_target':'agent'"})
    void refusesEverythingElse(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(ConsoleException.class);
    }

    @ParameterizedTest
    @CsvSource({"ip,1,false,1000", "ip,99999,false,15000", "ping,99999,false,20000", "ip,99999,true,30000",
            "ping,5000,false,5000"})
    void keepsTheTimeWithinBounds(String command, long asked, boolean dangerous, long granted) {
        CommandRequest request = parse("'command':'" + command + "','command_target':'agent','timeout_ms':" + asked
                + ",'allow_dangerous':" + dangerous);
        assertThat(request.timeout()).isEqualTo(Duration.ofMillis(granted));
    }

    @Test
    void doesNotWidenTheListForWhatIsDangerous() {
        assertThatThrownBy(() -> parse("'command':'reboot','command_target':'agent','allow_dangerous':true"))
                .isInstanceOf(ConsoleException.class);
    }

    private static CommandRequest parse(String fields) {
        return CommandRequest.parse(Json.parse('{' + fields.replace('\'', '"') + '}'));
    }
}
