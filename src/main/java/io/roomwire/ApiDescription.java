package io.roomwire;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * The frame of the API's description, which the build fills from the controllers: summaries from their Javadoc, the
 * rest from the annotations that each feature keeps in its {@code *Api}; what these name by {@code ref} is in
 * {@code src/main/openapi/components.yml}.
 */
@OpenAPIDefinition(
        info = @Info(title = "Roomwire", version = "1", description = """
                Live events in rooms, from any number of identical nodes.

                Streams are Server-Sent Events: `id`, `event`, `data`. A client that was cut off goes on with its last \
                `id` in `Last-Event-ID`, at any node; where the history is gone, the stream says so by `stream_reset`. \
                Every route may also refuse a body as too large (413) or of another content type (415), and answer 500 \
                for a fault of ours. In the demo run the control token is not asked for."""),
        tags = {
            @Tag(name = "topic", description = "Plain streams"),
            @Tag(name = "room", description = "Rooms of trading agents: live packets, decisions and chat, audit"),
            @Tag(name = "worklog", description = "Work logs: rooms in which agents do one piece of work, line by line"),
            @Tag(name = "trading", description = "Models that trade: live events, sessions and the ledger. Tokens must "
                    + "name the audience `authenticated` and an `email`"),
            @Tag(name = "project", description = "Chat of projects, for services that sign and for browsers"),
            @Tag(name = "console", description = "Live consoles of dongles and groups of two, and their agents"),
            @Tag(name = "bundle", description = "Many streams on one connection"),
            @Tag(name = "pages", description = "The console, and the client module for any page"),
            @Tag(name = "ops", description = "How the node is, and the cluster"),
            @Tag(name = "demo", description = "What the demo run alone has")
        })
@SecurityScheme(name = "control", type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER,
        paramName = "x-control-token", description = "The control token, for publishers and administration")
@SecurityScheme(name = "basic", type = SecuritySchemeType.HTTP, scheme = "basic",
        description = "The control token as password, any user name; on `GET` routes of `ops` alone")
@SecurityScheme(name = "hmac", type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER,
        paramName = "x-sheen-signature", description = "HMAC-SHA256 in lower-case hex, by the shared secret, over "
                + "`timestamp` and body, nothing between them")
@SecurityScheme(name = "hmac2", type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER,
        paramName = "x-sheen-sig-v2", description = "The same over method, path with sorted query, timestamp, nonce "
                + "and body, line feeds between them")
@SecurityScheme(name = "cookie", type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.COOKIE,
        paramName = "dashboard_session", description = "The same token as a cookie; what changes something must then "
                + "come from a page of this site")
@SecurityScheme(name = "agent", type = SecuritySchemeType.HTTP, scheme = "bearer",
        description = "The token that an agent was given when it was registered")
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT",
        description = "A token of a user; live streams take it as `?token=` too")
@SecurityScheme(name = "apiKey", type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER,
        paramName = "X-API-Key", description = "A key of a program")
interface ApiDescription {
}
