package io.roomwire.console;

import io.roomwire.console.RelayLog.Stored;
import io.roomwire.json.JsonText;

/** Frames of one lane as the messages that its receiver gets. */
final class RelayText {

    private final JsonText json;
    private final String group;
    private final String direction;

    RelayText(JsonText json, RelayLane lane) {
        this.json = json;
        this.group = json.write(lane.groupId());
        this.direction = json.write(lane.direction().wire());
    }

    /** One JSON object; the frame within is the text that was accepted. */
    String of(Stored stored) {
        RelayFrame frame = stored.frame();
        return "{\"type\":\"can_frame\",\"group_id\":" + group + ",\"dongle_id\":" + json.write(frame.dongleId())
                + ",\"target_dongle_id\":" + json.write(frame.targetDongleId()) + ",\"direction\":" + direction
                + ",\"seq\":" + stored.seq() + ",\"frame\":" + frame.frame() + '}';
    }
}
