package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Optional;

/** What becomes of a run. */
sealed interface RunRecord extends LedgerRecord permits RunRecord.Begun, RunRecord.Changed {

    /**
     * A run begins.
     *
     * @param token of the claim under which its events are appended
     */
    record Begun(String time, String token, RunRequest request) implements RunRecord {

        static final String KIND = "begun";

        @Override
        public JsonNode json() {
            return new JsonFields().put("kind", KIND).put("time", time).put("token", token)
                    .put("base_model", request.baseModel()).put("start_date", request.startDate())
                    .put("end_date", request.endDate()).object();
        }

        static Begun parse(JsonNode kept) {
            return new Begun(LedgerRecord.text(kept, "time"), LedgerRecord.text(kept, "token"),
                    new RunRequest(LedgerRecord.text(kept, "base_model"), LedgerRecord.text(kept, "start_date"),
                            LedgerRecord.text(kept, "end_date")));
        }
    }

    /**
     * The run that is open is now otherwise.
     *
     * @param error why it failed
     */
    record Changed(String time, RunStatus status, Optional<String> error) implements RunRecord {

        static final String KIND = "changed";

        @Override
        public JsonNode json() {
            return new JsonFields().put("kind", KIND).put("time", time).put("status", status.word())
                    .put("error", error.map(JsonNode::createStringNode)).object();
        }

        static Changed parse(JsonNode kept) {
            return new Changed(LedgerRecord.text(kept, "time"), RunStatus.of(LedgerRecord.text(kept, "status")),
                    JsonFields.text(kept, "error"));
        }
    }
}
