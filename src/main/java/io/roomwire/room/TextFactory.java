package io.roomwire.room;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;

/** Chooses where agents' texts come from. */
@Factory
final class TextFactory {

    static final String CLIENT = "agent-text";

    private static final int MAX_ANSWER = 64 * 1024;

    @Singleton
    AgentVoice agentVoice(TextSettings settings, TextCanned canned, @Named(CLIENT) BeanProvider<HttpClient> client,
                          ObjectMapper json) {
        return new AgentVoice(settings.url().map(url -> completions(client.get(), url, settings, json)).orElse(canned),
                canned);
    }

    /** Made only when asked for. */
    @Singleton
    @Named(CLIENT)
    @Bean(preDestroy = "close")
    HttpClient client(TextSettings settings) {
        DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setConnectTimeout(settings.timeout());
        configuration.setReadTimeout(settings.timeout());
        configuration.setMaxContentLength(MAX_ANSWER);
        return HttpClient.create(null, configuration);
    }

    private static AgentText completions(HttpClient client, URI url, TextSettings settings, ObjectMapper json) {
        return new TextCompletions(client, url, settings, json);
    }
}
